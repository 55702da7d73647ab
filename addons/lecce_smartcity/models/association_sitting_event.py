from odoo import api, fields, models
from odoo.exceptions import UserError

from .append_only import protect_table
from .association_attendance import STEP

KINDS = [
    ("opened", "Opened"),
    ("deserted", "Deserted"),
    ("suspended", "Suspended"),
    ("resumed", "Resumed"),
    ("closed", "Closed"),
]


class AssociationSittingEvent(models.Model):
    """A step in the life of a sitting, with who was there then: appended, never changed. The story of the minutes begins here."""

    _name = "association.sitting.event"
    _description = "Step of a Sitting"
    _order = "sitting_id, at, id"
    _check_company_auto = True

    sitting_id = fields.Many2one("association.sitting", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="sitting_id.company_id", store=True, precompute=True, index=True)
    kind = fields.Selection(KINDS, required=True)
    at = fields.Datetime(required=True)
    recorded_at = fields.Datetime(required=True, readonly=True, default=lambda self: self.env.cr.now())
    reason = fields.Char()
    facts = fields.Json(help="Attendance and quorum then, with the rule; at the opening also whom the notice did not reach.")

    def init(self):
        protect_table(self.env.cr, self._table)

    @api.model_create_multi
    def create(self, vals_list):
        """Steps, as the buttons of a sitting note them."""
        if self.env.context.get("attendance_step") is not STEP:
            raise UserError(self.env["association.wording"]._meeting_refusal("sitting_by_hand"))
        return super().create(vals_list)
