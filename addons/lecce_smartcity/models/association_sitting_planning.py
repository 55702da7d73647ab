from odoo import api, models
from odoo.exceptions import UserError

from .association_meeting import STEP, differs

SENT = {"meeting_id", "call", "starts_at"}


class AssociationSitting(models.Model):
    """The day of a call is in the notice: once that was sent, it moves by an update alone."""

    _inherit = "association.sitting"

    @api.model_create_multi
    def create(self, vals_list):
        """Calls of meetings that are being prepared."""
        sittings = super().create(vals_list)
        sittings._expect_planning()
        return sittings

    def write(self, vals):
        """As usual; what the notice told does not change by hand."""
        moved = SENT & set(vals)
        self.filtered(lambda one: any(differs(one, name, vals[name]) for name in moved))._expect_planning()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_while_prepared(self):
        self._expect_planning()

    def _expect_planning(self):
        if self.env.context.get("meeting_step") is STEP:
            return
        for meeting in self.meeting_id:
            if meeting.state != "draft":
                raise UserError(self.env["association.wording"]._meeting_refusal("notice_sent", meeting=meeting.name))
