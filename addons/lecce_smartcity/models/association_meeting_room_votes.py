from odoo import _, api, models
from odoo.exceptions import UserError

from ..bylaws.errors import Violation
from ..bylaws.meeting import validity
from ..bylaws.rules.wording import BASES, words

# The bars of a result, from the one that carries a proposal on.
BARS = ("favour", "against", "abstained", "blank", "void", "not_voting")
STANDING_ASIDE = ("recused", "barred")


class AssociationMeetingRoomVotes(models.Model):
    _inherit = "association.sitting"

    # --- what comes next ---

    def _next_of_votes(self, item, quorum):
        ballot = item.ballot_ids.filtered(lambda one: one.state in ("draft", "open", "closed"))[:1]
        names = {"item": item.id, "ballot": ballot.id}
        if not ballot:
            return {"code": "call_vote", "label": _("Call the vote on item %s", item.number), "hint": "", **names}
        if ballot.state == "draft":
            refusal = self._room_refusal(item, quorum)
            return {"code": "open_vote", "label": _("Open the vote"), "hint": refusal, "disabled": bool(refusal), **names}
        if ballot.state == "open":
            return {"code": "close_vote", "label": _("Close the vote"), "hint": "", **names}
        return {"code": "proclaim", "label": _("Proclaim the outcome"), "hint": "", **names}

    # --- what the room shows ---

    def _room_votes(self, item, quorum):
        ballots = item.ballot_ids.filtered(lambda ballot: ballot.state != "annulled").sorted("round")
        methods = self.env["association.ballot"]._fields["method"]._description_selection(self.env)
        return {
            "refusal": self._room_refusal(item, quorum) if item._decides() and self.state == "open" else "",
            "ballots": [self._room_ballot(ballot) for ballot in ballots],
            "methods": [
                {"code": code, "label": label} for code, label in methods if code != "election" or item.election_id
            ],
            "usual_method": item._usual_method() if item._decides() else "",
        }

    def _room_ballot(self, ballot):
        """Return one vote as the console shows it; of a secret one nothing that grows while it is open."""
        shown = {
            "id": ballot.id,
            "round": ballot.round,
            "question": ballot.question,
            "method": ballot.method,
            "method_label": ballot._room_label("method"),
            "secret": ballot.is_secret,
            "state": ballot.state,
            "state_label": ballot._room_label("state"),
            "tellers": ballot.tellers,
            "opened_at": self._room_clock(ballot.opened_at),
            "rules": ballot._room_rules(),
            "progress": ballot._progress(),
            "counts": ballot._room_counts(),
            "aside": ballot._room_aside(),
            "dangers": self.env["association.wording"]._violations(ballot._room_dangers()),
        }
        return shown | ballot._room_result()

    # --- what the secretary does ---

    def call_vote(self, item_id, method, question, tellers="two"):
        """Prepare a vote on an item: nothing is frozen before it is opened."""
        self.ensure_one()
        item = self._room_item(item_id)
        question = (question or "").strip()
        if not question:
            raise UserError(_("Write what is put to the vote."))
        ballot = item._call_vote(method=method, question=question, tellers=tellers)
        self._announce("ballot")
        return ballot.id

    def ballot_step(self, ballot_id, step, outcome="", reason=""):
        """Open, close, proclaim, annul or repeat a vote; drop one that was not opened."""
        self.ensure_one()
        ballot = self._room_own_ballot(ballot_id)
        if step == "open":
            ballot.action_open()
            self._pause_floor()
        elif step == "close":
            ballot.action_close()
        elif step == "proclaim":
            ballot.action_proclaim(outcome, reason)
            if self.current_item_id == ballot.item_id:
                self._close_floor()
        elif step == "annul":
            ballot.action_annul(reason)
        elif step == "repeat":
            ballot.action_repeat(reason)
        elif step == "drop":
            ballot.unlink()
        self._announce("ballot")

    def cast_vote(self, ballot_id, roll_id, choice, reason=""):
        """Record a vote said aloud, or told from the line."""
        self.ensure_one()
        self._room_own_ballot(ballot_id).cast(self._room_roll(roll_id).id, choice, reason or False)

    def hand_paper(self, ballot_id, roll_id):
        """Note that a voter of a secret vote was handed a paper."""
        self.ensure_one()
        self._room_own_ballot(ballot_id).hand_paper(self._room_roll(roll_id).id)
        self._announce("ballot")

    def enter_count(self, ballot_id, counts):
        """Keep what the user counted in the hall."""
        self.ensure_one()
        self._room_own_ballot(ballot_id).enter_count(counts)

    @api.readonly
    def read_roll_call(self, ballot_id):
        """Return who is called, in order, with what they answered; their names are sent once, when the call begins."""
        self.ensure_one()
        ballot = self._room_own_ballot(ballot_id)
        papers = set(ballot.voter_ids.filtered(lambda voter: voter.channel == "paper").roll_id.ids)
        return [line | {"marked": line["roll"] in papers} for line in ballot.roll_call()]

    def _room_own_ballot(self, ballot_id):
        ballot = self.env["association.ballot"].browse(ballot_id)
        if ballot.sitting_id != self:
            raise UserError(_("This vote is not of this sitting."))
        return ballot


class AssociationBallotInTheRoom(models.Model):
    _inherit = "association.ballot"

    def _room_label(self, name):
        return dict(self._fields[name]._description_selection(self.env)).get(self[name], "")

    def _room_rules(self):
        """Return quorum and majority with their articles, before a vote is opened as after: what it will be judged by."""
        rulings = {name: self._ruling_of(name) for name in ("quorum", "majority")} if self.frozen else self._rulings(self._on())
        titles = {"quorum": _("Quorum"), "majority": _("Majority")}
        lang = self.sitting_id._room_lang()
        return [
            {
                "title": titles[name],
                "words": words(ruling.value, lang),
                "article": ruling.citation.label() + (f" ({ruling.version})" if ruling.version else ""),
                "quote": ruling.quote,
            }
            for name in ("quorum", "majority")
            if (ruling := rulings.get(name))
        ]

    def _room_counts(self):
        """Return who has counted; the figures are the user's own until the vote is closed, so that each counts apart."""
        counts = self.sudo().count_ids  # sudo: that the other teller has counted is no secret, what is
        own = counts.filtered(lambda count: count.teller_id == self.env.user)
        return {
            "needed": (2 if self.tellers == "two" else 1) if self.state == "open" and self._needs_count() else 0,
            "hall": sum(self._hall_voters().mapped("votes")) if self.state == "open" else 0,
            "by": counts.teller_id.mapped("name"),
            "own": own._numbers() if own else {},
        }

    def _room_aside(self):
        """Return who takes no part, and why."""
        labels = dict(self.env["association.ballot.voter"]._fields["standing"]._description_selection(self.env))
        voters = self.voter_ids.filtered(lambda voter: voter.standing in STANDING_ASIDE)
        return [{"id": voter.id, "name": voter.roll_id.name, "why": labels[voter.standing]} for voter in voters]

    def _room_dangers(self):
        return [Violation(danger["code"], danger["params"]) for danger in (self.frozen or {}).get("dangers") or []]

    def _room_result(self):
        """Return figures, verdict and proclamation of a closed vote; nothing before."""
        shown = {"bars": [], "sentence": "", "adopted": self.adopted, "proclaimed": self.proclaimed or "", "resolution": False}
        if self.state not in ("closed", "proclaimed"):
            return shown
        if self.method == "election":
            return shown | {"adopted": self._elects(), "proclaimed_label": self._room_label("proclaimed")}
        tally, verdict = self._kept("tally"), self._kept("majority")
        ruling = self._ruling_of("majority")
        line = validity.majority_line(tally, verdict, ruling)
        resolution = self.env["association.resolution"].search([("ballot_id", "=", self.id)], limit=1)
        return shown | {
            "bars": self._room_bars(tally),
            "base": self._room_base(verdict),
            "needed": verdict.needed,
            "total": verdict.total,
            "sentence": self.sitting_id._room_words(line.sentence),
            "formula": line.formula.rpartition(" : ")[0],
            "quorum_reached": self._kept("quorum").reached,
            "resistance": self._room_resistance(),
            "proclaimed_label": self._room_label("proclaimed"),
            "differs": self.differs,
            "differs_reason": self.differs_reason or "",
            "resolution": bool(resolution) and {"id": resolution.id, "name": resolution.name},
        }

    def _room_bars(self, tally):
        labels = dict(self.env["association.vote"]._fields["choice"]._description_selection(self.env))
        return [
            {"choice": choice, "label": labels[choice], "votes": getattr(tally, choice)}
            for choice in BARS
            if getattr(tally, choice) or choice in ("favour", "against", "abstained")
        ]

    def _room_base(self, verdict):
        """Return what the votes in favour are measured against: “34 in favour, base 61 (of those present), 31 needed”."""
        base = self.sitting_id._room_words(BASES[verdict.share.base])
        return _(
            "%(count)s in favour, base %(total)s (%(base)s), %(needed)s needed",
            count=verdict.count,
            total=verdict.total,
            base=base,
            needed=verdict.needed,
        )

    def _room_resistance(self):
        tested = (self.verdict or {}).get("resistance")
        if not tested:
            return ""
        if tested["holds"]:
            return _("Without the votes in conflict of interest the outcome is the same.")
        return _("Without the votes in conflict of interest the outcome would be another one: say so in the minutes.")
