from odoo import api, models
from odoo.fields import Domain

from ..bylaws import offices
from .legal_time import as_of


class AssociationDashboard(models.AbstractModel):
    """The offices of the day: seats held, vacant, held over, and what is late."""

    _inherit = "association.dashboard"

    @api.model
    @api.readonly
    def read_figures(self, day=None):
        """Add ``offices``: ``{seats, held, vacant, held_over, due, late}``; seats 0 while no body is set up."""
        figures = super().read_figures(day)
        board = self.with_context(as_of=figures["day"])
        figures["offices"] = board._offices(figures["is_today"])
        return figures

    @api.model
    def _offices(self, is_today):
        on = as_of(self.env)
        seats = self.env["association.body"].search(self._own())._seats_on(on)
        seats = seats.filtered(lambda seat: seat.office != offices.SUBSTITUTE)
        held = self.env["association.mandate"]._held_seats(on, seats)
        deadlines = self.env["association.deadline"]
        return {
            "seats": len(seats),
            "held": len(held),
            "vacant": len(seats) - len(held),
            "held_over": len([one for one in held.values() if one.state == offices.PROROGATIO]),
            # They are work in progress: only today's are told.
            "due": deadlines.search_count(self._own() & Domain("state", "in", ("open", "late"))) if is_today else 0,
            "late": deadlines.search_count(self._own() & Domain("state", "=", "late")) if is_today else 0,
        }
