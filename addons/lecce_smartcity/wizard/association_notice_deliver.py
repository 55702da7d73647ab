import base64

from odoo import Command, _, api, fields, models
from odoo.exceptions import UserError

from ..models.association_notice_paper import PAPER

STEPS = [
    ("sent", "Posted"),
    ("delivered", "Delivered: signed for"),
    ("left_notice", "Nobody there: a notice was left"),
    ("bounced", "Came back: not delivered"),
]


class AssociationNoticeDeliver(models.TransientModel):
    """Records what happened to notices on paper: posted, signed for, returned; with the card or the signed list."""

    _name = "association.notice.deliver"
    _description = "Record Posting or Delivery"

    step = fields.Selection(STEPS, string="What happened", required=True, default="sent")
    at = fields.Datetime(string="When", required=True, default=fields.Datetime.now, help="As the post's receipt or the card says.")
    detail = fields.Char(string="Remark", help="Who signed for it, and as what.")
    scan = fields.Binary(attachment=False, help="The receipt of the post, the return card, or the list that people signed.")
    scan_name = fields.Char()
    line_ids = fields.One2many("association.notice.deliver.line", "wizard_id", string="Notices")

    @api.model
    def default_get(self, fields_list):
        """The notices chosen in the list; those that go by mail are left out."""
        values = super().default_get(fields_list)
        notices = self.env["association.notice"].browse(self.env.context.get("active_ids", []))
        paper = notices.filtered(lambda notice: notice.channel in PAPER)
        if "line_ids" in fields_list:
            values["line_ids"] = [Command.create({"notice_id": notice.id, "reference": notice._posted_as()}) for notice in paper]
        posted = paper and "to_deliver" not in paper.mapped("state")
        if "step" in fields_list and paper and (posted or set(paper.mapped("channel")) == {"hand"}):
            values["step"] = "delivered"
        return values

    def action_confirm(self):
        """Append one proof to each notice, the scan with each."""
        self.ensure_one()
        self.env["association.notice"]._check_secretary()
        refusal = self.env["association.wording"]._meeting_refusal
        if not self.line_ids:
            raise UserError(refusal("notice_no_paper"))
        if self.at > self.env.cr.now():
            raise UserError(refusal("notice_in_future"))
        convened = min(filter(None, self.line_ids.notice_id.meeting_id.mapped("convened_at")), default=self.at)
        if self.at < convened.replace(hour=0, minute=0, second=0):
            raise UserError(refusal("notice_before_convening"))
        for line in self.line_ids:
            notice_sudo = line.notice_id.sudo()  # evidence is the program's to write; the user's group was checked
            detail = " · ".join(filter(None, [line.reference and _("no. %s", line.reference), self.detail]))
            notice_sudo._add_evidence(self.step, self.at, detail, self._scan_of(notice_sudo), line.reference or None)
        return {"type": "ir.actions.act_window_close"}

    def _scan_of(self, notice_sudo):
        if not self.scan:
            return None
        return self.env["ir.attachment"].sudo().create(  # sudo: belongs to a notice, which nobody writes
            {
                "name": self.scan_name or _("Scan"),
                "raw": base64.b64decode(self.with_context(bin_size=False).scan),
                "res_model": notice_sudo._name,
                "res_id": notice_sudo.id,
            }
        )  # fmt: skip


class AssociationNoticeDeliverLine(models.TransientModel):
    """One notice, with the number of its registered letter."""

    _name = "association.notice.deliver.line"
    _description = "Notice Posted or Delivered"

    wizard_id = fields.Many2one("association.notice.deliver", required=True, ondelete="cascade")
    notice_id = fields.Many2one("association.notice", required=True, ondelete="cascade")
    roll_id = fields.Many2one(related="notice_id.roll_id", string="Called")
    channel = fields.Selection(related="notice_id.channel")
    reference = fields.Char(string="Number of the registered letter")


class AssociationNotice(models.Model):
    _inherit = "association.notice"

    def _posted_as(self):
        """Return the number under which a letter was posted, if it was."""
        return self.evidence_ids.filtered(lambda fact: fact.kind == "sent" and fact.reference)[-1:].reference
