from odoo import models


class AssociationSitting(models.Model):
    """What the notice did not tell is not put to the vote, unless everybody is there."""

    _inherit = "association.sitting"

    def _can_vote(self, item):
        """As usual; a late item needs a plenary sitting."""
        return item._late_refusal() or super()._can_vote(item)
