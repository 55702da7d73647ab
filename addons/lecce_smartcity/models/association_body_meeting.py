from odoo import fields, models


class AssociationBody(models.Model):
    """What meetings ask of a body."""

    _inherit = "association.body"

    is_joint = fields.Boolean(
        string="Joint body", help="Several administrations sit on it: a decision needs the majority of each of them."
    )
    meeting_ids = fields.One2many("association.meeting", "body_id", string="Meetings")
