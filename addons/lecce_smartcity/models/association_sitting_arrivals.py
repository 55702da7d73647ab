from odoo import fields, models
from odoo.exceptions import UserError

from ..bylaws.errors import BylawError
from ..bylaws.meeting import attendance
from .legal_time import legal_day

# How somebody on the line was identified → what a statute calls it (remote.identification).
MEANS = {
    "known": ("known_to_chair",),
    "video": ("known_to_chair",),
    "document": ("document",),
    "spid_cie": ("spid_cie",),
    "portal": ("portal", "spid_cie"),
    "qr": (),
}


class AssociationSitting(models.Model):
    """Arrivals and departures as they are noted at the door, on the line and from the portal."""

    _inherit = "association.sitting"

    attendance_ids = fields.One2many("association.attendance", "sitting_id", string="Arrivals and departures", readonly=True)

    # --- noting ---

    def _check_in(self, roll, kind="in", identification="known", at=None, acting=None):
        """Note that the people of these roll lines came in, or connected.

        Who is there already in the same way is left alone: noting an arrival twice is no mistake. From the hall to the line, or
        back, is noted as a new stay.

        :param roll: one line or many of this meeting's roll
        :param kind: in or remote
        :param at: when it happened; now when omitted, never in the future nor before what was noted of the person last
        :param acting: who came for a legal person, where it is not who the roll says
        :return: the new lines
        :raises UserError: with the reason and the remedy
        """
        self.ensure_one()
        self._check_may_note()
        at = self._checked_instant(at)
        movements = self._as_movements()
        self._check_order(roll, movements, at)
        there = self._standing_in(movements, at)
        arriving = roll.filtered(lambda line: there.get(line.id) is not (kind == attendance.REMOTE))
        self._check_arrivals(arriving, kind, identification, acting)
        lines = self.env["association.attendance"]._append(
            [
                {
                    "sitting_id": self.id, "roll_id": line.id, "kind": kind, "at": at, "identification": identification,
                    "acting_partner_id": acting.id if acting and acting != line.acting_partner_id else False,
                }
                for line in arriving
            ]
        )  # fmt: skip
        if lines:
            self._announce("attendance")
        return lines

    def _check_out(self, roll, at=None):
        """Note that the people of these roll lines left, or that the line dropped.

        :return: the new lines
        :raises UserError: somebody is not there
        """
        self.ensure_one()
        self._check_may_note()
        at = self._checked_instant(at)
        movements = self._as_movements()
        self._check_order(roll, movements, at)
        there = self._standing_in(movements, at)
        for line in roll:
            if line.id not in there:
                raise UserError(self.env["association.wording"]._meeting_refusal("not_here", who=line.name))
        lines = self._append_outs(roll.ids, at)
        if lines:
            self._announce("attendance")
        return lines

    def _append_outs(self, roll_ids, at):
        return self.env["association.attendance"]._append(
            [{"sitting_id": self.id, "roll_id": key, "kind": attendance.OUT, "at": at} for key in roll_ids]
        )

    def _check_in_by_code(self, code, kind="in", identification="qr"):
        """Note the arrival of whoever has this code on their notice: the code itself, or the address that holds it.

        :return: the line of the roll, whether it has just arrived or was there already
        :raises UserError: no such code in this meeting
        """
        self.ensure_one()
        roll = self._find_by_code(code)
        if not roll:
            raise UserError(self.env["association.wording"]._meeting_refusal("code_unknown"))
        self._check_in(roll, kind, identification)
        return roll

    def _find_by_code(self, code):
        rolls = self.env["association.meeting.roll"]
        code = (code or "").strip().rstrip("/").rpartition("/")[2]
        if not code or "checkin_code" not in rolls._fields:
            return rolls
        return rolls.search([("meeting_id", "=", self.meeting_id.id), ("checkin_code", "=", code)])

    def _strike(self, lines, motive):
        """Strike out mistaken lines of this sitting: each stays to be read, with the reason beside it.

        :raises UserError: no reason, struck already, or what is left cannot have happened (strike the departure too)
        """
        self.ensure_one()
        wording = self.env["association.wording"]
        if not (motive or "").strip():
            raise UserError(wording._meeting_refusal("strike_reason"))
        if lines.sitting_id != self or lines.strikes_id or any(lines.mapped("is_struck")):
            raise UserError(wording._meeting_refusal("strike_twice"))
        strikes = self.env["association.attendance"]._append(
            [
                {
                    "sitting_id": self.id, "roll_id": line.roll_id.id, "kind": line.kind, "at": line.at, "strikes_id": line.id,
                    "motive": motive.strip(),
                }
                for line in lines
            ]
        )  # fmt: skip
        lines.invalidate_recordset(["struck_by_ids", "is_struck"])
        try:
            attendance.intervals(self._as_movements())
        except BylawError as error:
            raise UserError(wording._movement_violations(self, error.violations)) from error
        self._announce("attendance")
        return strikes

    # --- what stands in the way ---

    def _checked_instant(self, at):
        """Return ``at`` to the second; what is told may have happened earlier, never later than now."""
        now, at = self._instant(), self._instant(at)
        if at > now:
            raise UserError(self.env["association.wording"]._meeting_refusal("in_future"))
        return at

    def _check_may_note(self):
        wording = self.env["association.wording"]
        if self.state not in ("planned", "open", "suspended"):
            raise UserError(wording._meeting_refusal("sitting_over", meeting=self.meeting_id.name))
        if not self.meeting_id._has_roll() or self.meeting_id.state in ("cancelled", "held"):
            raise UserError(wording._meeting_refusal("no_roll", meeting=self.meeting_id.name))

    def _check_arrivals(self, roll, kind, identification, acting):
        wording = self.env["association.wording"]
        for line in roll:
            if line.meeting_id != self.meeting_id:
                raise UserError(wording._meeting_refusal("other_roll", who=line.name))
            if line.entitled and not line.may_vote and not (acting or line.acting_partner_id):
                raise UserError(wording._meeting_refusal("representative_missing", who=line.name))
        if kind == attendance.REMOTE and roll:
            self._check_remote(identification)

    def _check_remote(self, identification):
        """Refuse the line where people meet in person alone, and an identification that the statute does not know."""
        wording = self.env["association.wording"]
        if self.meeting_id.mode == "in_person":
            raise UserError(wording._meeting_refusal("not_remote", meeting=self.meeting_id.name))
        ruling = self._identification_ruling()
        if ruling and not set(MEANS[identification]) & set(ruling.value.codes):
            raise UserError(
                wording._meeting_refusal(
                    "identification",
                    means=wording._label("association.attendance", "identification", identification),
                    allowed=wording._rule_value("remote.identification", ruling.value),
                    article=wording._citation(ruling.citation),
                )
            )

    def _identification_ruling(self):
        """Return the ``Ruling`` on how who is on the line is identified; None where the statute is silent."""
        return self.env["association.statute"]._finding(self.company_id, "remote.identification", self._legal_day())

    def _check_order(self, roll, movements, at):
        last = {move.who: move.at for move in movements}
        for line in roll:
            if line.id in last and at < last[line.id]:
                params = {"who": line.name, "at": self.env["association.wording"]._clock(last[line.id])}
                raise UserError(self.env["association.wording"]._meeting_refusal("before_last", **params))

    def _is_its_day(self, at):
        """Tell whether ``at`` falls on the day for which this sitting was called, in Italy, or after."""
        return legal_day(at) >= self._legal_day()
