from odoo import api, fields, models

STEPS = [("open", "Open"), ("desert", "Record as deserted"), ("suspend", "Suspend"), ("resume", "Resume"), ("close", "Close")]


class AssociationSittingTurn(models.TransientModel):
    """A step of a sitting before it is taken: what the numbers say, who presides, at what time."""

    _name = "association.sitting.turn"
    _description = "Step of a Sitting to Take"

    sitting_id = fields.Many2one("association.sitting", required=True, readonly=True)
    step = fields.Selection(STEPS, required=True, readonly=True)
    at = fields.Datetime(string="Time", required=True, default=lambda self: self.env.cr.now().replace(microsecond=0))
    chair_partner_id = fields.Many2one("res.partner", string="Chaired by", compute="_compute_chair", store=True, readonly=False)
    secretary_partner_id = fields.Many2one(
        "res.partner", string="Secretary", compute="_compute_chair", store=True, readonly=False, help="Who writes the minutes."
    )
    reason = fields.Char()
    quorum_panel = fields.Html(compute="_compute_quorum_panel")
    missed_panel = fields.Html(related="sitting_id.missed_panel")

    @api.depends("sitting_id")
    def _compute_chair(self):
        for turn in self:
            sitting = turn.sitting_id
            turn.chair_partner_id = sitting.chair_partner_id or sitting._president()
            turn.secretary_partner_id = sitting.secretary_partner_id or self.env.user.partner_id

    @api.depends("sitting_id", "at")
    def _compute_quorum_panel(self):
        wording = self.env["association.wording"]
        for turn in self:
            lines = turn.sitting_id._quorum_lines(turn.at) if turn.at else []
            turn.quorum_panel = wording._quorum_panel(lines)

    def action_take(self):
        """Take the step."""
        self.ensure_one()
        sitting = self.sitting_id
        at = min(self.at, sitting._instant())
        if self.step == "open":
            sitting.action_open(self.chair_partner_id, self.secretary_partner_id, at=at)
        elif self.step == "suspend":
            sitting.action_suspend(self.reason, at=at)
        else:
            {"desert": sitting.action_desert, "resume": sitting.action_resume, "close": sitting.action_close}[self.step](at=at)
        return {"type": "ir.actions.act_window_close"}
