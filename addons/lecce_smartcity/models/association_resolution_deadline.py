from typing import NamedTuple

from odoo import api, fields, models

from ..bylaws import mandate_deadlines
from ..bylaws.meeting import challenges
from .association_deadline import RECENT_DAYS

# No term of a challenge that a law or statute sets is longer, notification included.
YEARS_BACK = 2


class ChallengeDue(NamedTuple):
    """The last day on which a resolution may be challenged; shaped like the ``Due`` of a mandate."""

    deadline: mandate_deadlines.Deadline
    resolution: int
    mandate: int | None = None
    seat: int | None = None


class AssociationDeadline(models.Model):
    """Until when resolutions may be challenged."""

    _inherit = "association.deadline"

    code = fields.Selection(selection_add=[("challenge", "Last day to challenge a resolution")], ondelete={"challenge": "cascade"})
    resolution_id = fields.Many2one("association.resolution", ondelete="cascade", index="btree_not_null", readonly=True)

    @api.depends("resolution_id")
    def _compute_display_name(self):
        return super()._compute_display_name()

    @api.model
    def _due(self, company, on):
        """Add the terms that a law or statute sets; the five years after which any action is time-barred are no such term."""
        yield from super()._due(company, on)
        since = fields.Date.subtract(on, years=YEARS_BACK)
        known = fields.Date.subtract(on, days=RECENT_DAYS)
        domain = [("company_id", "=", company.id), ("adopted_on", ">=", since), ("state", "!=", "annulled")]
        for resolution in self.env["association.resolution"].search(domain):
            for remedy in resolution._remedies():
                if remedy.until and remedy.ground != challenges.ILLEGAL and remedy.until >= known:
                    deadline = mandate_deadlines.Deadline("challenge", remedy.until, resolution.adopted_on, remedy.citation)
                    yield ChallengeDue(deadline, resolution.id)

    @api.model
    def _key(self, due):
        if isinstance(due, ChallengeDue):
            return f"challenge:resolution:{due.resolution}:{due.deadline.due}"
        return super()._key(due)

    @api.model
    def _vals(self, company, key, due):
        found = super()._vals(company, key, due)
        return found | {"resolution_id": due.resolution} if isinstance(due, ChallengeDue) else found
