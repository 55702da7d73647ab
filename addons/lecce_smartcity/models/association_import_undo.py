from odoo import _, models
from odoo.exceptions import UserError
from odoo.fields import Datetime
from odoo.tools import SQL

from .association_import_batch import QUIET

# How many names a refusal tells.
NAMED = 10

# Why an import cannot be undone any more, and the members it is about: later facts, made by somebody who relied on it.
TOUCHED = {
    "events": """EXISTS (SELECT 1 FROM association_member_event event WHERE event.member_id = line.member_id
                          AND NOT line.events @> to_jsonb(event.id) AND event.id > (line.events ->> 0)::int)""",
    "representatives": """EXISTS (SELECT 1 FROM association_representative mandate WHERE mandate.member_id = line.member_id
                                   OR mandate.partner_id = line.partner_id AND mandate.create_date > batch.started_at)""",
    "applications": """EXISTS (SELECT 1 FROM association_application application
                                WHERE application.member_id = line.member_id AND application.create_date > batch.started_at)""",
    "edits": """(member.write_date > batch.started_at OR partner.write_date > batch.started_at
                 OR member.partner_id <> line.partner_id)""",
    "users": "EXISTS (SELECT 1 FROM res_users login WHERE login.partner_id = line.partner_id AND line.partner_created)",
}


class AssociationImportBatch(models.Model):
    """Taking an import back, while nothing else builds on it: history is annulled, never deleted."""

    _inherit = "association.import.batch"

    def _undo(self, reason):
        """Annul the events of this import and archive the members and contacts that it made.

        Numbers are not given to anybody else: who is imported again gets the same one.

        :raises UserError: the import is not there to be undone, or something was built on it; the members are named
        """
        self.ensure_one()
        self._check_may_import()
        if self.state != "imported":
            raise UserError(_("%s is not an import in force: there is nothing to undo.", self.display_name))
        if not (reason or "").strip():
            raise UserError(_("Say why the import is undone: the history keeps the reason."))
        self._lock(self.company_id)
        self._check_untouched()
        with self.env.cr.savepoint():
            self.with_company(self.company_id).with_context(**QUIET)._take_back(reason.strip())
        self.sudo().write(  # sudo: the account of an import is nobody's to write by hand
            {
                "state": "undone",
                "undone_at": Datetime.now(),
                "undone_by": self.env.uid,
                "undo_reason": reason.strip(),
            }
        )

    def _take_back(self, reason):
        keys = sorted(key for row in self.row_ids for key in row.events or ())
        self.env["association.member.event"].browse(keys)._annul(reason)
        created = self.row_ids.filtered("member_created").member_id
        created.active = False
        rows = self.row_ids
        # sudo: the contacts that this import made or completed, and no other
        rows.filtered("partner_created").partner_id.sudo().active = False
        for row in rows.filtered("filled"):
            row.partner_id.sudo().write(dict.fromkeys(row.filled, False))

    def _check_untouched(self):
        labels = {
            "events": _("something has happened since: %s"),
            "representatives": _("they have representatives, or act for somebody: %s"),
            "applications": _("they have applied since: %s"),
            "edits": _("they or their contacts were changed: %s"),
            "users": _("they can log in: %s"),
        }
        found = []
        for kind, condition in TOUCHED.items():
            names = self._touched(condition)
            if names:
                more = _(" and %s more", len(names) - NAMED) if len(names) > NAMED else ""
                found.append(labels[kind] % (", ".join(names[:NAMED]) + more))
        if found:
            raise UserError(
                _("The import cannot be undone any more. Correct these members one by one instead:")
                + "".join(f"\n– {line}" for line in found)
            )

    def _touched(self, condition):
        self.env.flush_all()
        rows = self.env.execute_query(
            SQL(
                """SELECT partner.complete_name
                     FROM association_import_row line
                     JOIN association_import_batch batch ON batch.id = line.batch_id
                     JOIN association_member member ON member.id = line.member_id
                     JOIN res_partner partner ON partner.id = member.partner_id
                    WHERE line.batch_id = %s AND %s ORDER BY line.row""",
                self.id,
                SQL(condition),
            )
        )
        return [name or "?" for (name,) in rows]
