"""Lists: D'Hondt and Sainte-Laguë, preferences inside the lists, an optional threshold.

A list's votes are divided by 1, 2, 3, … (D'Hondt) or 1, 3, 5, … (Sainte-Laguë); the seats go to the highest quotients. Equal
quotients: the list with more votes, then the lot or the run-off. A list with fewer candidates than quotients leaves its seats
to the next quotients. Inside a list the seats go by preferences; in closed lists (no preferences) by the order of the list.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from . import sheet as s
from .levels import levels
from .model import DHONDT, OPEN, Box, Election, Quota, Totals
from .plurality import by_votes, reserves, tally
from .quotas import Room, attainable
from .seating import Seating
from .sheet import Decision, Line, Matrix, Pending, Round, Seat
from .ties import TieRule


def divisor(method: str, number: int) -> int:
    """The ``number``-th divisor.

    >>> [divisor("dhondt", n) for n in (1, 2, 3)], [divisor("sainte_lague", n) for n in (1, 2, 3)]
    ([1, 2, 3], [1, 3, 5])
    """
    return number if method == DHONDT else 2 * number - 1


def list_votes(election: Election, box: Box) -> Counter:
    """Votes by list: a paper that marks candidates only is a vote for their list."""
    votes: Counter = Counter({item.id: 0 for item in election.lists})
    if isinstance(box.ballots, Totals):
        votes.update(dict(box.ballots.lists))
        return votes
    list_of = {candidate.id: candidate.list for candidate in election.candidates}
    for ballot in box.ballots:
        votes[list_of[ballot.choices[0]] if ballot.list is None else ballot.list] += ballot.votes * ballot.papers
    return votes


def count(election: Election, box: Box) -> dict:
    """The rounds and the result of a list election, as fields of the sheet."""
    votes = list_votes(election, box)
    groups = {candidate.id: candidate.groups for candidate in election.candidates}
    quotas, vacant, short = attainable(groups, election.quotas, election.seats)
    seats = election.seats - vacant
    passing, first = _threshold(election, votes)
    awards, second, pending = _quotients(election, votes, passing, seats, short)
    if pending:
        return {"rounds": (first, second), "elected": (), "reserves": (), "pending": pending, "vacant": 0}
    return _fill(election, box, (first, second), awards, quotas)


# --- seats of each list ---


def _threshold(election, votes):
    total = sum(votes.values())
    passing = [item.id for item in election.lists if votes[item.id] and votes[item.id] >= election.threshold * total]
    decisions = ()
    out = tuple(item.id for item in election.lists if item.id not in passing)
    if out:
        decisions = (Decision("below_threshold", out, "threshold", {"share": election.threshold, "total": total}),)
    lines = tuple(
        Line(who, Fraction(votes[who]), status="" if who in passing else s.OUT) for who in sorted(votes, key=lambda who: -votes[who])
    )
    return passing, Round(1, s.LIST_VOTES, lines=lines, decisions=decisions)


def _quotients(election, votes, passing, seats, short):
    """Return ((quotient, list), …) in the order in which the seats are given, the round, and the tie that stops it."""
    capacity = Counter(candidate.list for candidate in election.candidates)
    offers = [
        (Fraction(votes[who], divisor(election.method, number)), votes[who], who, number)
        for who in passing
        for number in range(1, min(seats, capacity[who]) + 1)
    ]
    equals = levels(offers, key=lambda offer: (-offer[0], -offer[1]))
    offers = [offer for level in equals for offer in level]
    ties = TieRule(election, of_lists=True)
    awards, decisions, pending = [], list(short), None
    for level in equals:
        places = seats - len(awards)
        if len(level) > places > 0:
            settled = ties.settle([offer[2] for offer in level])
            decisions.append(settled.decision)
            level, pending = _first(level, settled, places)
        awards.extend(level[: max(0, places)])
        if pending:
            break
    decisions.extend(_by_more_votes(offers, len(awards)))
    decisions.extend(_exhausted(election, capacity, awards, seats))
    won = tuple((quotient, who) for quotient, _votes, who, _number in awards)
    return won, _matrix(election, votes, passing, awards, seats, tuple(decisions)), pending


def _first(level, settled, places):
    """The offers of the lists that a settled tie puts first, and the tie that is left if it still straddles the seats."""
    offers = {offer[2]: offer for offer in level}
    ordered = []
    for group in settled.levels:
        if len(ordered) < places < len(ordered) + len(group):
            return ordered, Pending(settled.waits_for, group, places - len(ordered), lists=True)
        ordered.extend(offers[who] for who in group)
    return ordered, None


def _by_more_votes(offers, taken):
    """The last seat and the first not given have the same quotient: more list votes decided."""
    if 0 < taken < len(offers) and offers[taken - 1][0] == offers[taken][0] and offers[taken - 1][1] != offers[taken][1]:
        quotient = offers[taken - 1][0]
        equal = [offer for offer in offers if offer[0] == quotient]
        params = {"quotient": quotient, "votes": tuple((offer[2], offer[1]) for offer in equal)}
        yield Decision("equal_quotients", tuple(offer[2] for offer in equal), "more_list_votes", params)


def _exhausted(election, capacity, awards, seats):
    won = Counter(offer[2] for offer in awards)
    for item in election.lists:
        if won[item.id] and won[item.id] == capacity[item.id] and won[item.id] < seats:
            yield Decision("list_exhausted", (item.id,), "quotient", {"seats": won[item.id]})


def _matrix(election, votes, passing, awards, seats, decisions):
    won = Counter(offer[2] for offer in awards)
    width = min(seats, max(won.values(), default=0) + 1)
    rows = sorted(passing, key=lambda who: -votes[who])
    columns = tuple(divisor(election.method, number) for number in range(1, width + 1))
    cells = tuple(tuple(Fraction(votes[who], column) for column in columns) for who in rows)
    taken = {(offer[2], offer[3]) for offer in awards}
    marked = tuple((row, number) for row, who in enumerate(rows) for number in range(width) if (who, number + 1) in taken)
    lines = tuple(Line(who, Fraction(won[who])) for who in rows)
    return Round(2, s.QUOTIENTS, lines=lines, matrix=Matrix(tuple(rows), columns, cells, marked), decisions=decisions)


# --- seats inside the lists ---


def _fill(election, box, rounds, awards, quotas):
    preferences = tally(box)
    if not election.allowed:  # closed lists: the figure of a candidate is the place on the list
        preferences = {candidate.id: candidate.position for candidate in election.candidates}
    ties = TieRule(election)
    inside = {item.id: _ranking(election, item.id, preferences) for item in election.lists}
    shares = Counter(who for _quotient, who in awards)
    seating, lowered = _seating(election, inside, shares, quotas, ties)
    lists = {}
    for _quotient, who in awards:
        for seated in seating.call(inside[who], 1):
            lists[seated] = who
        if seating.pending:
            break
    elected = set(seating.elected)
    named = tuple(shares)
    more = tuple(
        Round(number, s.PREFERENCES, (who,), _lines(inside[who], preferences, elected, seating.pending))
        for number, who in enumerate(named, len(rounds) + 1)
    )
    decisions = (*lowered, *seating.decisions)
    if decisions:
        more = (*more, Round(len(rounds) + len(more) + 1, s.SEATS, decisions=decisions))
    return {
        "rounds": (*rounds, *more),
        "elected": tuple(
            Seat(place, who, Fraction(preferences[who]), _rule(inside[lists[who]], who, seating), lists[who])
            for place, who in enumerate(seating.elected, 1)
        ),
        "reserves": ()
        if seating.pending
        else tuple(
            reserve
            for who in named
            for reserve in reserves(inside[who], ties, elected, lambda item: Fraction(preferences[item]), of_list=who)
        ),
        "pending": seating.pending,
        "vacant": 0 if seating.pending else election.seats - len(seating.elected),
    }


def _ranking(election, who, preferences):
    """Levels of a list: by preferences or, where none may be given, by the order of the list."""
    members = [candidate for candidate in election.candidates if candidate.list == who]
    if election.allowed:
        return by_votes([candidate.id for candidate in members], preferences)
    return [[candidate.id for candidate in level] for level in levels(members, key=lambda candidate: candidate.position)]


def _seating(election, inside, shares, quotas, ties):
    """The seating with each list's number of seats as a quota of its own, and the quotas lowered to what that allows."""
    mark = "list:{}".format
    groups = {candidate.id: {*candidate.groups, mark(candidate.list)} for candidate in election.candidates}
    of_lists = tuple(Quota(mark(who), "", shares[who], shares[who], OPEN) for who in inside)
    seats = sum(shares.values())
    both, _vacant, lowered = attainable(groups, (*of_lists, *quotas), seats)
    return Seating(Room(groups, both, seats), ties, groups), lowered


def _rule(ranking, who, seating):
    """On a quotient of the list, or on a seat for which somebody before ``who`` on that list was passed over."""
    for level in ranking:
        if who in level:
            break
        if any(other in seating.passed for other in level):
            return "reserved"
    return "quotient"


def _lines(ranking, preferences, elected, pending):
    return tuple(
        Line(who, Fraction(preferences[who]), status=s.standing(who, elected, pending)) for level in ranking for who in level
    )
