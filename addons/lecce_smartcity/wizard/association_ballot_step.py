from odoo import api, fields, models

from ..bylaws.meeting import polling


class AssociationBallotStep(models.TransientModel):
    """What a step of a vote asks: what the chair proclaims, why a vote is annulled, what a teller counted."""

    _name = "association.ballot.step"
    _description = "Step of a Vote"

    ballot_id = fields.Many2one("association.ballot", required=True, ondelete="cascade", readonly=True)
    kind = fields.Selection([("proclaim", "Proclaim"), ("annul", "Annul"), ("count", "Count")], required=True, readonly=True)
    adopted = fields.Boolean(related="ballot_id.adopted")
    is_secret = fields.Boolean(related="ballot_id.is_secret")
    verdict_html = fields.Html(related="ballot_id.verdict_html")
    outcome = fields.Selection(
        [("adopted", "Adopted"), ("rejected", "Not adopted")], string="The chair proclaims it", compute="_compute_outcome",
        store=True, readonly=False, precompute=True,
    )  # fmt: skip
    differs = fields.Boolean(compute="_compute_differs")
    reason = fields.Char()
    repeat = fields.Boolean(string="Call the vote again", help="A new round, which says that it follows this one.")
    favour = fields.Integer(string="In favour")
    against = fields.Integer(string="Against")
    abstained = fields.Integer(string="Abstained")
    blank = fields.Integer(string="Blank")
    void = fields.Integer(string="Void")

    @api.depends("ballot_id")
    def _compute_outcome(self):
        for step in self:
            step.outcome = "adopted" if step.ballot_id.adopted else "rejected"

    @api.depends("outcome")
    def _compute_differs(self):
        for step in self:
            step.differs = step.kind == "proclaim" and (step.outcome == "adopted") != step.ballot_id.adopted

    def action_done(self):
        """Take the step."""
        self.ensure_one()
        if self.kind == "count":
            self.ballot_id.enter_count({choice: self[choice] for choice in polling.COUNTED})
        elif self.kind == "proclaim":
            self.ballot_id.action_proclaim(self.outcome, self.reason or "")
        elif self.repeat:
            return self.ballot_id.item_id._show_ballot(self.ballot_id.action_repeat(self.reason or ""))
        else:
            self.ballot_id.action_annul(self.reason or "")
        return {"type": "ir.actions.act_window_close"}
