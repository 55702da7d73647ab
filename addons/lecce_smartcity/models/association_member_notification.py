from odoo import fields, models

from .append_only import protect_table


class AssociationMemberNotification(models.Model):
    """Proof that a decision reached the person: terms of appeal run from it."""

    _name = "association.member.notification"
    _description = "Notification of a Decision"
    _order = "date, id"
    _rec_name = "date"

    event_id = fields.Many2one("association.member.event", required=True, ondelete="restrict", index=True)
    # Computed before the insertion: afterwards the row is history.
    company_id = fields.Many2one(related="event_id.company_id", store=True, precompute=True)
    date = fields.Date(string="Notified on", required=True)
    channel = fields.Selection(
        [
            ("pec", "Certified e-mail (PEC)"),
            ("registered", "Registered letter"),
            ("email", "E-mail"),
            ("hand", "By hand"),
        ],
        required=True,
        default="pec",
    )
    reference = fields.Char(help="Message id or number of the registered letter.")
    attachment_id = fields.Many2one("ir.attachment", string="Receipt", ondelete="restrict")

    def init(self):
        protect_table(self.env.cr, self._table, erasable=("reference", "attachment_id"))
