from odoo import api, fields, models
from odoo.exceptions import UserError

from ..bylaws.errors import BylawError
from ..bylaws.meeting import frozen, matters, replay
from ..bylaws.meeting.notice import DAYS
from ..bylaws.rules.resolution import StatuteRule, StatuteVersion
from ..models.legal_time import legal_today

OUTCOMES = [
    ("fails", "Would have failed"),
    ("passes", "Would have been adopted"),
    ("same", "No change"),
    ("unknown", "Cannot be told"),
]


class AssociationBallot(models.Model):
    _inherit = "association.ballot"

    def _as_past(self):
        """Return the ``replay.Past`` of each of these proclaimed votes: what was frozen, and what came of it."""
        return [ballot._one_past() for ballot in self]

    def _one_past(self):
        meeting = self.meeting_id
        chair = self.vote_ids.filtered(lambda vote: vote.roll_id.id == self.frozen.get("chair"))
        return replay.Past(
            key=self.id,
            meeting=meeting.id,
            on=fields.Date.to_date(self.frozen["on"]),
            body=meeting.body_id.kind,
            call=self.frozen.get("call") or matters.FIRST,
            matter=self.frozen["matter"],
            reading=self._quorum_reading(),
            heads=frozen.decode_totals(self.frozen["heads"]),
            tally=self._kept("tally"),
            totals=self._frozen_totals(),
            adopted=self.proclaimed == "adopted",
            chair=chair.choice or self.chair_choice or None,
            free_days=meeting._shortest_notice(),
            kind=meeting._notice_kind(),
        )


class AssociationMeeting(models.Model):
    _inherit = "association.meeting"

    def _shortest_notice(self):
        """Return how many days the notice left to who knew last; None where it is counted otherwise or not known."""
        self.ensure_one()
        if not self.date or self._notice_term().unit != DAYS:
            return None
        return min((one.left for one in self._standings().values() if one.known.on), default=None)


class AssociationStatute(models.Model):
    _inherit = "association.statute"

    def _as_tried_version(self):
        """Return the ``StatuteVersion`` of this text, draft or not, with the rules that were confirmed."""
        self.ensure_one()
        rules = {
            rule.code: StatuteRule(
                rule.code, rule._decoded(), rule.article_id.key or "", rule.article_id.number or "", rule.paragraph or "",
                rule.quote or "",
            )
            for rule in self.rule_ids
            if rule.state == "confirmed"
        }  # fmt: skip
        return StatuteVersion(self.name, self._reference_day(), None, rules)

    def action_replay(self):
        """Open the form that tries this text on past meetings."""
        self.ensure_one()
        wizard = self.env["association.statute.replay"].create({"statute_id": self.id})
        return wizard._show()


class AssociationStatuteReplay(models.TransientModel):
    """Past votes judged again by the rules of a draft: which meetings would have failed, and why."""

    _name = "association.statute.replay"
    _description = "Try a Statute on Past Meetings"

    statute_id = fields.Many2one("association.statute", string="Statute", required=True, readonly=True)
    company_id = fields.Many2one(related="statute_id.company_id")
    body_id = fields.Many2one("association.body", string="Only this body", domain="[('company_id', '=', company_id)]")
    date_from = fields.Date(string="From", required=True, default=lambda self: fields.Date.subtract(legal_today(self.env), years=3))
    date_to = fields.Date(string="To", required=True, default=lambda self: legal_today(self.env))
    line_ids = fields.One2many("association.statute.replay.line", "wizard_id", readonly=True)
    summary = fields.Char(readonly=True)
    left_out = fields.Integer(string="Rules not confirmed yet", compute="_compute_left_out")

    @api.depends("statute_id")
    def _compute_left_out(self):
        for wizard in self:
            wizard.left_out = len(wizard.statute_id.rule_ids.filtered(lambda rule: rule.state == "proposed"))

    def _show(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Try on past meetings: %s", self.statute_id.name),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _ballots(self):
        """Return the votes of the period, in the order in which they were taken; elections are counted by other rules."""
        domain = [
            ("company_id", "=", self.company_id.id),
            ("state", "=", "proclaimed"),
            ("method", "!=", "election"),
            ("opened_at", ">=", self.date_from),
            ("opened_at", "<", fields.Date.add(self.date_to, days=1)),
        ]
        if self.body_id:
            domain.append(("meeting_id.body_id", "=", self.body_id.id))
        return self.env["association.ballot"].search(domain, order="opened_at, id")

    def action_replay(self):
        """Judge every vote of the period by the rules of the draft.

        :raises UserError: nothing was voted in the period
        """
        self.ensure_one()
        ballots = self._ballots()
        if not ballots:
            raise UserError(self.env["association.wording"]._meeting_refusal("replay_nothing"))
        book = replay.under(self.env["association.statute"]._rulebook(self.company_id), self.statute_id._as_tried_version())
        judged, lines = [], [fields.Command.clear()]
        for ballot, past in zip(ballots, ballots._as_past(), strict=True):
            try:
                found = replay.Replayed(past, replay.judge(past, book))
            except BylawError as error:
                why = self.env["association.wording"]._ruling_refused(self.company_id, error.violations)
                lines.append(fields.Command.create(self._line(ballot, "unknown", why)))
                continue
            judged.append(found)
            lines.append(fields.Command.create(self._line(ballot, *self._told(found))))
        self.write({"line_ids": lines, "summary": self.env["association.wording"]._replayed(replay.summary(judged))})
        return self._show()

    def _told(self, found):
        """Return ``(outcome, why)`` of one vote."""
        outcome = "fails" if found.fails else "passes" if found.passes else "same"
        told = found.under.failed if outcome == "fails" else found.under.lines if outcome == "passes" else ()
        late = [line for line in found.under.failed if line.code == "notice"] if outcome == "same" else []
        lang = self.env.lang
        return outcome, "\n".join(
            " – ".join(filter(None, [line.sentence.text(lang), line.formula, line.article])) for line in (*told, *late)
        )

    def _line(self, ballot, outcome, why):
        return {
            "ballot_id": ballot.id,
            "meeting_id": ballot.meeting_id.id,
            "item_id": ballot.item_id.id,
            "proclaimed": ballot.proclaimed,
            "outcome": outcome,
            "why": why,
        }


class AssociationStatuteReplayLine(models.TransientModel):
    _name = "association.statute.replay.line"
    _description = "A Past Vote under a Draft"
    _order = "id"

    wizard_id = fields.Many2one("association.statute.replay", required=True, ondelete="cascade")
    ballot_id = fields.Many2one("association.ballot", string="Vote")
    meeting_id = fields.Many2one("association.meeting", string="Meeting")
    date = fields.Datetime(related="meeting_id.date")
    item_id = fields.Many2one("association.agenda.item", string="Item")
    proclaimed = fields.Selection([("adopted", "Adopted"), ("rejected", "Not adopted")], string="Then")
    outcome = fields.Selection(OUTCOMES, string="With this text")
    why = fields.Text(string="Why")

    def action_open_meeting(self):
        """Open the meeting."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "association.meeting",
            "res_id": self.meeting_id.id,
            "view_mode": "form",
        }
