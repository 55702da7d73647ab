from odoo import models
from odoo.exceptions import UserError

from ..bylaws.errors import BylawError
from ..bylaws.meeting import agenda, matters, notice

# Matters of an extraordinary assembly: they ask for its notice whatever the meeting is called.
EXTRAORDINARY = (matters.STATUTE_CHANGE, matters.DISSOLUTION, matters.TRANSFORMATION)
# Which rule fixes the notice, by kind of body and of meeting; the first that says something.
NOTICES = {
    "assembly": {
        "ordinary": ("notice.ordinary",),
        "extraordinary": ("notice.extraordinary", "notice.ordinary"),
        "urgent": ("notice.urgent", "notice.ordinary"),
    },
    "board": {
        "ordinary": ("notice.board",),
        "extraordinary": ("notice.board",),
        "urgent": ("notice.board.urgent", "notice.board"),
    },
}


class AssociationMeeting(models.Model):
    """From the draft to the notices: everything that stands in the way is said at once, then the roll is frozen."""

    _inherit = "association.meeting"

    def action_convene(self):
        """Convene: check, freeze the roll, keep the agenda, make the notices.

        :raises UserError: with every refusal and its remedy, a line each
        """
        wording = self.env["association.wording"]
        for meeting in self:
            if meeting.state != "draft":
                raise UserError(wording._meeting_refusal("out_of_order", meeting=meeting.name))
            meeting._tidy_agenda()
            refusals = meeting._convening_refusals()
            if refusals:
                raise UserError(wording._meeting_refusals_listed(meeting, refusals))
            meeting._freeze_roll()
            if not meeting.roll_ids.filtered("entitled"):
                raise UserError(wording._meeting_refusal("nobody_entitled", meeting=meeting.name))
            meeting._step(
                {
                    "state": "convened",
                    "convened_at": self.env.cr.now(),
                    "agenda_hash": agenda.digest(meeting._as_agenda()),
                    "sequence_sent": 0,
                }
            )
            meeting._make_notices("convocation")

    def _make_notices(self, kind):
        """Make what goes out to everybody on the roll: ``kind`` is convocation, update or cancellation.

        :return: the notices; the part that keeps them answers
        """
        return self.env["association.notice"]

    def _convening_refusals(self):
        """Return a sentence for everything that stands in the way of convening this meeting, with its remedy."""
        self.ensure_one()
        wording = self.env["association.wording"]
        agenda_faults = [] if self.item_ids else [wording._meeting_refusal("no_agenda")]
        for item in self.item_ids._in_order():
            violation = item._competence()
            if violation:
                agenda_faults.append(wording._incompetence(item, violation))
        return [*self._call_refusals(), *self._convener_refusals(), *agenda_faults, *self._notice_refusals()]

    # --- the seam to the pure rules ---

    def _as_agenda(self):
        """Return the ``agenda.AgendaItem`` of each item, in order."""
        self.ensure_one()
        return [item._as_item() for item in self.item_ids._in_order()]

    def _notice_kind(self):
        """Return which notice this meeting needs: ordinary, extraordinary (by name or by matter) or urgent."""
        self.ensure_one()
        if self.kind == "ordinary" and any(item.matter in EXTRAORDINARY for item in self.item_ids):
            return "extraordinary"
        return self.kind

    def _notice_ruling(self, on):
        """Return the ``Ruling`` on the notice that this meeting needs, on the day ``on``; None where nobody fixes a term."""
        self.ensure_one()
        book = self.env["association.statute"]._rules_on(self.company_id, on)
        for code in NOTICES.get(self.body_id.kind, {}).get(self._notice_kind(), ()):
            try:
                ruling = book.find(code, on)
            except BylawError:
                continue  # neither law nor statute says anything
            if ruling:
                return ruling
        return None

    # --- plenary ---

    def _is_plenary(self, at=None):
        """Tell whether everybody is there at the instant ``at`` (now): members, directors and control body.

        Computed from the roll and the attendance, never typed: then a defect of the notice is cured.

        :param at: naive UTC
        """
        self.ensure_one()
        begun = self.sitting_ids.filtered("attendance_ids")
        sitting = begun.filtered(lambda one: one.state in ("open", "suspended"))[:1] or begun[-1:]
        if not sitting:
            return False
        roll = self.roll_ids
        directors = roll.filtered("is_director").ids
        control = roll.filtered("is_control").ids
        # By themselves, in the hall or on the line; members also through who holds their proxy.
        present = {*sitting._in_hall(at), *sitting._present(at)}
        return notice.plenary(roll.filtered("is_member").ids, directors, control, present)
