from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws import offices
from ..bylaws.meeting import matters, notice
from ..bylaws.rules import encoding
from .association_attendance import STEP

BY_STEPS = {"state", "opened_at", "closed_at"}


class AssociationSitting(models.Model):
    """From the call to the close: opened with its quorum, or deserted; suspended and resumed; closed."""

    _inherit = "association.sitting"

    event_ids = fields.One2many("association.sitting.event", "sitting_id", string="Steps", readonly=True)
    not_reached_ids = fields.Many2many(
        "association.meeting.roll", "association_sitting_not_reached_rel", string="Not reached by the notice",
        readonly=True, copy=False, help="As it stood when the sitting opened.",
    )  # fmt: skip
    was_plenary = fields.Boolean(
        string="Plenary", readonly=True, copy=False,
        help="Everybody called was there when it opened: a defect of the notice is cured.",
    )  # fmt: skip

    # --- by steps alone ---

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("sitting_step") is not STEP and any(BY_STEPS & set(vals) for vals in vals_list):
            raise UserError(self.env["association.wording"]._meeting_refusal("sitting_by_hand"))
        return super().create(vals_list)

    def write(self, vals):
        if self.env.context.get("sitting_step") is not STEP and BY_STEPS & set(vals):
            raise UserError(self.env["association.wording"]._meeting_refusal("sitting_by_hand"))
        return super().write(vals)

    def _step(self, vals):
        """Write what only the steps of a sitting write."""
        return self.with_context(sitting_step=STEP).write(vals)

    def _tell(self, kind, at, reason="", **facts):
        """Append a step to the story, with attendance and quorum at that instant."""
        self.ensure_one()
        return self.env["association.sitting.event"].with_context(attendance_step=STEP).create(
            {"sitting_id": self.id, "kind": kind, "at": at, "reason": reason or False, "facts": self._quorum_facts(at) | facts}
        )

    def _quorum_facts(self, at):
        """Return attendance and quorum at ``at`` as plain JSON: numbers, rule, article and words."""
        reading, ruling = self._reading(at), self._quorum_ruling()
        verdict = reading.verdict
        return {
            "own": reading.own,
            "remote": reading.remote,
            "by_proxy": reading.by_proxy,
            "heads": reading.heads,
            "votes": reading.votes,
            "needed": verdict.needed,
            "total": verdict.total,
            "missing": verdict.missing,
            "reached": verdict.reached,
            "lacking_sides": list(self._lacking_sides(at)),
            "rule": ruling.code,
            "value": encoding.encode(ruling.value),
            "article": ruling.citation.label(),
            "version": ruling.version,
            "quote": ruling.quote,
        }

    # --- opening ---

    def action_open(self, chair=None, secretary=None, at=None):
        """Open the sitting: its time has come, the call before is over, the quorum is there.

        :param chair: who presides: a line of the roll or a person; the president when omitted
        :param secretary: a person; as the sitting says when omitted
        :param at: when it was opened, where it is told afterwards; now when omitted
        :raises UserError: with everything that stands in the way
        """
        self.ensure_one()
        self.check_access("write")
        at = self._checked_instant(at)
        self._check_may_open(at)
        missed = self._not_reached()
        plenary = self._is_plenary(at)
        self._step(
            {
                "state": "open",
                "opened_at": at,
                "not_reached_ids": [fields.Command.set(missed.ids)],
                "was_plenary": plenary,
                **self._chair_vals(chair),
                **({"secretary_partner_id": secretary.id} if secretary else {}),
            }
        )
        self._tell("opened", at, not_reached=missed.ids, plenary=plenary)
        self._announce("opened")
        return True

    def _chair_vals(self, chair):
        if chair and chair._name == "association.meeting.roll":
            return {"chair_id": chair.id, "chair_partner_id": (chair.acting_partner_id or chair.partner_id).id}
        person = chair or self.chair_partner_id or self._president()
        if not person:
            return {}
        line = self.meeting_id.roll_ids.filtered(lambda one: person in (one.acting_partner_id, one.partner_id))
        own = line.filtered(lambda one: one.partner_id == person)
        return {"chair_id": (own or line)[:1].id, "chair_partner_id": person.id}

    def _president(self):
        """Return who is president of the association, or of the body itself, on the day."""
        holders = self.env["association.mandate"].sudo()._holders(  # sudo: who presides is no secret
            self.company_id, self._legal_day(), offices.GOVERNING_KINDS, (offices.PRESIDENT,)
        )
        own = [holder for holder in holders.values() if holder.body == self.meeting_id.body_id.id]
        found = own or list(holders.values())
        return self.env["res.partner"].browse(found[0].partner if found else [])

    def _check_may_open(self, at):
        wording = self.env["association.wording"]
        meeting = self.meeting_id
        if self.state != "planned":
            raise UserError(wording._meeting_refusal("sitting_not_planned", meeting=meeting.name))
        if not meeting._has_roll():
            raise UserError(wording._meeting_refusal("no_roll", meeting=meeting.name))
        if meeting.state != "convened" and not (meeting.state == "draft" and self._is_plenary(at)):
            raise UserError(wording._meeting_refusal("not_convened", meeting=meeting.name))
        if at < self.starts_at:
            raise UserError(wording._meeting_refusal("before_time", at=wording._moment(self.starts_at)))
        self._check_call_before()
        reading = self._reading(at)
        lacking = self._lacking_sides(at)
        if not reading.verdict.reached or lacking:
            raise UserError(wording._quorum_missing(self, reading, self._quorum_ruling(), lacking))

    def _check_call_before(self):
        """Refuse the second call while the first is neither deserted nor closed with something left to decide."""
        wording = self.env["association.wording"]
        for other in self.meeting_id.sitting_ids - self:
            if other.state in ("open", "suspended"):
                raise UserError(wording._meeting_refusal("other_call_open", call=wording._label(self._name, "call", other.call)))
            if self.call == "second" and other.state == "planned":
                raise UserError(wording._meeting_refusal("first_call_standing", at=wording._moment(other.starts_at)))

    def _not_reached(self):
        """Return the lines of the roll whom nothing shows to have been reached by the notice in time."""
        meeting = self.meeting_id
        return meeting._not_reached() if meeting.convened_at else meeting.roll_ids

    def _is_plenary(self, at):
        """Tell whether everybody called is there at ``at``, which cures a defect of the notice."""
        rolls = self.env["association.meeting.roll"]
        there = {*self._in_hall(at), *self._present(at)}
        called = (
            rolls.search([("meeting_id", "=", self.meeting_id.id), (flag, "=", True)]).ids
            for flag in ("is_member", "is_director", "is_control")
        )
        return notice.plenary(*called, there)

    # --- deserted ---

    def action_desert(self, at=None):
        """Close the call as deserted: its time has come and the quorum is not there.

        :raises UserError: it is too early, or enough are present
        """
        self.ensure_one()
        self.check_access("write")
        wording = self.env["association.wording"]
        at = self._checked_instant(at)
        if self.state != "planned" or self.meeting_id.state != "convened":
            raise UserError(wording._meeting_refusal("sitting_not_planned", meeting=self.meeting_id.name))
        if at < self.starts_at:
            raise UserError(wording._meeting_refusal("before_time", at=wording._moment(self.starts_at)))
        if self._reading(at).verdict.reached and not self._lacking_sides(at):
            raise UserError(wording._meeting_refusal("quorum_is_there"))
        self._tell("deserted", at)
        self._append_outs(self._in_hall(at), at)
        self._step({"state": "deserted", "closed_at": at})
        if all(state in ("deserted", "dropped") for state in self.meeting_id.sitting_ids.mapped("state")):
            self.meeting_id._step({"state": "deserted"})
        self._announce("deserted")
        return True

    # --- suspended and resumed ---

    def action_suspend(self, reason="", at=None):
        """Suspend the sitting: nothing is voted on until it is resumed. Who comes and goes is still noted."""
        return self._turn("open", "suspended", "suspended", reason, at)

    def action_resume(self, at=None):
        """Resume the sitting; the quorum is counted again."""
        return self._turn("suspended", "open", "resumed", "", at)

    def _turn(self, before, after, kind, reason, at):
        self.ensure_one()
        self.check_access("write")
        self._check_state(before)
        at = self._checked_instant(at)
        self._check_no_open_vote()
        self._step({"state": after})
        self._tell(kind, at, reason)
        self._announce(kind)
        return True

    def _check_state(self, *states):
        if self.state not in states:
            raise UserError(self.env["association.wording"]._meeting_refusal("sitting_out_of_order", meeting=self.meeting_id.name))

    def _check_no_open_vote(self):
        ballots = self.env["association.ballot"].search([("sitting_id", "=", self.id), ("state", "=", "open")], limit=1)
        if ballots:
            item = ballots.item_id
            raise UserError(self.env["association.wording"]._meeting_refusal("vote_still_open", number=item.number, item=item.name))

    # --- closed ---

    def action_close(self, at=None):
        """Close the sitting: everybody's stay ends. The second call falls away when nothing is left to decide.

        :raises UserError: a vote is still open
        """
        self.ensure_one()
        self.check_access("write")
        self._check_state("open", "suspended")
        self._check_no_open_vote()
        at = self._checked_instant(at)
        self._tell("closed", at)
        self._append_outs(self._in_hall(at), at)
        self._step({"state": "closed", "closed_at": at})
        self._settle_meeting()
        self._announce("closed")
        return True

    def _settle_meeting(self):
        """After a sitting has closed: a second call stays planned while something is left to decide; else the meeting was held."""
        meeting = self.meeting_id
        planned = meeting.sitting_ids.filtered(lambda one: one.state == "planned")
        left = meeting.item_ids.filtered(lambda item: item.state in ("open", "discussed") and matters.MATTERS[item.matter].votes)
        if planned and left:
            return
        planned._step({"state": "dropped"})
        meeting._step({"state": "held"})

    # --- kept ---

    @api.ondelete(at_uninstall=False)
    def _unlink_while_planned(self):
        for one in self:
            if one.state != "planned" or one.attendance_ids:
                raise UserError(self.env["association.wording"]._meeting_refusal("sitting_kept", meeting=one.meeting_id.name))
