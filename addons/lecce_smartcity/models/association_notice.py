from odoo import fields, models

CHANNELS = [
    ("email", "E-mail"),
    ("pec", "PEC"),
    ("registered_letter", "Registered letter"),
    ("hand", "By hand"),
    ("portal", "Portal"),
]
KINDS = [("convocation", "Convocation"), ("update", "Update"), ("cancellation", "Cancellation")]
EVIDENCE = [
    ("sent", "Sent"),
    ("accepted", "Accepted by the provider"),
    ("delivered", "Delivered"),
    ("read", "Read or answered"),
    ("bounced", "Not delivered"),
    ("left_notice", "Notice left at the address"),
]


class AssociationNotice(models.Model):
    """What was sent to one person on the roll by one channel: made once, never sent twice."""

    _name = "association.notice"
    _description = "Notice of Meeting"
    _order = "meeting_id, id"
    _check_company_auto = True

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    roll_id = fields.Many2one("association.meeting.roll", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True, default="convocation")
    version = fields.Integer(help="Version of the convocation that it carries.")
    channel = fields.Selection(CHANNELS, required=True)
    address = fields.Char()
    evidence_ids = fields.One2many("association.notice.evidence", "notice_id", string="Evidence")

    _once = models.Constraint("UNIQUE(roll_id, channel, kind, version)", "This notice has been made already.")


class AssociationNoticeEvidence(models.Model):
    """A proof about one notice: appended, never changed."""

    _name = "association.notice.evidence"
    _description = "Evidence of a Notice"
    _order = "at, id"

    notice_id = fields.Many2one("association.notice", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    kind = fields.Selection(EVIDENCE, required=True)
    at = fields.Datetime(required=True, help="When it happened, as the evidence says.")
    recorded_at = fields.Datetime(required=True, readonly=True, default=lambda self: self.env.cr.now())
    detail = fields.Char(help="Message identifier, receipt number, who signed.")
    attachment_id = fields.Many2one("ir.attachment", ondelete="restrict", help="The receipt itself.")
