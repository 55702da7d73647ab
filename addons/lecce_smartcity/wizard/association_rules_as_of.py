from odoo import fields, models

from ..models.legal_time import legal_today


class AssociationRulesAsOf(models.TransientModel):
    """Choose the day: its rules open as a list, or the text of the statute that was in force."""

    _name = "association.rules.as.of"
    _description = "Rules in Force on a Date"

    day = fields.Date(required=True, default=lambda self: legal_today(self.env))

    def action_open(self):
        """Open the rules in force on the chosen day."""
        self.ensure_one()
        return self.env["association.ruling"]._action_on(self.day)
