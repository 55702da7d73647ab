from collections import Counter

from odoo import models

from ..bylaws.meeting import frozen, polling
from ..bylaws.meeting.votes import (
    BARRED,
    CHOICES,
    NOT_VOTING,
    RECUSED,
    Cast,
    Tally,
    majority,
    parallel_majorities,
    possible_resistance,
    resistance,
)
from ..bylaws.rules.kinds import Choice


class AssociationBallot(models.Model):
    """What the numbers of a closed vote say, judged by what was frozen when it opened."""

    _inherit = "association.ballot"

    # --- counting ---

    def _tally(self):
        """Return the ``votes.Tally`` of this vote, in votes."""
        return self._tally_of(self.voter_ids, "")

    def _tally_of(self, voters, side):
        """Return the ``Tally`` of these voters; with a ``side``, of its slips alone."""
        counts = Counter()
        for voter in voters:
            if voter.standing != "may_vote":
                counts[BARRED if voter.standing == "barred" else RECUSED] += voter.votes
        who = set(voters.roll_id.ids)
        for vote in self.vote_ids:
            if vote.roll_id.id in who:
                counts[vote.choice] += vote.votes
        if self._needs_count() and not side:
            counts.update(self._agreed_count())
        if self.is_secret and self.method != "election":
            counts.update(content for content, of, _receipt in self._slips() if not side or (of or "") == side)
        if self.meeting_id.mode != "written":
            may_vote = sum(voters.filtered(lambda voter: voter.standing == "may_vote").mapped("votes"))
            counts[NOT_VOTING] += may_vote - sum(number for choice, number in counts.items() if choice not in (RECUSED, BARRED))
        return Tally(**{choice: counts[choice] for choice in CHOICES})

    def _sides(self):
        """Return ``{side: (Tally, Totals)}`` of a joint body each of whose sides must agree; empty for others."""
        totals = {side: frozen.decode_totals(data) for side, data in self.frozen.get("sides", {}).items()}
        by_side = self.voter_ids.grouped(lambda voter: voter.side or "")
        none = self.voter_ids.browse()
        return {side: (self._tally_of(by_side.get(side, none), side), total) for side, total in totals.items()}

    # --- judging ---

    def _abstentions(self):
        """Tell whether a rule counts abstentions among the votes cast."""
        ruling = self._ruling_of("abstention")
        return bool(ruling and isinstance(ruling.value, Choice) and ruling.value.code == "counted")

    def _president(self):
        """Return how the chair voted, where that vote decides a tie and is not secret; else None."""
        if self.is_secret or not self._flag("casting_vote"):
            return None
        own = self.vote_ids.filtered(lambda vote: vote.roll_id.id == self.frozen["chair"])
        return own.choice or self.chair_choice or None

    def _judge(self):
        """Return the ``votes.Verdict`` on the majority."""
        share = self._ruling_of("majority").value
        return majority(share, self._tally(), self._frozen_totals(), self._president(), self._abstentions())

    def _side_verdicts(self):
        """Return ``{side: Verdict}`` of a joint body."""
        share = self._ruling_of("majority").value
        return parallel_majorities(share, self._sides(), self._abstentions())

    def _conflicted(self):
        """Return the voters who declared a conflict and could vote."""
        declared = set(self.frozen.get("conflicts", []))
        return self.voter_ids.filtered(
            lambda voter: voter.standing == "may_vote" and {voter.roll_id.id, voter.holder_id.id} & declared
        )

    def _resistance(self):
        """Return ``(votes.Resistance, is_certain)``: the vote without those in conflict; None where nobody declared one.

        Where votes are not known by name the answer is a possibility: as if those votes had gone to the side that won.
        """
        voters = self._conflicted()
        if not voters:
            return None
        share, totals = self._ruling_of("majority").value, self._frozen_totals()
        president, abstentions = self._president(), self._abstentions()
        if self.method in ("roll_call", "named"):
            casts = [Cast(vote.roll_id.id, vote.choice, vote.votes) for vote in self.vote_ids]
            cast = {vote.roll_id.id for vote in self.vote_ids}
            if self.meeting_id.mode != "written":
                casts += [Cast(one.roll_id.id, self._silence(one), one.votes) for one in self.voter_ids if one.roll_id.id not in cast]
            return resistance(share, casts, set(voters.roll_id.ids), totals, president, abstentions), True
        conflicted = sum(voters.mapped("votes"))
        return possible_resistance(share, self._tally(), conflicted, totals, president, abstentions), False

    def _silence(self, voter):
        return {"recused": RECUSED, "barred": BARRED}.get(voter.standing, NOT_VOTING)

    def _verdict(self):
        """Return ``(verdict as JSON, adopted)``: the numbers, each comparison in exact fractions, and what they say."""
        self.ensure_one()
        reading = self._quorum_reading()
        box = self._box()
        if self.method == "election":
            return {"quorum": frozen.encode_verdict(reading.verdict), "reading": frozen.encode_reading(reading), "box": box}, False
        found, sides = self._judge(), self._side_verdicts()
        tested = self._resistance()
        tally = self._tally()
        verdict = {
            "tally": frozen.encode_tally(tally),
            "majority": frozen.encode_verdict(found),
            "quorum": frozen.encode_verdict(reading.verdict),
            "reading": frozen.encode_reading(reading),
            "president": self._president() or False,
            "sides": {
                side: {"tally": frozen.encode_tally(self._sides()[side][0]), "verdict": frozen.encode_verdict(one)}
                for side, one in sides.items()
            },
            "resistance": tested
            and {
                **frozen.encode_resistance(tested[0]),
                "holds": tested[0].holds,
                "certain": tested[1],
                "who": self._conflicted().roll_id.ids,
            },
            "box": box,
            "unanimous": self.is_secret and polling.unanimous({name: getattr(tally, name) for name in polling.SECRET}),
        }
        adopted = reading.verdict.reached and found.reached and all(one.reached for one in sides.values())
        return verdict, adopted

    def _box(self):
        """Return how what was found adds up, in votes: entitled ≥ marks = slips and papers; and in heads who voted."""
        voters = self.voter_ids.filtered(lambda voter: voter.standing == "may_vote")
        marked = voters.filtered("is_marked")
        slips = len(self._slips()) if self.is_secret else 0
        return {
            "entitled": sum(voters.mapped("votes")),
            "voters": len(voters),
            "marks": sum(marked.mapped("votes")),
            "marked": len(marked),
            "papers": sum(marked.filtered(lambda voter: voter.channel == "paper").mapped("votes")),
            "slips": slips,
            "named": sum(self.vote_ids.mapped("votes")),
            "unredeemed": self.unredeemed,
        }

    # --- for whoever reads a closed vote: the pure objects that were kept ---

    def _kept(self, name):
        """Return what the verdict keeps under ``name`` (majority, quorum, tally, reading, resistance) as the pure rules have it."""
        read = {
            "majority": frozen.decode_verdict,
            "quorum": frozen.decode_verdict,
            "tally": frozen.decode_tally,
            "reading": frozen.decode_reading,
            "resistance": lambda data: frozen.decode_resistance({key: data[key] for key in ("verdict", "without")}),
        }[name]
        data = (self.verdict or {}).get(name)
        return data and read(data)

    def _progress(self):
        """Return what may be shown while the vote is open: of a secret vote nothing that grows with each slip."""
        self.ensure_one()
        voters = self.voter_ids.filtered(lambda voter: voter.standing == "may_vote")
        shown = {"voters": len(voters), "votes": sum(voters.mapped("votes")), "marked": None}
        if self.state != "open" or not self.is_secret:
            shown["marked"] = len(voters.filtered("is_marked"))
        return shown
