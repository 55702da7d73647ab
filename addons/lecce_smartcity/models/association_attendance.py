from odoo import fields, models

KINDS = [("in", "Came in"), ("remote", "Connected"), ("out", "Left")]
IDENTIFICATION = [
    ("known", "Known in person"),
    ("document", "Identity document"),
    ("qr", "Code on the notice"),
    ("portal", "Own account in the portal"),
    ("video", "Seen and heard on the line"),
]


class AssociationAttendance(models.Model):
    """One arrival or departure as it was noted: appended; a mistake is struck by another line, never edited."""

    _name = "association.attendance"
    _description = "Attendance"
    _order = "sitting_id, at, id"
    _check_company_auto = True

    sitting_id = fields.Many2one("association.sitting", required=True, ondelete="restrict", index=True)
    meeting_id = fields.Many2one(related="sitting_id.meeting_id", store=True, index=True)
    company_id = fields.Many2one(related="sitting_id.company_id", store=True, index=True)
    roll_id = fields.Many2one("association.meeting.roll", required=True, ondelete="restrict", index=True)
    kind = fields.Selection(KINDS, required=True)
    at = fields.Datetime(required=True)
    identification = fields.Selection(IDENTIFICATION)
    recorded_at = fields.Datetime(required=True, readonly=True, default=lambda self: self.env.cr.now())
    strikes_id = fields.Many2one(
        "association.attendance", string="Strikes out", ondelete="restrict", help="The mistaken line that this one takes back."
    )
    motive = fields.Char(string="Reason")
