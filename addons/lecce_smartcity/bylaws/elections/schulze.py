"""Schulze's method, winning votes: who wins the strongest chain of pairwise victories.

``d[A, B]`` is the number of votes that put A before B; candidates whom a paper does not name stand last on it, together. There
is a link A → B where ``d[A, B] > d[B, A]``; the more votes for it the stronger, and with as many votes for it the one with fewer
against. A path is as strong as its weakest link; A is before B if the strongest path from A to B is stronger than the strongest
from B to A (no path is the weakest of all). With several seats, they go in that order: first all whom nobody is before, then
those whom nobody remaining is before, and so on.

Markus Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
method", Social Choice and Welfare 36 (2011).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction

from . import sheet as s
from .model import Box, Election, Id, RankedBallot
from .plurality import reserves
from .quotas import Room, attainable
from .seating import Seating
from .sheet import Decision, Line, Matrix, Round, Seat
from .ties import TieRule

Strength = tuple[int, int]
NO_PATH: Strength = (0, 0)


def pairs(candidates: Sequence[Id], ballots: Iterable[RankedBallot]) -> list[list[int]]:
    """``d``: for each row the votes that put it before the column.

    >>> pairs("ABC", [RankedBallot(("A", "B"), papers=2), RankedBallot(("B",))])
    [[0, 2, 2], [1, 0, 3], [0, 0, 0]]
    """
    piles: Counter = Counter()
    for ballot in ballots:
        piles[ballot.places()] += ballot.votes * ballot.papers
    index = {who: number for number, who in enumerate(candidates)}
    table = [[0] * len(index) for _row in index]
    for places, votes in piles.items():
        behind = set(index.values())
        for place in places:
            here = [index[who] for who in place]
            behind.difference_update(here)
            for row in here:
                cells = table[row]
                for column in behind:
                    cells[column] += votes
    return table


def paths(wins: Sequence[Sequence[int]]) -> list[list[Strength]]:
    """``p``: the weakest link (votes for it, minus the votes against) of the strongest path from each row to each column.

    >>> paths([[0, 2, 2], [1, 0, 3], [0, 0, 0]])
    [[(0, 0), (2, -1), (2, 0)], [(0, 0), (0, 0), (3, 0)], [(0, 0), (0, 0), (0, 0)]]
    """
    size = range(len(wins))
    strength = [[(wins[a][b], -wins[b][a]) if wins[a][b] > wins[b][a] else NO_PATH for b in size] for a in size]
    for through in size:
        onward = strength[through]
        for start in size:
            first = strength[start][through]
            if start == through or first == NO_PATH:
                continue
            row = strength[start]
            for end in size:
                if end != start and (reach := min(first, onward[end])) > row[end]:
                    row[end] = reach
    return strength


def order(candidates: Sequence[Id], strength: Sequence[Sequence[Strength]]) -> list[list[Id]]:
    """Levels: whom nobody is before, then whom nobody remaining is before, …

    >>> order("ABC", paths([[0, 2, 2], [1, 0, 3], [0, 0, 0]]))
    [['A'], ['B'], ['C']]
    """
    left = list(range(len(candidates)))
    levels = []
    while left:
        top = [one for one in left if all(strength[one][other] >= strength[other][one] for other in left)]
        levels.append([candidates[one] for one in top])
        left = [one for one in left if one not in set(top)]
    return levels


def count(election: Election, box: Box) -> dict:
    """The rounds and the result of a Schulze election, as fields of the sheet."""
    candidates = [candidate.id for candidate in election.candidates]
    wins = pairs(candidates, box.ballots)
    strength = paths(wins)
    levels = order(candidates, strength) if box.ballots else []
    groups = {candidate.id: candidate.groups for candidate in election.candidates}
    quotas, vacant, short = attainable(groups, election.quotas, election.seats)
    ties = TieRule(election)
    seating = Seating(Room(groups, quotas, election.seats - vacant), ties, candidates)
    seating.call(levels, election.seats - vacant)
    elected = set(seating.elected)

    def figure(who):
        return Fraction(_beaten(candidates, strength, who))

    ranks = [(rank, who) for rank, level in enumerate(levels, 1) for who in level]
    seats = tuple(Seat(place, who, figure(who), _rule(who, seating, levels)) for place, who in enumerate(seating.elected, 1))
    lines = tuple(Line(who, Fraction(rank), status=s.standing(who, elected, seating.pending)) for rank, who in ranks)
    return {
        "rounds": (
            Round(1, s.PAIRS, matrix=_matrix(candidates, wins)),
            Round(2, s.PATHS, matrix=_matrix(candidates, strength, _link)),
            Round(3, s.SEATS, lines=lines, decisions=(*short, *_levels(levels), *seating.decisions)),
        ),
        "elected": seats,
        "reserves": () if seating.pending else reserves(levels, ties, elected, figure),
        "pending": seating.pending,
        "vacant": 0 if seating.pending else election.seats - len(seating.elected),
    }


def _link(strength: Strength) -> tuple[Fraction, ...] | None:
    """The votes for and against the weakest link, as printed."""
    return None if strength == NO_PATH else (Fraction(strength[0]), Fraction(-strength[1]))


def _matrix(candidates, table, cell=Fraction):
    size = range(len(candidates))
    cells = tuple(tuple(None if a == b else cell(table[a][b]) for b in size) for a in size)
    marked = tuple((a, b) for a in size for b in size if table[a][b] > table[b][a])
    return Matrix(tuple(candidates), tuple(candidates), cells, marked)


def _beaten(candidates, strength, who):
    """How many others ``who`` is before: the figure printed beside a seat."""
    one = candidates.index(who)
    return sum(strength[one][other] > strength[other][one] for other in range(len(candidates)))


def _levels(levels):
    for rank, level in enumerate(levels, 1):
        yield Decision("path_order", tuple(level), "path", {"rank": rank})


def _rule(who, seating, levels):
    place = next(index for index, level in enumerate(levels) if who in level)
    before = {other for level in levels[: place + 1] for other in level}
    return "reserved" if before & set(seating.passed) else "path"
