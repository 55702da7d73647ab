from odoo import api, fields, models


class AssociationMinutesApproval(models.TransientModel):
    """Which later meeting read and approved the minutes of an earlier one."""

    _name = "association.minutes.approval"
    _description = "Approval of Minutes at a Later Sitting"

    minutes_id = fields.Many2one("association.minutes", required=True, readonly=True)
    candidate_ids = fields.Many2many("association.meeting", compute="_compute_candidates")
    meeting_id = fields.Many2one(
        "association.meeting", string="Approved by", required=True, compute="_compute_meeting_id", store=True, readonly=False,
        domain="[('id', 'in', candidate_ids)]", help="A meeting of the same body whose sitting was opened after this one closed.",
    )  # fmt: skip

    @api.depends("minutes_id")
    def _compute_candidates(self):
        for approval in self:
            approval.candidate_ids = approval._later_sittings().meeting_id

    @api.depends("minutes_id")
    def _compute_meeting_id(self):
        for approval in self:
            approval.meeting_id = approval._later_sittings()[:1].meeting_id

    def _later_sittings(self):
        minutes = self.minutes_id
        return self.env["association.sitting"].search(
            [
                ("meeting_id.body_id", "=", minutes.body_id.id),
                ("id", "!=", minutes.sitting_id.id),
                ("opened_at", ">=", minutes.sitting_id.closed_at),
            ],
            order="opened_at",
        )

    def action_approve(self):
        """Record the approval."""
        self.ensure_one()
        self.minutes_id._approve(self.meeting_id)
        return {"type": "ir.actions.act_window_close"}
