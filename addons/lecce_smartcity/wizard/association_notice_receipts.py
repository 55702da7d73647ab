from markupsafe import Markup

from odoo import _, fields, models
from odoo.exceptions import UserError

from ..intake.errors import IntakeError
from ..models.association_notice_receipts import KNOWN, RECORDED, UNMATCHED


class AssociationNoticeReceipts(models.TransientModel):
    """Imports receipts: dropped or chosen, many at once, and says of each what became of it."""

    _name = "association.notice.receipts"
    _description = "Import Receipts"

    meeting_id = fields.Many2one(
        "association.meeting", string="Meeting",
        help="Receipts of PEC that were sent by hand, without a Message-ID of ours, are looked for by address in this meeting alone.",
    )  # fmt: skip
    file_ids = fields.Many2many("ir.attachment", string="Choose files")
    step = fields.Selection([("input", "Files"), ("result", "Result")], default="input", readonly=True)
    recorded = fields.Integer(readonly=True)
    known = fields.Integer(string="Known already", readonly=True)
    unmatched = fields.Integer(readonly=True)
    report = fields.Html(readonly=True, sanitize=False)

    def action_import(self):
        """Record what the files prove and show what became of each."""
        self.ensure_one()
        self.env["association.notice"]._check_secretary()
        if not self.file_ids:
            raise UserError(self.env["association.wording"]._meeting_refusal("notice_no_files"))
        files = [(attachment.name, attachment.raw) for attachment in self.file_ids]
        try:
            outcomes = self.env["association.notice.evidence"]._import_receipts(files, self.meeting_id)
        except IntakeError as error:
            raise UserError(error.message(self.env.lang or "en_US")) from error
        self.file_ids.unlink()  # what proved something is kept with its notice
        count = {code: sum(one.result == code for one in outcomes) for code in (RECORDED, KNOWN, UNMATCHED)}
        self.write(
            {
                "step": "result",
                "recorded": count[RECORDED],
                "known": count[KNOWN],
                "unmatched": count[UNMATCHED],
                "report": self._as_html([one for one in outcomes if one.result == UNMATCHED]),
            }
        )
        return self._again()

    def action_more(self):
        """Import further files."""
        self.ensure_one()
        self.step = "input"
        return self._again()

    def _as_html(self, outcomes):
        if not outcomes:
            return Markup("<p>%s</p>") % _("Every file was matched with a notice.")
        rows = Markup("").join(
            Markup("<tr><td class='text-nowrap pe-3'>%s</td><td>%s</td></tr>") % (one.name, one.reason) for one in outcomes
        )
        head = Markup("<h5>%s</h5>") % _("Not recorded, and why")
        return head + Markup("<table class='table table-sm'><tbody>%s</tbody></table>") % rows

    def _again(self):
        return {
            "type": "ir.actions.act_window",
            "name": _("Import receipts"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }
