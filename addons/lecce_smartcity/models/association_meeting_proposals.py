from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..bylaws import offices
from ..bylaws.errors import BylawError
from ..bylaws.meeting import convening
from ..bylaws.rules.kinds import Choice, Flag
from .legal_time import UTC, legal_day, legal_today

# Who may stand in for whoever convenes, by what the statute says.
CONVENERS = {
    "president": ((offices.PRESIDENT, offices.VICE_PRESIDENT, offices.BOARD), (offices.PRESIDENT, offices.VICE_PRESIDENT)),
    "board": (offices.GOVERNING_KINDS, None),
}


class AssociationMeeting(models.Model):
    """The two calls as two fields, and what the statute proposes when a meeting is prepared."""

    _inherit = "association.meeting"

    first_call = fields.Datetime(compute="_compute_first_call", inverse="_inverse_calls", string="First call for")
    second_call = fields.Datetime(
        compute="_compute_second_call", inverse="_inverse_calls", string="Second call for",
        help="Another sitting of the same convocation, with its own quorum, if the first call is deserted.",
    )  # fmt: skip
    user_id = fields.Many2one(
        "res.users", string="Prepared by", default=lambda self: self.env.user, index=True, domain="[('share', '=', False)]"
    )
    by_court = fields.Boolean(string="Convened by the court", help="The president of the court may order it (c.c. 20(2)).")
    petition_ids = fields.One2many("association.petition", "meeting_id", string="Petitions")

    # Each on its own: in a form that is not saved yet, asking for the one must not forget what was typed in the other.
    @api.depends("sitting_ids.starts_at", "sitting_ids.call")
    def _compute_first_call(self):
        for meeting in self:
            meeting.first_call = meeting._called_for("first")

    @api.depends("sitting_ids.starts_at", "sitting_ids.call")
    def _compute_second_call(self):
        for meeting in self:
            meeting.second_call = meeting._called_for("second")

    def _called_for(self, call):
        self.ensure_one()
        return self.sitting_ids.filtered(lambda sitting: sitting.call == call)[:1].starts_at

    def _inverse_calls(self):
        for meeting in self:
            wanted = {"first": meeting.first_call, "second": meeting.second_call}
            known = {sitting.call: sitting for sitting in meeting.sitting_ids}
            lines = []
            for call, starts_at in wanted.items():
                sitting = known.get(call)
                if starts_at and not sitting:
                    lines.append(Command.create({"call": call, "starts_at": starts_at}))
                elif starts_at and sitting.starts_at != starts_at:
                    lines.append(Command.update(sitting.id, {"starts_at": starts_at}))
                elif sitting and not starts_at:
                    lines.append(Command.delete(sitting.id))
            if lines:
                meeting.sitting_ids = lines

    # --- what the statute proposes ---

    @api.onchange("body_id")
    def _onchange_body_id(self):
        if self.body_id and not self.convener_id:
            self.convener_id = self._proposed_convener()

    @api.onchange("first_call")
    def _onchange_first_call(self):
        if self.first_call and self.body_id.kind == offices.ASSEMBLY and not self.second_call:
            self.second_call = self._proposed_second_call()

    def _proposed_convener(self):
        """Return who convenes by the statute: the president, or whoever presides the board."""
        on = legal_today(self.env)
        holders = self._officers_of(self.company_id or self.body_id.company_id, on, offices.GOVERNING_KINDS)
        presidents = [holder for holder in holders if holder.office == offices.PRESIDENT]
        return self.env["res.partner"].browse(presidents[0].partner) if presidents else self.env["res.partner"]

    def _proposed_second_call(self):
        """Return the earliest second call that the statute allows, at the hour of the first; False where nothing is known."""
        company, on = self.company_id or self.body_id.company_id, legal_day(self.first_call)
        try:
            gap = self.env["association.statute"]._ruling(company, "second_call.gap", on)
        except UserError:
            return False
        first = self.first_call.replace(tzinfo=UTC)
        return convening.earliest_second_call(first, gap.value).astimezone(UTC).replace(tzinfo=None)

    @api.model_create_multi
    def create(self, vals_list):
        """Meetings; whoever convenes by the statute is proposed where nobody is named."""
        meetings = super().create(vals_list)
        for meeting, vals in zip(meetings, vals_list, strict=True):
            if "convener_id" not in vals:
                meeting.convener_id = meeting._proposed_convener()
        return meetings

    # --- what the rules say of these ---

    def _rule(self, code):
        """Return the ``Ruling`` on ``code`` on the day of the meeting; None where neither statute nor law says anything."""
        self.ensure_one()
        on = legal_day(self.date) if self.date else legal_today(self.env)
        try:
            return self.env["association.statute"]._rules_on(self.company_id, on).find(code, on)
        except BylawError:
            return None

    def _call_refusals(self):
        """Return a sentence for everything that is wrong with the calls, the place and the mode."""
        self.ensure_one()
        refuse = self.env["association.wording"]._meeting_refusal
        if not self.date:
            return [refuse("no_closing" if self.mode == "written" else "no_call")]
        found = [refuse("in_the_past")] if self.date <= self.env.cr.now() else []
        if self.record_date and self.record_date > legal_day(self.date):
            found.append(refuse("record_date_late"))
        return [*found, *self._mode_refusals(), *self._second_call_refusals()]

    def _mode_refusals(self):
        refuse = self.env["association.wording"]._meeting_refusal
        if self.mode == "written":
            allowed = self._rule("consultation.written")
            return [] if allowed and allowed.value == Flag(True) else [refuse("written_not_allowed")]
        found = []
        if self.mode in ("remote", "mixed"):
            if not self.link:
                found.append(refuse("no_link"))
            remote = self.body_id.kind == offices.ASSEMBLY and self._rule("remote.allowed")
            if remote and remote.value != Flag(True):
                found.append(refuse("remote_not_allowed", article=self.env["association.wording"]._citation(remote.citation)))
        if self.mode in ("in_person", "mixed") and not self.place:
            found.append(refuse("no_place"))
        return found

    def _second_call_refusals(self):
        if self.mode == "written" or not self.second_call:
            return []
        if not self.first_call:
            return [self.env["association.wording"]._meeting_refusal("second_without_first")]
        gap, same_day = self._rule("second_call.gap"), self._rule("second_call.same_day")
        if not gap or not same_day:
            return []
        first, second = (at.replace(tzinfo=UTC) for at in (self.first_call, self.second_call))
        faults = convening.second_call(first, second, gap, same_day, self._rule("second_call.within"))
        return [self.env["association.wording"]._second_call_fault(fault) for fault in faults]

    def _convener_refusals(self):
        """Return why whoever signs may not convene an assembly; empty where the offices are not kept here."""
        self.ensure_one()
        wording = self.env["association.wording"]
        if not self.convener_id and not self.by_court:
            return [wording._meeting_refusal("no_convener")]
        ruling = self.body_id.kind == offices.ASSEMBLY and not self.by_court and self._rule("assembly.convener")
        if not ruling or not isinstance(ruling.value, Choice):
            return []
        kinds, held = CONVENERS[ruling.value.code]
        holders = [
            holder for holder in self._officers_of(self.company_id, legal_today(self.env), kinds) if not held or holder.office in held
        ]
        if not holders or self.convener_id.id in {holder.partner for holder in holders}:
            return []
        params = {
            "who": self.convener_id.display_name,
            "organ": wording._rule_value("assembly.convener", ruling.value),
            "article": wording._citation(ruling.citation),
            "names": ", ".join(sorted({holder.name for holder in holders})),
        }
        return [wording._meeting_refusal("wrong_convener", **params)]

    def _officers_of(self, company, on, kinds):
        # sudo: who holds an office is no secret
        return list(self.env["association.mandate"].sudo()._holders(company, on, kinds).values())

    # --- the notice's term ---

    def _send_by(self):
        """Return ``(convening.SendBy, Ruling)``: until when the notice can be in time; None where no term is fixed."""
        self.ensure_one()
        if not self.date:
            return None
        ruling = self._notice_ruling(legal_day(self.date))
        if not ruling:
            return None
        counting = self._rule("notice.counting")
        how = counting.value.code if counting else convening.CLEAR
        return convening.send_by(self.date.replace(tzinfo=UTC), ruling.value, how), ruling

    def _notice_refusals(self):
        """Return why the notice cannot be sent in time any more, and what can be done."""
        self.ensure_one()
        wording = self.env["association.wording"]
        if self.kind == "urgent" and not (self.urgent_reason or "").strip():
            return [wording._meeting_refusal("urgent_reason")]
        known = self._send_by()
        if not known:
            return []
        latest, ruling = known
        if not latest.passed(self.env.cr.now().replace(tzinfo=UTC)):
            return []
        return [wording._too_late(self, latest, ruling, self._urgent_ruling())]

    def _urgent_ruling(self):
        """Return the statute's ruling on urgent notices for this body, if it has one and it is not used already."""
        code = {"assembly": "notice.urgent", "board": "notice.board.urgent"}.get(self.body_id.kind)
        return self._rule(code) if code and self.kind != "urgent" else None

