import html
import re

from odoo import models
from odoo.tools import SQL

from .association_eraser import ALL

# Where words about somebody may be, besides our own tables.
MAIL_TABLES = (
    "mail_message",
    "mail_tracking_value",
    "mail_activity",
    "mail_mail",
    "mail_notification",
    "mail_followers",
    "mail_blacklist",
    "ir_attachment",
)
# Texts of the association itself, in which nobody's data are looked for.
SETTINGS_TABLES = (
    "association_privacy_notice",
    "association_consent_purpose",
    "association_retention_rule",
    "association_member_category",
    "association_legal_form",
    "association_legal_regime",
)


class AssociationEraser(models.AbstractModel):
    """Words that tell a person, wherever somebody wrote them: taken out, and looked for afterwards."""

    _inherit = "association.eraser"

    # --- words that may be anywhere ---

    def _words(self, people, scope):
        """Return the words that tell these people, to be looked for everywhere: addresses and, with ``all``, names."""
        found = set()
        for one in people:
            found.update((one.email, one.email_normalized, one.pec, one.phone, one.website))
            found.update(user.login for user in one.with_context(active_test=False).user_ids)
            if scope == ALL:
                found.update((one.name, one.codice_fiscale, one.vat))
        found = {word.strip() for word in found if word and len(word.strip()) >= 5}
        # As they stand in HTML, and in another spelling of the same telephone number.
        found |= {html.escape(word) for word in found} | {
            html.escape(word).replace("&#x27;", "&#39;") for word in found
        }
        return sorted(found)

    def _columns(self):
        """Return ``{table: [(column, type)]}`` of the text in our own tables and in those of messages."""
        columns = {}
        for table, column, kind in self.env.execute_query(
            SQL(
                """SELECT columns.table_name, column_name, data_type FROM information_schema.columns
                     JOIN information_schema.tables USING (table_schema, table_name)
                    WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                      AND (columns.table_name LIKE 'association\\_%%' OR columns.table_name = ANY(%s))
                      AND columns.table_name <> ALL(%s)
                      AND data_type IN ('text', 'character varying', 'jsonb')
                 ORDER BY 1, 2""",
                list(MAIL_TABLES),
                list(SETTINGS_TABLES),
            )
        ):
            columns.setdefault(table, []).append((column, kind))
        return columns

    def _pattern(self, words):
        alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
        return f"(?<![[:alnum:]])(?:{alternatives})(?![[:alnum:]])"

    def _scrub(self, words):
        """Replace these words wherever somebody wrote them; return in how many rows."""
        if not words:
            return 0
        self.env.flush_all()
        pattern, marker, protected, rows = self._pattern(words), self.env._("[erased]"), self._protected_tables(), 0
        for table, columns in self._columns().items():
            if table in protected:
                continue
            for column, kind in columns:
                name, cast = SQL.identifier(column), SQL("::jsonb") if kind == "jsonb" else SQL("")
                self.env.cr.execute(
                    SQL(
                        "UPDATE %(table)s SET %(name)s = regexp_replace(%(name)s::text, %(pattern)s, %(marker)s, "
                        "'gi')%(cast)s"
                        " WHERE %(name)s::text ~* %(pattern)s",
                        table=SQL.identifier(table), name=name, cast=cast, pattern=pattern, marker=marker,
                    )
                )  # fmt: skip
                rows += self.env.cr.rowcount
        self.env.cr.execute("DELETE FROM bus_bus WHERE message::text ~* %s", [pattern])
        self.env.invalidate_all()
        return rows

    def _traces(self, words):
        """Return ``{"table.column": rows}``: where these words still are, in our tables, messages and contacts."""
        if not words:
            return {}
        self.env.flush_all()
        pattern, found = self._pattern(words), {}
        columns = self._columns()
        columns["res_partner"] = [
            (name, "") for name in ("name", "complete_name", "email", "comment", "codice_fiscale")
        ]
        columns["res_users"] = [("login", "")]
        for table, names in columns.items():
            counts = SQL(", ").join(
                SQL("count(*) FILTER (WHERE %s::text ~* %s)", SQL.identifier(name), pattern) for name, _kind in names
            )
            row = self.env.execute_query(SQL("SELECT %s FROM %s", counts, SQL.identifier(table)))[0]
            found.update({f"{table}.{names[i][0]}": count for i, count in enumerate(row) if count})
        return found
