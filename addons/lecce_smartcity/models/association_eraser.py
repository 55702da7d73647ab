import html
import re
from collections import Counter
from typing import NamedTuple

import psycopg2

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tools import SQL, mute_logger

from ..bylaws import states
from .append_only import allow_erasing, forbid_erasing
from .legal_time import legal_today

CONSENT, CONTACT, ALL = "consent", "contact", "all"

# What the members' book says of a person (VB-6): it stays on the contact while the book must be kept.
IDENTITY = {"name", "codice_fiscale", "vat", "birth_date", "birth_place", "ipa_code", "company_registry"}
# Fields of a contact that say nothing about somebody.
NEUTRAL = {"type", "lang", "tz", "signup_type", "complete_name", "color", "legal_hold_reason"}
ADDRESS_LINKS = ("state_id", "country_id", "parent_id")
# Names of text fields that identify a record, an act or an article, not a person.
NOT_PERSONAL = {
    "reference", "number", "code", "token", "decision_article", "act_number", "act_body", "outcome_reason",
    "extension_reason", "copy_digest",
}  # fmt: skip
# The proof that the law on personal data was kept: emptied of personal data, not deleted.
PROOFS = ("association.privacy.request", "association.privacy.erasure", "association.consent")
# Acts and their notification: kept with their documents while the members' book is.
ACTS = ("association.member.event", "association.member.notification")
# Where words about somebody may be, besides our own tables.
MAIL_TABLES = (
    "mail_message", "mail_tracking_value", "mail_activity", "mail_mail", "mail_notification", "mail_followers",
    "mail_blacklist", "ir_attachment",
)  # fmt: skip
# Texts of the association itself, in which nobody's data are looked for.
SETTINGS_TABLES = (
    "association_privacy_notice", "association_consent_purpose", "association_retention_rule",
    "association_member_category", "association_legal_form", "association_legal_regime",
)  # fmt: skip


class Plan(NamedTuple):
    """What an erasure would do: ``blockers`` (sentences; nothing is done while there are any), what is erased and what is
    kept, as ``(what, how many or why)``."""

    blockers: list
    erased: list
    kept: list


class AssociationEraser(models.AbstractModel):
    """Erases personal data, except what the law makes the association keep, and says what it kept and why."""

    _name = "association.eraser"
    _description = "Erasing Personal Data"

    # --- who, and may they be erased ---

    @api.model
    def _people(self, partner):
        """Return the contacts that are this person: merged ones, and its further addresses."""
        people = partner.sudo().with_context(active_test=False)._same_person()
        addresses = people.child_ids.filtered(lambda child: child.type != "contact")
        return people | addresses

    @api.model
    def _blockers(self, partner, scope, erase_book=False):
        """Return why nothing of ``partner`` may be erased now, one sentence each; empty if nothing stands against it."""
        people = self._people(partner)
        found = []
        held = people.filtered("legal_hold")
        if held:
            found.append(
                self.env._("Legal hold: %s (GDPR art. 17(3)(e)).", ", ".join(filter(None, held.mapped("legal_hold_reason"))) or "–")
            )
        if self.env["res.company"].sudo().search_count([("partner_id", "in", people.ids)], limit=1):
            found.append(self.env._("This contact is one of the associations themselves."))
        if scope != CONSENT:
            found += self._blockers_of_membership(people)
            found += self._blockers_of_office(people)
        if scope == ALL and not erase_book and self._disclosures(people):
            found.append(
                self.env._(
                    "The person is entered in the members' book, which must be kept: the name and what identifies it stay. "
                    "Erase the contact data only."
                )
            )
        return found

    def _blockers_of_membership(self, people):
        members_sudo = people.member_ids
        foreign = members_sudo.company_id - self.env.companies
        if foreign:
            return [self.env._("The person is in the records of another association too: it must agree.")]
        found = []
        for member in members_sudo:
            if member.status in states.MEMBER_STATUSES:
                found.append(
                    self.env._(
                        "Is a member (no. %(number)s) of %(association)s: only data kept on consent can be erased before the "
                        "membership ends.",
                        number=member.number,
                        association=member.company_id.name,
                    )
                )
            elif member.status == states.APPLICANT:
                found.append(self.env._("An application to %s is under way.", member.company_id.name))
        return found

    def _blockers_of_office(self, people):
        mandates_sudo = self.env["association.representative"].sudo()
        mandates_sudo = mandates_sudo.search([("partner_id", "in", people.ids), ("state", "!=", "ended")])
        found = [
            self.env._("Acts for %s: end the mandate first.", mandate.member_id.partner_id.display_name)
            for mandate in mandates_sudo
        ]
        users_sudo = self.env["res.users"].sudo().search([("partner_id", "in", people.ids)])
        if users_sudo.filtered(lambda user: user._is_internal()):
            found.append(self.env._("Works in the office with an account of its own: an administrator must archive it first."))
        return found

    def _disclosures(self, people):
        """Return the book entries whose personal data about these people are still there."""
        entries_sudo = self.env["association.book.entry"].sudo()
        return entries_sudo.search([("event_id.member_id.partner_id", "in", people.ids), ("disclosure_ids", "!=", False)])

    # --- the plan ---

    @api.model
    def _plan(self, partner, scope, erase_book=False):
        """Return the ``Plan`` of an erasure: the wizard shows it, nothing is written."""
        people = self._people(partner)
        erased, kept = [], []
        fields_ = self._partner_fields(people, scope)
        filled = {name for name in fields_ for one in people if one[name]}
        labels = [people._fields[name]._description_string(self.env) for name in fields_ if name in filled]
        if labels:
            erased.append((self.env._("On the contact: %s", ", ".join(labels)), len(filled)))
        consents = people.consent_ids.filtered("in_force")
        if consents:
            erased.append((self.env._("Consents, recorded as withdrawn"), len(consents)))
        if scope != CONSENT:
            erased += self._planned_records(people, scope)
            entries = self._disclosures(people)
            if erase_book and entries:
                erased.append((self.env._("Personal data of entries of the members' book"), len(entries)))
            kept = self._kept(people, scope, erase_book, entries)
        return Plan(self._blockers(partner, scope, erase_book), [item for item in erased if item[1]], kept)

    def _planned_records(self, people, scope):
        messages, activities = self._chatter(people)
        users = self._accounts(people)
        merges = self.env["association.partner.merge"].sudo()._about(people)
        return [
            (self.env._("Free text of applications, mandates and requests"), len(self._texts(people, scope))),
            (self.env._("Messages and notes"), len(messages)),
            (self.env._("Activities"), len(activities)),
            (self.env._("Documents"), len(self._files(people, scope))),
            (self.env._("Accounts on the portal, closed"), len(users)),
            (self.env._("Records of merged duplicates (they can no longer be undone)"), len(merges)),
        ]

    def _kept(self, people, scope, erase_book, entries):
        """Return ``[(what, why)]``: what an erasure leaves, with the article that says so."""
        kept = []
        book = entries and not erase_book
        ets = any(
            regime.regime == "ets" for regime in people.member_ids.company_id.association_regime_ids
        )
        if book:
            source = "D.Lgs. 117/2017 art. 15(1)(a)" if ets else self.env._("the statute")
            kept.append(
                (
                    self.env._("Members' book: name, birth, residence, codice fiscale, dates and acts (%s entries)", len(entries)),
                    self.env._("legal duty to keep the book: GDPR art. 17(3)(b), %s", source),
                )
            )
            kept.append((self.env._("Name and identity on the contact"), self.env._("they are those of the book")))
        events = self.env["association.member.event"].sudo().search([("member_id.partner_id", "in", people.ids)])
        if events:
            kept.append(
                (
                    self.env._("History of the membership: %s dated events, without free text", len(events))
                    if not book
                    else self.env._("History of the membership: %s dated events with their documents", len(events)),
                    self.env._("defence of legal claims: GDPR art. 17(3)(e)"),
                )
            )
        if people.consent_ids:
            kept.append((self.env._("That consents were given and withdrawn, and when"), self.env._("proof: GDPR art. 7(1)")))
        kept += self._kept_elsewhere(people)
        return kept

    def _kept_elsewhere(self, people):
        """Return further ``[(what, why)]``: other addons add the duties that their data are under."""
        if "account.move" in self.env:
            moves = self.env["account.move"].sudo().search_count([("partner_id", "in", people.ids)])
            if moves:
                return [(self.env._("Accounts: %s documents", moves), self.env._("ten years: c.c. 2220, GDPR art. 17(3)(b)"))]
        return []

    # --- what belongs to it ---

    def _partner_fields(self, people, scope):
        """Return the names of the contact's fields that are emptied."""
        if scope == CONSENT:
            purposes = self.env["association.consent.purpose"].sudo().with_context(active_test=False).search([])
            return [name for name in purposes.field_ids.mapped("name") if name in people._fields]
        names = [
            name
            for name, field in people._fields.items()
            if field.store and not field.compute and not field.related and not field.required
            and field.type in ("char", "text", "html", "binary", "image")
            and name not in NEUTRAL and name not in IDENTITY
        ]  # fmt: skip
        names += [*ADDRESS_LINKS, "category_id"]
        if scope == ALL:
            names += sorted(IDENTITY - {"name"})
        return names

    def _holdings_of(self, people, models_=None):
        held = self.env["association.personal.data"]
        for holding in held._holdings():
            if models_ is None or holding.model in models_:
                yield held._records(holding, people)

    def _texts(self, people, scope):
        """Return ``[(records, [names of text fields])]`` of our models, those that no trigger protects."""
        protected = self._protected_tables()
        found = []
        for records in self._holdings_of(people):
            if not records or records._table in protected:
                continue
            names = [
                name
                for name, field in records._fields.items()
                if field.store and not field.compute and not field.related and not field.required
                and field.type in ("char", "text", "html") and name not in NOT_PERSONAL
            ]  # fmt: skip
            filled = records.filtered(lambda one, names=names: any(one[name] for name in names))
            found += [(one, names) for one in filled]
        return found

    def _protected_tables(self):
        return {
            table
            for (table,) in self.env.execute_query(
                SQL("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'append_only'")
            )
        }

    def _chatter(self, people):
        """Return the messages and activities on the records about these people."""
        domains = [("res.partner", people.ids)]
        domains += [
            (records._name, records.ids) for records in self._holdings_of(people) if records._name not in PROOFS
        ]
        messages_sudo, activities_sudo = self.env["mail.message"].sudo(), self.env["mail.activity"].sudo()
        for model, ids in domains:
            messages_sudo |= messages_sudo.search([("model", "=", model), ("res_id", "in", ids)])
            activities_sudo |= activities_sudo.search([("res_model", "=", model), ("res_id", "in", ids)])
        return messages_sudo, activities_sudo

    def _files(self, people, scope):
        """Return the documents to delete: all of them, or all but those of acts in the members' book."""
        files = self.env["association.personal.data"]._files(people, None)
        if scope == CONTACT:
            for records in self._holdings_of(people, ACTS):
                for name, field in records._fields.items():
                    if field.store and field.relational and field.comodel_name == "ir.attachment":
                        files -= records[name]
                files -= files.filtered(
                    lambda file, records=records: file.res_model == records._name and file.res_id in records.ids
                )
        return files

    def _accounts(self, people):
        users_sudo = self.env["res.users"].sudo().with_context(active_test=False)
        return users_sudo.search([("partner_id", "in", people.ids), ("login", "not like", "erased-%")])

    # --- erasing ---

    @api.model
    def _erase(self, partner, scope, ground, company, *, request=None, rule=None, erase_book=False, reason=None):
        """Erase what can be erased of ``partner``, and enter in the register that it was done.

        :param scope: ``consent``, ``contact`` or ``all``
        :param ground: a key of ``association.privacy.erasure.ground``
        :param erase_book: with ``all``: the personal data of the book's entries too; administrators alone
        :param reason: why the book need not be kept
        :return: the ``association.privacy.erasure``
        :raises UserError: something stands against it: all of it is said
        """
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Personal data are erased by the secretariat."))
        if erase_book and not self.env.user.has_group("lecce_smartcity.group_administrator"):
            raise AccessError(self.env._("The members' book is erased by an administrator."))
        if erase_book and not (reason or "").strip():
            raise UserError(self.env._("Say why the members' book need not be kept: the reason is sealed in the book itself."))
        people = self._people(partner)
        people.lock_for_update()
        blockers = self._blockers(partner, scope, erase_book)
        if blockers:
            raise UserError("\n".join(blockers))
        words = self._words(people, scope)
        quiet = self.with_context(tracking_disable=True, mail_notrack=True, mail_create_nolog=True)
        counts = quiet._do_erase(people.with_context(quiet.env.context), scope, company, words, erase_book, reason)
        erasures_sudo = self.env["association.privacy.erasure"].sudo()  # written by erasures alone
        return erasures_sudo.create(
            {
                "company_id": company.id,
                "partner_id": partner.id,
                "request_id": request and request.id,
                "rule_id": rule and rule.id,
                "performed_at": self.env.cr.now(),
                "user_id": self.env.uid,
                "scope": scope,
                "ground": ground,
                "book_erased": bool(erase_book),
                "reason": reason if erase_book else False,
                "counts": dict(counts),
                "residue": self._traces(words) if scope != CONSENT else {},
            }
        ).sudo(False)

    def _do_erase(self, people, scope, company, words, erase_book, reason):
        counts = Counter()
        consents = people.consent_ids.filtered("in_force")
        consents._withdraw(source="email")
        counts["consents"] = len(consents)
        if scope != CONSENT:
            counts["accounts"] = self._close_accounts(people)
            messages, activities = self._chatter(people)
            files, texts = self._files(people, scope), self._texts(people, scope)
            counts["messages"], counts["activities"] = len(messages), len(activities)
            counts["documents"], counts["texts"] = len(files), len(texts)
            activities.unlink()
            messages.unlink()
            if erase_book:
                counts["book_entries"] = self._erase_books(people, reason)
            if scope == ALL:
                self._empty_acts(people)
            files.exists().unlink()
            for record, names in texts:
                record.exists().write(dict.fromkeys(names, False))
            counts["bank_accounts"] = self._drop_bank_accounts(people)
            counts["merges"] = self.env["association.partner.merge"].sudo()._forget(people)
        counts["fields"] = self._empty_contacts(people, scope)
        if scope != CONSENT:
            self.env["mail.followers"].sudo().search([("partner_id", "in", people.ids)]).unlink()
            counts["scrubbed"] = self._scrub(words)
        return counts

    def _close_accounts(self, people):
        users = self._accounts(people)
        if not users:
            return 0
        users.filtered("active").write({"active": False})
        self.env.flush_all()
        # By SQL: the ORM would send the person a message about the change of login.
        self.env.cr.execute(
            SQL(
                "UPDATE res_users SET login = 'erased-' || id, password = NULL, signature = NULL, totp_secret = NULL"
                " WHERE id = ANY(%s)",
                users.ids,
            )
        )
        for table in ("res_device_log", "res_users_apikeys", "auth_passkey_key"):
            if self.env.execute_query(SQL("SELECT to_regclass(%s)", table))[0][0]:
                column = "create_uid" if table == "auth_passkey_key" else "user_id"
                self.env.cr.execute(
                    SQL(
                        "DELETE FROM %s WHERE %s = ANY(%s)", SQL.identifier(table), SQL.identifier(column), users.ids
                    )
                )
        self.env.invalidate_all()
        return len(users)

    def _erase_books(self, people, reason):
        """Take the personal data of the book's entries away; each book says for ever that, and why."""
        entries = self._disclosures(people)
        for book, group in entries.grouped("book_id").items():
            book._erase(group, reason)
        return len(entries)

    def _empty_acts(self, people):
        """Empty what acts and notifications say in words; that they were, and when, stays."""
        self.env.flush_all()
        allow_erasing(self.env.cr)
        self.env.cr.execute(
            SQL(
                """UPDATE association_member_event SET motive = NULL, resolution = NULL
                    WHERE member_id IN (SELECT id FROM association_member WHERE partner_id = ANY(%s))""",
                people.ids,
            )
        )
        self.env.cr.execute(
            SQL(
                """UPDATE association_member_notification SET reference = NULL, attachment_id = NULL
                    WHERE event_id IN (SELECT event.id FROM association_member_event event
                                         JOIN association_member member ON member.id = event.member_id
                                        WHERE member.partner_id = ANY(%s))""",
                people.ids,
            )
        )
        forbid_erasing(self.env.cr)
        self.env.invalidate_all()

    def _drop_bank_accounts(self, people):
        dropped = 0
        for account in people.bank_ids:
            try:
                with self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    account.unlink()
                    dropped += 1
            except (psycopg2.Error, UserError):
                continue  # payments refer to it: the accounts keep it for their own term
        return dropped

    def _empty_contacts(self, people, scope):
        names = self._partner_fields(people, scope)
        emptied = len([name for name in names if any(one[name] for one in people)])
        vals = {name: [Command.clear()] if name == "category_id" else False for name in names}
        if scope != CONSENT:
            vals["erased_on"] = legal_today(self.env)
        if scope == ALL:
            vals["active"] = False
            for one in people:
                one.write({**vals, "name": self.env._("Erased person %s", one.id)})
        else:
            people.write(vals)
        return emptied

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
        found |= {html.escape(word) for word in found} | {html.escape(word).replace("&#x27;", "&#39;") for word in found}
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
                        "UPDATE %(table)s SET %(name)s = regexp_replace(%(name)s::text, %(pattern)s, %(marker)s, 'gi')%(cast)s"
                        " WHERE %(name)s::text ~* %(pattern)s",
                        table=SQL.identifier(table), name=name, cast=cast, pattern=pattern, marker=marker,
                    )
                )  # fmt: skip
                rows += self.env.cr.rowcount
        self.env.cr.execute("DELETE FROM bus_bus WHERE message::text ~* %s", [pattern])
        self.env.invalidate_all()
        return rows

    def _traces(self, words):
        """Return ``{"table.column": rows}``: where these words are still found, in our tables, messages and contacts."""
        if not words:
            return {}
        self.env.flush_all()
        pattern, found = self._pattern(words), {}
        columns = self._columns()
        columns["res_partner"] = [(name, "") for name in ("name", "complete_name", "email", "comment", "codice_fiscale")]
        columns["res_users"] = [("login", "")]
        for table, names in columns.items():
            counts = SQL(", ").join(
                SQL("count(*) FILTER (WHERE %s::text ~* %s)", SQL.identifier(name), pattern) for name, _kind in names
            )
            row = self.env.execute_query(SQL("SELECT %s FROM %s", counts, SQL.identifier(table)))[0]
            found.update({f"{table}.{names[i][0]}": count for i, count in enumerate(row) if count})
        return found

    # --- records that are over ---

    @api.model
    def _empty_request(self, request, rule):
        """Erase the words and documents of an answered request; that it was asked and answered stays."""
        request.check_access("write")
        request_sudo = request.sudo()
        if request_sudo.partner_id.legal_hold:
            raise UserError(self.env._("Legal hold: %s (GDPR art. 17(3)(e)).", request_sudo.partner_id.legal_hold_reason or "–"))
        files = self.env["association.personal.data"]._files_of(request_sudo).get(request_sudo, self.env["ir.attachment"])
        counts = {"documents": len(files), "texts": bool(request_sudo.details)}
        files.unlink()
        request_sudo.with_context(tracking_disable=True).write({"details": False})
        return self._enter(request.company_id, "records", counts, rule=rule, partner=request.partner_id, request=request)

    @api.model
    def _delete_logs(self, rule, company, before):
        """Delete logins and server logs older than the day ``before``; return the entry in the register."""
        if not self.env.user.has_group("lecce_smartcity.group_secretariat"):
            raise AccessError(self.env._("Personal data are erased by the secretariat."))
        counts = {}
        for table in ("res_users_log", "ir_logging", "res_device_log"):
            column = "last_activity" if table == "res_device_log" else "create_date"
            self.env.cr.execute(
                SQL("DELETE FROM %s WHERE %s < %s", SQL.identifier(table), SQL.identifier(column), before)
            )
            counts[table] = self.env.cr.rowcount
        self.env.invalidate_all()
        return self._enter(company, "records", counts, rule=rule)

    def _enter(self, company, scope, counts, *, rule=None, partner=None, request=None):
        erasures_sudo = self.env["association.privacy.erasure"].sudo()  # written by erasures alone
        return erasures_sudo.create(
            {
                "company_id": company.id,
                "partner_id": partner and partner.id,
                "request_id": request and request.id,
                "rule_id": rule.id,
                "performed_at": self.env.cr.now(),
                "user_id": self.env.uid,
                "scope": scope,
                "ground": "retention",
                "counts": counts,
            }
        ).sudo(False)
