from odoo import fields, models

CHANNELS = [("paper", "On paper"), ("email", "By e-mail"), ("pec", "By PEC"), ("portal", "In the portal")]


class AssociationProxy(models.Model):
    """A written proxy for one convocation, both its calls."""

    _name = "association.proxy"
    _description = "Proxy"
    _order = "meeting_id, given_at, id"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    principal_id = fields.Many2one("association.meeting.roll", string="Given by", required=True, ondelete="restrict", index=True)
    holder_id = fields.Many2one("association.meeting.roll", string="Held by", required=True, ondelete="restrict", index=True)
    channel = fields.Selection(CHANNELS, required=True, default="paper")
    given_at = fields.Datetime(required=True, default=fields.Datetime.now)
    revoked_at = fields.Datetime(readonly=True, copy=False)
    item_ids = fields.Many2many("association.agenda.item", string="Only for", help="Empty: for the whole meeting.")
    instructions = fields.Text()
    attachment_id = fields.Many2one("ir.attachment", string="Written proxy", ondelete="restrict")

    _one_standing = models.UniqueIndex("(meeting_id, principal_id) WHERE revoked_at IS NULL")
