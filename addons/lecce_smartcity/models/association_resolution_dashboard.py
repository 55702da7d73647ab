from odoo import api, models
from odoo.fields import Domain

from .legal_time import legal_today


class AssociationDashboard(models.AbstractModel):
    """What resolutions leave to do."""

    _inherit = "association.dashboard"

    @api.model
    @api.readonly
    def read_figures(self, day=None):
        """Add ``resolutions``: ``{tasks, late, pending}``. They are work in progress: only today's are told."""
        figures = super().read_figures(day)
        figures["resolutions"] = self._resolutions() if figures["is_today"] else {"tasks": 0, "late": 0, "pending": 0}
        return figures

    @api.model
    def _resolutions(self):
        waiting = self._own() & Domain("state", "in", ("open", "late"))
        tasks = self.env["association.follow.up"].search_fetch(waiting, ["due"])
        today = legal_today(self.env)
        return {
            "tasks": len(tasks),
            "late": len([task for task in tasks if task.due and task.due < today]),
            "pending": self.env["association.resolution"].search_count(self._own() & Domain("effect_state", "=", "pending")),
        }
