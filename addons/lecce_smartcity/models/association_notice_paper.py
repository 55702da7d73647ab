from odoo import _, api, fields, models
from odoo.exceptions import UserError

PAPER = ("registered_letter", "hand")


class AssociationNotice(models.Model):
    """Notices on paper, and the evidence of one notice on screen."""

    _inherit = "association.notice"

    timeline = fields.Html(compute="_compute_timeline", sanitize=False)

    @api.depends("evidence_ids")
    @api.depends_context("lang")
    def _compute_timeline(self):
        wording = self.env["association.wording"]
        for notice in self:
            notice.timeline = wording._notice_timeline(notice)

    def action_print_letters(self):
        """Print the letters of those notices that go on paper, all in one file."""
        self._check_secretary()
        paper = self.filtered(lambda notice: notice.channel in PAPER)
        if not paper:
            raise UserError(self.env["association.wording"]._meeting_refusal("notice_no_paper"))
        return self.env.ref("lecce_smartcity.report_notice").report_action(paper)

    def action_other_channel(self):
        """Have it delivered by hand as well: the surest way to whom nothing reached."""
        self._check_secretary()
        return self.roll_id.action_deliver_by_hand()


class AssociationMeetingRoll(models.Model):
    _inherit = "association.meeting.roll"

    def action_deliver_by_hand(self):
        """Make a notice for delivery by hand for each of these lines, and open them: to print, sign and record."""
        notices = self.env["association.notice"]
        notices._check_secretary()
        for meeting, lines in self.grouped("meeting_id").items():
            meeting._make_notices(meeting._current_notice(), roll=lines, channel="hand")
        return self._open_notices(_("Delivery by hand"), [("roll_id", "in", self.ids), ("channel", "=", "hand")])

    def action_send_by_pec(self):
        """Send the notice by PEC as well to those of these lines that have an address not tried yet."""
        notices = self.env["association.notice"]
        notices._check_secretary()
        tried = notices.search([("roll_id", "in", self.ids), ("channel", "=", "pec")])
        tried = tried.filtered(lambda notice: notice.called_for == notice.meeting_id.date).roll_id
        lines = (self - tried).filtered("pec")
        if not lines:
            raise UserError(self.env["association.wording"]._meeting_refusal("notice_no_pec"))
        for meeting, some in lines.grouped("meeting_id").items():
            meeting._make_notices(meeting._current_notice(), roll=some, channel="pec")
        return self._open_notices(_("By PEC"), [("roll_id", "in", lines.ids), ("channel", "=", "pec")])

    def action_open_timeline(self):
        """Open what was sent to one person and what proves it."""
        self.ensure_one()
        return self._open_notices(_("Notices to %s", self.name), [("roll_id", "=", self.id)])

    def _open_notices(self, name, domain):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "association.notice",
            "view_mode": "list,form",
            "domain": domain,
        }
