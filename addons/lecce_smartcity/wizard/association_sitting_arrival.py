from odoo import api, fields, models

from ..models.association_attendance import IDENTIFICATION


class AssociationSittingArrival(models.TransientModel):
    """An arrival or a departure with its details: identified how, who came for a legal person, when."""

    _name = "association.sitting.arrival"
    _description = "Arrival or Departure to Note"

    sitting_id = fields.Many2one("association.sitting", required=True)
    meeting_id = fields.Many2one(related="sitting_id.meeting_id")
    mode = fields.Selection(related="sitting_id.mode")
    roll_ids = fields.Many2many("association.meeting.roll", string="Who", domain="[('meeting_id', '=', meeting_id)]")
    kind = fields.Selection(
        [("in", "Comes in"), ("remote", "Connects"), ("out", "Leaves"), ("excused", "Does not come, excused")],
        string="What", required=True, default="in",
    )  # fmt: skip
    reason = fields.Char(help="Why this person does not come. Empty: no longer excused.")
    identification = fields.Selection(IDENTIFICATION, string="Identified by", required=True, default="known")
    at = fields.Datetime(string="Time", required=True, default=lambda self: self.env.cr.now().replace(microsecond=0))
    acting_partner_id = fields.Many2one(
        "res.partner", string="In the person of", domain="[('is_company', '=', False)]",
        help="Who came for a legal person, where it is not who the roll says: with a written delegation.",
    )  # fmt: skip
    one_body = fields.Boolean(compute="_compute_one_body")

    @api.depends("roll_ids")
    def _compute_one_body(self):
        for arrival in self:
            arrival.one_body = len(arrival.roll_ids) == 1 and arrival.roll_ids.partner_id.is_company

    def action_note(self):
        """Note it."""
        self.ensure_one()
        at = min(self.at, self.sitting_id._instant())
        if self.kind == "excused":
            self.roll_ids._excuse((self.reason or "").strip())
        elif self.kind == "out":
            self.sitting_id._check_out(self.roll_ids, at=at)
        else:
            acting = self.acting_partner_id if self.one_body else None
            self.sitting_id._check_in(self.roll_ids, self.kind, self.identification, at=at, acting=acting)
        return {"type": "ir.actions.act_window_close"}


class AssociationAttendanceStrike(models.TransientModel):
    """The reason for which mistaken lines of the attendance are struck out."""

    _name = "association.attendance.strike"
    _description = "Lines of Attendance to Strike out"

    attendance_ids = fields.Many2many("association.attendance", string="Lines", required=True)
    motive = fields.Char(string="Reason", required=True)

    def action_strike(self):
        """Strike them out."""
        self.ensure_one()
        self.attendance_ids.sitting_id._strike(self.attendance_ids, self.motive)
        return {"type": "ir.actions.act_window_close"}
