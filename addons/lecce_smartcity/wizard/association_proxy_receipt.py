from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.association_proxy import CALLS, CHANNELS

ON_THE_ROLL = "[('meeting_id', '=', meeting_id), ('entitled', '=', True)]"


class AssociationProxyReceipt(models.TransientModel):
    """A written proxy that has arrived, with its scan or the place where the paper is kept."""

    _name = "association.proxy.receipt"
    _description = "Written Proxy to Record"

    meeting_id = fields.Many2one("association.meeting", required=True)
    principal_id = fields.Many2one("association.meeting.roll", string="Given by", required=True, domain=ON_THE_ROLL)
    holder_id = fields.Many2one("association.meeting.roll", string="Held by", required=True, domain=ON_THE_ROLL)
    channel = fields.Selection([one for one in CHANNELS if one[0] != "portal"], string="How it came", required=True, default="paper")
    given_at = fields.Datetime(string="Given on", required=True, default=lambda self: self.env.cr.now().replace(microsecond=0))
    calls = fields.Selection(
        CALLS, string="Valid for", compute="_compute_calls", store=True, precompute=True, readonly=False, required=True
    )
    item_ids = fields.Many2many("association.agenda.item", string="Only for", domain="[('meeting_id', '=', meeting_id)]")
    instructions = fields.Text(string="Voting instructions")
    scan = fields.Binary(string="Scan or message", attachment=False)
    scan_name = fields.Char()
    paper_place = fields.Char(string="Where the paper is kept")
    rules = fields.Html(compute="_compute_rules")

    @api.depends("meeting_id")
    def _compute_calls(self):
        for receipt in self:
            receipt.calls = receipt.meeting_id._calls_of_new_proxy() if receipt.meeting_id else "both"

    @api.depends("meeting_id", "holder_id")
    @api.depends_context("lang")
    def _compute_rules(self):
        for receipt in self:
            receipt.rules = receipt.meeting_id and receipt.meeting_id._proxy_rules_told(receipt.holder_id)

    def action_record(self):
        """Record the proxy."""
        return self._record() and {"type": "ir.actions.act_window_close"}

    def action_record_and_next(self):
        """Record the proxy and open an empty form for the next."""
        self._record()
        return self.meeting_id.action_receive_proxy()

    def _record(self):
        self.ensure_one()
        if not self.scan and not (self.paper_place or "").strip():
            raise UserError(self.env["association.wording"]._meeting_refusal("proxy_without_paper"))
        attachment = self.env["ir.attachment"]
        if self.scan:
            name = self.scan_name or self.env._("Proxy of %s", self.principal_id.name)
            attachment = attachment.create({"name": name, "datas": self.scan})
        proxy = self.env["association.proxy"]._give(
            self.meeting_id, self.principal_id, self.holder_id, self.channel, given_at=self.given_at, items=self.item_ids,
            instructions=self.instructions, attachment=attachment, calls=self.calls, paper_place=self.paper_place,
        )  # fmt: skip
        attachment.write({"res_model": proxy._name, "res_id": proxy.id})
        return proxy
