"""Single transferable vote, weighted inclusive Gregory method: the rules of Scottish council elections.

The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 51; stated here in full:

1. Quota (Droop): valid votes divided by one more than the seats, the fraction ignored, plus one.
2. Every candidate whose votes reach the quota is elected.
3. While seats are vacant and an elected candidate has more votes than the quota, the largest surplus is transferred: *every* paper of
   that candidate goes to its next continuing candidate, each at the value "A divided by B", where A is the surplus multiplied by
   the value at which the candidate received the paper and B the candidate's total, "the calculation being made to five decimal
   places (any remainder being ignored)" (rule 48(3)). ``decimals=None`` keeps exact fractions instead.
4. With no surplus left, the candidate with the fewest votes is excluded; the papers go on at the value they have.
5. Papers that name no continuing candidate are not transferable. Nothing goes to candidates who are elected or excluded.
6. When as many candidates continue as seats are vacant, they are elected, whether they reach the quota or not.
7. A tie over the next surplus or exclusion: the votes at the most recent preceding stage at which they were unequal; if there is
   none, the election's tie rule.

Ours alone (Scotland has no quotas): a candidate whose election would make the quotas impossible is excluded at once, one whose
exclusion would make them impossible is not excluded (I. D. Hill's "doomed" and "guarded" candidates).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction

from . import sheet as s
from .levels import levels
from .model import Box, Election, Id
from .quotas import Room, attainable
from .sheet import Decision, Line, Pending, Reserve, Round, Seat
from .ties import TieRule


def droop(valid: int, seats: int) -> int:
    """The quota.

    >>> droop(20, 3), droop(100, 3), droop(0, 2)
    (6, 26, 1)
    """
    return valid // (seats + 1) + 1


class _Stop(Exception):
    """A tie that nobody has broken yet."""


class Count:
    """One count. Values are whole numbers of the smallest unit (1/100000 of a vote) or, with exact fractions, fractions."""

    def __init__(self, election: Election, box: Box):
        self.election = election
        self.unit = 1 if election.decimals is None else 10**election.decimals
        groups = {candidate.id: candidate.groups for candidate in election.candidates}
        quotas, self.vacant, short = attainable(groups, election.quotas, election.seats)
        self.seats = election.seats - self.vacant
        self.room = Room(groups, quotas, self.seats)
        self.ties = TieRule(election)
        self.order = [candidate.id for candidate in election.candidates]
        self.continuing = dict.fromkeys(self.order)
        self.elected: list[Id] = []
        self.excluded: list[Id] = []
        self.surpluses: list[Id] = []  # elected with votes above the quota, to be transferred
        self.rules: dict[Id, str] = {}
        self.final: dict[Id, object] = {}  # votes at which a candidate was elected or excluded
        self.votes = dict.fromkeys(self.order, 0)
        self.papers: dict[Id, list] = {who: [] for who in self.order}  # (value, votes, ranking, next place)
        self.stuck = self.lost = 0
        self.history: list[dict] = []
        self.rounds: list[Round] = []
        self.decisions: list[Decision] = list(short)
        self.pending: Pending | None = None
        self.quota = droop(box.valid, election.seats) * self.unit
        self._deal(box)

    # --- the stages ---

    def run(self) -> Count:
        """Count to the end, or to the first tie that nobody may break."""
        self._stage(s.FIRST, (), dict(self.votes))
        with suppress(_Stop):
            while len(self.elected) < self.seats and self.continuing:
                self._next()
        return self

    def _next(self) -> None:
        if self._doomed():
            self._exclude(self._doomed()[0], "quota")
        elif len(self.continuing) <= self.seats - len(self.elected):
            self._elect(self._ranked(self.continuing), "last_seats")
            self._stage(s.LAST_SEATS, (), {})
        elif self.surpluses:
            self._transfer_surplus(self._choose(self.surpluses, most=True))
        else:
            guarded = self._guarded()
            free = [who for who in self.continuing if who not in guarded]
            fewest = self._choose(free, most=False)
            lower = tuple(who for who in guarded if self.votes[who] < self.votes[fewest])
            if lower:
                self.decisions.append(Decision("guarded", lower, "quota", {}))
            self._exclude(fewest, "fewest_votes")

    def _stage(self, kind, who, before) -> None:
        """Elect those who reach the quota, and write the stage down."""
        reached = [one for one in self.continuing if self.votes[one] >= self.quota]
        for one in self._ranked(reached):
            if len(self.elected) < self.seats and self.room.admits(self.elected, [one], self.continuing):
                self._elect([one], "quota_reached")
        status = dict.fromkeys(self.order, s.CONTINUING)
        status.update(dict.fromkeys(self.elected, s.ELECTED))
        status.update(dict.fromkeys(self.excluded, s.EXCLUDED))
        lines = tuple(
            Line(one, self._exact(self.votes[one]), self._exact(self.votes[one] - before.get(one, self.votes[one])), status[one])
            for one in self.order
        )
        number = len(self.rounds) + 1
        stuck, lost = self._exact(self.stuck), self._exact(self.lost)
        self.rounds.append(Round(number, kind, tuple(who), lines, None, stuck, lost, tuple(self.decisions)))
        self.decisions = []
        self.history.append(dict(self.votes))

    def _elect(self, who: Iterable[Id], rule: str) -> None:
        for one in who:
            if not self.room.admits(self.elected, [one], self.continuing):
                continue
            self.elected.append(one)
            self.rules[one] = rule
            self.final[one] = self.votes[one]
            del self.continuing[one]
            params = {"votes": self._exact(self.votes[one]), "quota": self._exact(self.quota)}
            self.decisions.append(Decision("elected", (one,), rule, params))
            if self.votes[one] > self.quota:
                self.surpluses.append(one)

    def _transfer_surplus(self, who: Id) -> None:
        before, total = dict(self.votes), self.votes[who]
        surplus = total - self.quota
        self.surpluses.remove(who)
        given = 0
        for value, votes, ranking, place in self.papers[who]:
            less = surplus * value // total if self.election.decimals is not None else surplus * value / Fraction(total)
            given += less * votes
            self._send(less, votes, ranking, place)
        self.papers[who] = []
        self.votes[who] = self.quota
        self.lost += surplus - given
        params = {"surplus": self._exact(surplus), "total": self._exact(total)}
        self.decisions.append(Decision("surplus", (who,), "largest_surplus", params))
        self._stage(s.SURPLUS, (who,), before)

    def _exclude(self, who: Id, rule: str) -> None:
        before = dict(self.votes)
        self.excluded.append(who)
        self.final[who] = self.votes[who]
        del self.continuing[who]
        params = {"votes": self._exact(self.votes[who])}
        if rule == "quota":
            params["label"] = self.room.hinders(self.elected, who)
        self.decisions.append(Decision("excluded", (who,), rule, params))
        for value, votes, ranking, place in self.papers[who]:
            self._send(value, votes, ranking, place)
        self.papers[who] = []
        self.votes[who] = 0
        self._stage(s.EXCLUSION, (who,), before)

    # --- papers ---

    def _deal(self, box: Box) -> None:
        piles: Counter = Counter()
        for ballot in box.ballots:
            piles[tuple(place[0] for place in ballot.places())] += ballot.votes * ballot.papers
        for ranking, votes in piles.items():
            self._send(self.unit, votes, ranking, 0)

    def _send(self, value, votes, ranking, place) -> None:
        """Give a pile, at this value a vote, to the next continuing candidate whom its papers name."""
        while place < len(ranking):
            who = ranking[place]
            place += 1
            if who in self.continuing:
                self.papers[who].append((value, votes, ranking, place))
                self.votes[who] += value * votes
                return
        self.stuck += value * votes

    # --- who is next ---

    def _choose(self, among: Iterable[Id], most: bool) -> Id:
        """The one with most (or fewest) votes; ties by the stages before, then by the tie rule."""
        among = list(among)
        pick = max if most else min
        tied = [who for who in among if self.votes[who] == pick(self.votes[one] for one in among)]
        if len(tied) == 1:
            return tied[0]
        everybody = tuple(tied)
        for number, stage in reversed(list(enumerate(self.history[:-1], 1))):
            best = pick(stage[who] for who in tied)
            fewer = [who for who in tied if stage[who] == best]
            if len(fewer) < len(tied):
                figures = tuple((who, self._exact(stage[who])) for who in tied)
                self.decisions.append(Decision("tie", everybody, "preceding_stage", {"stage": number, "figures": figures}))
                tied = fewer
            if len(tied) == 1:
                return tied[0]
        settled = self.ties.settle(tied)
        self.decisions.append(settled.decision)
        group = settled.levels[0] if most else settled.levels[-1]
        if len(group) > 1:
            if most:  # which of two equal surpluses goes first must be decided too: the lot of the same rule
                seats = len(group)
            else:
                seats = len(group) - 1
            self.pending = Pending(settled.waits_for, group, seats)
            self._halt()
        return group[0]

    def _halt(self):
        last = self.rounds[-1]
        self.rounds[-1] = Round(
            last.number, last.kind, last.who, last.lines, None, last.non_transferable, last.lost, (*last.decisions, *self.decisions)
        )
        raise _Stop

    def _ranked(self, among: Iterable[Id]) -> list[Id]:
        """By votes; equals by the stages before, then as the tie rule puts them (nobody's seat depends on it)."""
        stages = [self.votes, *reversed(self.history)]
        key = {who: tuple(-stage[who] for stage in stages) for who in among}
        equals = levels(key, key=key.__getitem__)
        return [who for level in equals for group in self.ties.settle(level).levels for who in group]

    # --- quotas ---

    def _doomed(self) -> list[Id]:
        if not self.room.quotas:
            return []
        doomed = [who for who in self.continuing if not self.room.admits(self.elected, [who], self.continuing)]
        return sorted(doomed, key=lambda who: self.votes[who])

    def _guarded(self) -> set[Id]:
        if not self.room.quotas:
            return set()
        return {
            who
            for who in self.continuing
            if not self.room.admits(self.elected, (), [other for other in self.continuing if other != who])
        }

    # --- the result ---

    def _exact(self, value) -> Fraction:
        return Fraction(value) / self.unit

    def reserves(self) -> tuple[Reserve, ...]:
        """Those without a seat: who still continued, by votes, then the excluded, last one first."""
        left = [who for who in self._ranked(self.continuing) if who not in self.elected]
        ordered = [*left, *reversed(self.excluded)]
        figure = {**self.final, **{who: self.votes[who] for who in left}}
        return tuple(Reserve(rank, who, self._exact(figure[who])) for rank, who in enumerate(ordered, 1))


def count(election: Election, box: Box) -> dict:
    """The rounds and the result of an STV election, as fields of the sheet."""
    done = Count(election, box).run()
    return {
        "rounds": tuple(done.rounds),
        "elected": tuple(
            Seat(place, who, done._exact(done.final[who]), done.rules[who]) for place, who in enumerate(done.elected, 1)
        ),
        "reserves": () if done.pending else done.reserves(),
        "pending": done.pending,
        "vacant": 0 if done.pending else election.seats - len(done.elected),
    }
