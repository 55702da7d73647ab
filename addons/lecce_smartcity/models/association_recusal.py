from odoo import fields, models


class AssociationRecusal(models.Model):
    """Somebody stands aside on one item: in conflict of interest, or because the law takes the vote away."""

    _name = "association.recusal"
    _description = "Recusal"
    _order = "item_id, id"
    _check_company_auto = True

    item_id = fields.Many2one("association.agenda.item", required=True, ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="item_id.meeting_id", store=True, index=True)
    company_id = fields.Many2one(related="item_id.company_id", store=True, index=True)
    roll_id = fields.Many2one("association.meeting.roll", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(
        [("recused", "In conflict: does not vote"), ("barred", "Without a vote by law"), ("declared", "Conflict declared, votes")],
        required=True,
    )
    reason = fields.Char(required=True)
    declared_at = fields.Datetime(required=True, default=fields.Datetime.now)

    _once = models.Constraint("UNIQUE(item_id, roll_id)", "This is noted already.")
