from odoo import models
from odoo.fields import Domain

from ..bylaws.minutes import facts, grammar
from .association_minutes_facts import NAMES_MAX, wall

NAMED = ("favour", "against", "abstained")
TALLIED = (*NAMED, "blank", "void", "not_voting")


class AssociationSitting(models.Model):
    """The votes of a sitting as its minutes tell them: from what was frozen at their opening and judged at their close."""

    _inherit = "association.sitting"

    def _minutes_votes(self, gathered):
        """Return ``{item id: votes}``: those proclaimed and those annulled, round by round."""
        ballots = gathered.ballots
        by_name = ballots.filtered(
            lambda one: one.method in ("roll_call", "named") and not one.is_secret and one.state == "proclaimed"
        )
        small = by_name.filtered(lambda one: (one.verdict or {}).get("box", {}).get("voters", 0) <= NAMES_MAX)
        told = Domain("choice", "!=", "favour") | Domain("reason", "not in", [False, ""]) | Domain("ballot_id", "in", small.ids)
        cast = self.env["association.vote"].search(Domain("ballot_id", "in", by_name.ids) & told, order="id").grouped("ballot_id")
        barred = self.env["association.ballot.voter"].search([("ballot_id", "in", ballots.ids), ("standing", "=", "barred")])
        barred = barred.grouped("ballot_id")
        adopted = self.env["association.resolution"].search_fetch([("ballot_id", "in", ballots.ids)], ["ballot_id", "number", "year"])
        numbers = {one.ballot_id.id: f"{one.number}/{one.year}" for one in adopted}
        found = {}
        for ballot in ballots:
            told = self._minutes_vote(ballot, cast.get(ballot, ()), barred.get(ballot, ()), numbers.get(ballot.id, ""), gathered)
            found.setdefault(ballot.item_id.id, []).append(told)
        return {key: tuple(votes) for key, votes in found.items()}

    def _minutes_vote(self, ballot, cast, barred, resolution, gathered):
        """Return the ``facts.Vote`` of a vote, from what was frozen when it opened and judged when it closed."""
        reading = ballot._quorum_reading() if ballot.frozen else None
        tally, majority = ballot._kept("tally"), ballot._kept("majority")
        ruling = ballot._ruling_of("majority")
        named = {choice: tuple(self._voted(vote, gathered) for vote in cast if vote.choice == choice) for choice in NAMED}
        return facts.Vote(
            question=ballot.question.strip(),
            method=ballot.method,
            opened_at=wall(ballot.opened_at),
            quorum=self._vote_quorum(ballot, reading),
            **{name: getattr(tally, name) if tally else 0 for name in TALLIED},
            needed=majority.needed if majority else 0,
            total=majority.total if majority else 0,
            base=majority.share.base if majority else "votes",
            article=ruling.citation.label() if ruling else "",
            adopted=ballot.adopted,
            proclaimed=ballot.proclaimed == "adopted",
            in_favour_names=named["favour"],
            against_names=named["against"],
            abstained_names=named["abstained"],
            conflicts=self._minutes_conflicts(ballot, barred, gathered),
            dissents=tuple(
                facts.Dissent(self._of_roll(gathered.people[vote.roll_id.id]), vote.reason.strip())
                for vote in cast if vote.reason and vote.reason.strip() and vote.roll_id.id in gathered.people
            ),
            tie_broken=bool(majority and majority.tie_broken),
            differs_reason=ballot.differs_reason or "",
            resolution=resolution,
            elected=ballot._minutes_elected(),
            annulled=ballot.annulled_reason or "" if ballot.state == "annulled" else "",
        )  # fmt: skip

    def _vote_quorum(self, ballot, reading):
        if reading is None:
            return facts.Quorum(wall(ballot.opened_at), 0, 0, 0, 0, 0, 0, False, "entitled")
        verdict, ruling = reading.verdict, ballot._ruling_of("quorum")
        return facts.Quorum(
            wall(ballot.opened_at), reading.own, reading.remote, reading.by_proxy, reading.votes, verdict.needed, verdict.total,
            verdict.reached, verdict.share.base, ruling.citation.label() if ruling else "",
        )  # fmt: skip

    def _voted(self, vote, gathered):
        line = gathered.people.get(vote.roll_id.id)
        return grammar.named(self._of_roll(line), gathered.lang) if line else ""

    def _minutes_conflicts(self, ballot, barred, gathered):
        """Return who stood aside and why, then those whose vote the law takes away on this matter."""
        found = {}
        for recusal in ballot.item_id.recusal_ids:
            person = self._of_roll(gathered.people[recusal.roll_id.id])
            found[recusal.roll_id.id] = facts.Conflict(person, recusal.kind, recusal.reason.rstrip("."))
        ruling = ballot._ruling_of("barred")
        for voter in barred:
            line = gathered.people.get(voter.roll_id.id)
            if line and line.id not in found:
                found[line.id] = facts.Conflict(
                    self._of_roll(line), "barred", ruling.citation.label() if ruling else "c.c. art. 2373"
                )
        return tuple(found.values())


class AssociationBallot(models.Model):
    _inherit = "association.ballot"

    def _minutes_elected(self):
        """Return (name, votes) of those whom this vote elected, in the order of the count."""
        self.ensure_one()
        if self.method != "election" or self.proclaimed != "adopted":
            return ()
        sheet = self.item_id.election_id._as_sheet()
        if not sheet:
            return ()
        names = {one.id: one.name for one in sheet.candidates}
        return tuple((names[seat.who], int(seat.figure)) for seat in sheet.elected)
