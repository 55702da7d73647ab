from odoo import fields, models

CALLS = [("first", "First call"), ("second", "Second call")]
STATES = [
    ("planned", "Sitting planned"),
    ("open", "Going on"),
    ("suspended", "Suspended"),
    ("closed", "Closed"),
    ("deserted", "Deserted"),
    ("dropped", "Not needed"),
]


class AssociationSitting(models.Model):
    """One call of a meeting: its own day, its own attendance, its own quorum."""

    _name = "association.sitting"
    _description = "Sitting"
    _order = "starts_at, id"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    call = fields.Selection(CALLS, required=True, default="first")
    starts_at = fields.Datetime(string="Called for", required=True)
    state = fields.Selection(STATES, required=True, default="planned", readonly=True, copy=False, index=True)
    opened_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    chair_id = fields.Many2one("association.meeting.roll", string="Chair", ondelete="restrict", copy=False)
    chair_partner_id = fields.Many2one("res.partner", string="Chaired by", ondelete="restrict", copy=False)
    secretary_partner_id = fields.Many2one("res.partner", string="Secretary", ondelete="restrict", copy=False)

    _one_per_call = models.Constraint("UNIQUE(meeting_id, call)", "A meeting has one first call and one second call.")
