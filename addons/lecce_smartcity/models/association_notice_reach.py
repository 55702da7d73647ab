from odoo import _, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..bylaws.meeting import notice as rules
from ..bylaws.rules.kinds import Hours
from .association_notice import BY_MAIL, SEES_ADDRESSES
from .association_notice_making import WRITTEN
from .legal_time import UTC, legal_day

STANDINGS = [("proven", "Proven"), ("presumed", "Presumed"), ("missed", "Not reached")]
COUNTED = ("queued", "handed", "retry", "to_deliver", "sent", "delivered", "failed")


class AssociationMeeting(models.Model):
    """How far the notice went: who knew when, how sure that is, whether it was in time, who was not reached."""

    _inherit = "association.meeting"

    notice_ids = fields.One2many("association.notice", "meeting_id", string="Notices", readonly=True, groups=SEES_ADDRESSES)
    notice_count = fields.Integer(string="Notices made", compute="_compute_notice_counts", compute_sudo=True)
    notice_waiting = fields.Integer(string="Notices waiting", compute="_compute_notice_counts", compute_sudo=True)
    notice_to_deliver = fields.Integer(string="To be posted or handed over", compute="_compute_notice_counts", compute_sudo=True)
    notice_sent = fields.Integer(string="Notices sent", compute="_compute_notice_counts", compute_sudo=True)
    notice_delivered = fields.Integer(string="Notices delivered", compute="_compute_notice_counts", compute_sudo=True)
    notice_failed = fields.Integer(string="Notices failed", compute="_compute_notice_counts", compute_sudo=True)
    notice_pec_waits = fields.Boolean(compute="_compute_notice_counts", compute_sudo=True)
    notice_missed = fields.Integer(string="Not reached", compute="_compute_notice_missed", compute_sudo=True)
    notice_late = fields.Integer(string="Reached too late", compute="_compute_notice_missed", compute_sudo=True)

    @api.depends("notice_ids.state")
    def _compute_notice_counts(self):
        groups = self.env["association.notice"]._read_group(
            [("meeting_id", "in", self.ids), ("channel", "!=", "portal")], ["meeting_id", "state", "channel"], ["__count"]
        )
        for meeting in self:
            found = [(state, channel, count) for one, state, channel, count in groups if one == meeting]
            number = {state: sum(count for other, _channel, count in found if other == state) for state in COUNTED}
            meeting.notice_count = sum(number.values())
            meeting.notice_waiting = number["queued"] + number["handed"] + number["retry"]
            meeting.notice_to_deliver = number["to_deliver"]
            meeting.notice_sent = number["sent"] + number["delivered"]
            meeting.notice_delivered = number["delivered"]
            meeting.notice_failed = number["failed"]
            waits = any(state == "queued" and channel == "pec" for state, channel, _count in found)
            meeting.notice_pec_waits = waits and not meeting.company_id.association_pec_server_id

    @api.depends("notice_ids.evidence_ids", "state")
    def _compute_notice_missed(self):
        for meeting in self:
            reach = meeting._reach() if meeting.state not in ("draft", "cancelled") and meeting.date else None
            meeting.notice_missed = len(reach.missed) if reach else 0
            meeting.notice_late = len(reach.late) if reach else 0

    # --- the rule and the evidence ---

    def _notice_term(self):
        """Return the ``Term`` of this meeting's notice: days or hours, how they are counted and from when.

        Where nobody fixes a term any notice before the meeting will do.
        """
        self.ensure_one()
        on = legal_day(self.date)
        ruling = self._notice_ruling(on)
        counting, counts_from = self._notice_choice("notice.counting", on), self._notice_choice("notice.counts_from", on)
        if ruling is None:
            return rules.Term(0, rules.DAYS, counting or rules.CLEAR, counts_from or rules.RECEIVED)
        unit = rules.HOURS if isinstance(ruling.value, Hours) else rules.DAYS
        return rules.Term(ruling.value.count, unit, counting or rules.CLEAR, counts_from or rules.RECEIVED)

    def _notice_choice(self, code, on):
        try:
            found = self.env["association.statute"]._finding(self.company_id, code, on)
        except UserError:
            return None
        return found.value.code if found else None

    def _called(self):
        """Return the ids of those on the roll who must be called: members, directors, the control body; guests need not."""
        self.ensure_one()
        self.env.flush_all()
        query = "SELECT id FROM association_meeting_roll WHERE meeting_id = %s AND (is_member OR is_director OR is_control)"
        return [key for (key,) in self.env.execute_query(SQL(query, self.id))]

    def _notice_facts(self):
        """Return the evidence that counts: of notices that tell the day for which the meeting is called now."""
        notices_sudo = self.sudo().env["association.notice"]  # sudo: that somebody was reached is no secret, addresses are
        telling = Domain("kind", "!=", "cancellation") & Domain("called_for", "=", self.date)
        return notices_sudo.search(Domain("meeting_id", "=", self.id) & telling)._facts()

    def _standings(self):
        """Return ``{roll id: Standing}`` of everybody who must be called. A handful of queries for any number of them."""
        self.ensure_one()
        return rules.standings(self._called(), self._notice_facts(), self.date.replace(tzinfo=UTC), self._notice_term())

    def _reach(self):
        """Return the ``Reach`` of the notice of this meeting; recipients are ids of roll lines."""
        self.ensure_one()
        return rules.reach(self._called(), self._notice_facts(), self.date.replace(tzinfo=UTC), self._notice_term())

    def _not_reached(self):
        """Return the lines of the roll that nothing shows to have been reached, or that were reached too late."""
        reach = self._reach()
        return self.env["association.meeting.roll"].browse([*reach.missed, *reach.late]).sorted("name")

    # --- steps ---

    def action_resume_notices(self):
        """Send what waits now: notices that could not leave are tried again without waiting for their turn."""
        self.env["association.notice"]._check_secretary()
        notices_sudo = self.sudo().env["association.notice"]  # sudo: notices are written by their steps alone
        domain = Domain("meeting_id", "in", self.ids) & Domain("channel", "in", BY_MAIL)
        notices_sudo.search(domain & Domain("state", "=", "retry"))._requeue()
        for meeting in self.filtered(lambda one: one.state == "convened"):
            meeting._make_notices("convocation")  # lines that joined the roll since
        self.env.ref("lecce_smartcity.ir_cron_send_notices")._trigger()

    def action_resend_failed(self):
        """Send again only what failed, to the addresses that people have now."""
        self.env["association.notice"].search(
            [("meeting_id", "in", self.ids), ("state", "in", ("failed", "retry")), ("channel", "in", BY_MAIL)]
        ).action_send_again()

    def action_print_letters(self):
        """Print the letters that are to be posted or handed over, all in one file."""
        paper = [("meeting_id", "in", self.ids), ("channel", "in", WRITTEN), ("state", "=", "to_deliver")]
        return self.env["association.notice"].search(paper).action_print_letters()

    def action_open_notices(self):
        """Open the notices of this meeting."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Notices of %s", self.name),
            "res_model": "association.notice",
            "view_mode": "list,form",
            "domain": [("meeting_id", "=", self.id)],
            "context": {"search_default_group_state": 1},
        }

    def action_open_not_reached(self):
        """List whom nothing shows to have been reached in time, with what can still be done."""
        self.ensure_one()
        return self._open_reach(_("Not reached in time: %s", self.name), self._not_reached())

    def action_open_reach(self):
        """List everybody who must be called, with the day on which they knew."""
        self.ensure_one()
        return self._open_reach(_("Who knew when: %s", self.name), self.env["association.meeting.roll"].browse(self._called()))

    def _open_reach(self, name, lines):
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": "association.meeting.roll",
            "view_mode": "list",
            "views": [(self.env.ref("lecce_smartcity.view_meeting_roll_reach_list").id, "list")],
            "domain": [("id", "in", lines.ids)],
            "context": {"create": False, "edit": False},
        }


class AssociationMeetingRoll(models.Model):
    _inherit = "association.meeting.roll"

    notice_standing = fields.Selection(STANDINGS, string="Notice", compute="_compute_notice_standing", compute_sudo=True)
    notice_known_on = fields.Date(string="Known on", compute="_compute_notice_standing", compute_sudo=True)
    notice_left = fields.Integer(
        string="Free days", compute="_compute_notice_standing", compute_sudo=True,
        help="Whole days between the two, as the rule in force counts them; hours where it counts hours.",
    )  # fmt: skip
    notice_in_time = fields.Boolean(string="In time", compute="_compute_notice_standing", compute_sudo=True)
    notice_remedy = fields.Char(string="What can still be done", compute="_compute_notice_remedy", compute_sudo=True)

    @api.depends("notice_ids.evidence_ids")
    def _compute_notice_standing(self):
        for meeting, lines in self.grouped("meeting_id").items():
            found = meeting._standings() if meeting.date else {}
            for line in lines:
                standing = found.get(line._origin.id)
                line.notice_standing = standing.known.standing if standing else False
                line.notice_known_on = standing.known.on if standing else False
                line.notice_left = standing.left if standing else 0
                line.notice_in_time = bool(standing and standing.in_time)

    @api.depends("notice_ids.state", "notice_ids.channel", "email", "pec")
    def _compute_notice_remedy(self):
        wording = self.env["association.wording"]
        for line in self:
            found = {(notice.channel, notice.state) for notice in line.notice_ids if notice.called_for == line.meeting_id.date}
            line.notice_remedy = "" if line.notice_in_time else wording._notice_remedy(line, found)

    def _seen_in_portal(self):
        """The person read the notice in the members' area: that proves knowledge, whatever became of the mail.

        The first reading of each version counts; the caller has checked that the line belongs to the user.
        """
        self.ensure_one()
        meeting = self.meeting_id
        if meeting.state == "draft":
            return
        notices_sudo = self.env["association.notice"].sudo()  # the caller has checked; members write no evidence themselves
        read = [("roll_id", "=", self.id), ("channel", "=", "portal"), ("called_for", "=", meeting.date)]
        if notices_sudo.search_count([*read, ("proven_at", "!=", False)], limit=1):
            return
        meeting.sudo()._make_notices(meeting._current_notice(), roll=self, channel="portal")
        notices_sudo.search(read, limit=1)._add_evidence("read", self.env.cr.now(), reference="portal")
