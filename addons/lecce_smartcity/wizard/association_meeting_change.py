from odoo import api, fields, models


class AssociationMeetingChange(models.TransientModel):
    """When, where or how people meet changes: everybody who was called is told."""

    _name = "association.meeting.change"
    _description = "Change of a Convened Meeting"

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="cascade")
    mode = fields.Selection(related="meeting_id.mode")
    called_count = fields.Integer(related="meeting_id.called_count")
    first_call = fields.Datetime(compute="_compute_as_sent", store=True, readonly=False, string="First call for")
    second_call = fields.Datetime(compute="_compute_as_sent", store=True, readonly=False, string="Second call for")
    answers_by = fields.Datetime(compute="_compute_as_sent", store=True, readonly=False, string="Votes collected until")
    place = fields.Char(string="Meeting place", compute="_compute_as_sent", store=True, readonly=False)
    link = fields.Char(compute="_compute_as_sent", store=True, readonly=False, string="Link of the video conference")
    access_notes = fields.Text(compute="_compute_as_sent", store=True, readonly=False, string="How to take part remotely")
    reason = fields.Char(required=True, help="Told in the update.")

    @api.depends("meeting_id")
    def _compute_as_sent(self):
        for change in self:
            for name in self._changeable():
                change[name] = change.meeting_id[name]

    def _changeable(self):
        return ("first_call", "second_call", "answers_by", "place", "link", "access_notes")

    def action_apply(self):
        """Change the meeting and tell everybody."""
        self.ensure_one()
        self.meeting_id._send_update({name: self[name] for name in self._changeable()}, self.reason)
        return {"type": "ir.actions.act_window_close"}


class AssociationMeetingCancel(models.TransientModel):
    """A convened meeting is cancelled, for a reason that everybody is told."""

    _name = "association.meeting.cancel"
    _description = "Cancellation of a Meeting"

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="cascade")
    called_count = fields.Integer(related="meeting_id.called_count")
    reason = fields.Char(required=True, help="Told to everybody who was called.")

    def action_apply(self):
        """Cancel the meeting."""
        self.ensure_one()
        self.meeting_id.action_cancel(self.reason)
        return {"type": "ir.actions.act_window_close"}


class AssociationMeetingGuest(models.TransientModel):
    """Somebody joins the roll after it was frozen: an expert, a guest, a member admitted late."""

    _name = "association.meeting.guest"
    _description = "Addition to a Meeting's Roll"

    meeting_id = fields.Many2one("association.meeting", required=True, ondelete="cascade")
    partner_id = fields.Many2one("res.partner", string="Who", required=True, ondelete="cascade")
    reason = fields.Char(required=True, help="Kept beside the name on the roll.")

    def action_apply(self):
        """Add them: a member with the rights of the record date, anybody else without a vote."""
        self.ensure_one()
        member = self.env["association.member"].search(
            [("company_id", "=", self.meeting_id.company_id.id), ("partner_id", "=", self.partner_id.id)], limit=1
        )
        self.meeting_id._add_to_roll(member or self.partner_id, self.reason)
        return {"type": "ir.actions.act_window_close"}
