"""Plurality: the candidates with most votes; with fewer preferences than seats, the limited vote.

A candidate without a single vote is not elected: the seat stays vacant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from . import sheet as s
from .levels import levels
from .model import Box, Election, Id, Totals
from .quotas import Room, attainable
from .seating import Seating
from .sheet import Decision, Line, Reserve, Round, Seat
from .ties import TieRule


def tally(box: Box) -> Mapping[Id, int]:
    """Votes by candidate."""
    if isinstance(box.ballots, Totals):
        return Counter(dict(box.ballots.candidates))
    votes: Counter[Id] = Counter()
    for ballot in box.ballots:
        for who in ballot.choices:
            votes[who] += ballot.votes * ballot.papers
    return votes


def by_votes(candidates, votes: Mapping[Id, int]) -> list[list[Id]]:
    """Levels of equal votes, most first.

    >>> by_votes([1, 2, 3], Counter({1: 4, 2: 7, 3: 4}))
    [[2], [1, 3]]
    """
    return levels(candidates, key=lambda who: -votes[who])


def reserves(ranking, ties: TieRule, elected, figure, start=0, of_list=None) -> tuple[Reserve, ...]:
    """Those of ``ranking`` who have no seat, in the order in which they are called; still tied: the same rank."""
    found = []
    rank = start
    for level in ranking:
        for group in ties.settle([who for who in level if who not in elected]).levels:
            found.extend(Reserve(rank + 1, who, figure(who), of_list) for who in group)
            rank += len(group)
    return tuple(found)


def count(election: Election, box: Box) -> dict:
    """The rounds and the result of a plurality election, as fields of the sheet."""
    votes = tally(box)
    voted = [candidate.id for candidate in election.candidates if votes[candidate.id]]
    groups = {candidate.id: candidate.groups for candidate in election.candidates if votes[candidate.id]}
    quotas, vacant, short = attainable(groups, election.quotas, election.seats)
    ties = TieRule(election)
    seating = Seating(Room(groups, quotas, election.seats - vacant), ties, voted)
    ranking = by_votes(voted, votes)
    seating.call(ranking, election.seats - vacant)
    elected = set(seating.elected)
    lines = tuple(
        Line(who, Fraction(votes[who]), status=s.standing(who, elected, seating.pending))
        for who in sorted((candidate.id for candidate in election.candidates), key=lambda who: -votes[who])
    )
    passed = set(seating.passed)
    return {
        "rounds": (Round(1, s.VOTES, lines=lines, decisions=(*short, *seating.decisions, *_without_votes(election, votes))),),
        "elected": tuple(
            Seat(place, who, Fraction(votes[who]), _rule(who, passed, votes)) for place, who in enumerate(seating.elected, 1)
        ),
        "reserves": () if seating.pending else reserves(ranking, ties, elected, lambda who: Fraction(votes[who])),
        "pending": seating.pending,
        "vacant": 0 if seating.pending else election.seats - len(seating.elected),
    }


def _rule(who, passed, votes):
    """Elected in the order of votes, or on a seat that somebody with more (or as many) votes was passed over for."""
    return "reserved" if any(votes[other] >= votes[who] for other in passed) else "most_votes"


def _without_votes(election, votes):
    nobody = tuple(candidate.id for candidate in election.candidates if not votes[candidate.id])
    return (Decision("without_votes", nobody, "most_votes"),) if nobody else ()
