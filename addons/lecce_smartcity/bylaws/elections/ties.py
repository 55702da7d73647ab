"""Ties, by the rules that statute or regulation put in an order.

A criterion splits the tied; those who are still equal go to the next one. Missing facts (a date of birth that nobody gave) decide
nothing: the criterion is skipped for all the tied, never held against one of them.

The lot: every tied candidate gets ``lot(seed, id)``, the SHA-256 of the seed, a vertical bar and the id. The smallest wins. With one
seed the order is drawn once for the whole count, and can be drawn again with ``printf '%s|%s' SEED ID | sha256sum``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from .levels import levels
from .model import AGE, LIST_ORDER, LOT, RUN_OFF, SENIORITY, YOUTH, Candidate, Election, Id
from .sheet import Decision


def lot(seed: str, who: Id) -> str:
    """What ``who`` draws: 64 hexadecimal digits.

    >>> lot("2026", 1)[:8], lot("2026", 2)[:8]
    ('d6d271ec', 'fce7320c')
    """
    return sha256(f"{seed}|{who}".encode()).hexdigest()


class Settled(NamedTuple):
    """The tied in order, best first; a level of several is still a tie, and ``waits_for`` (LOT, RUN_OFF) has to break it."""

    levels: tuple[tuple[Id, ...], ...]
    waits_for: str
    decision: Decision


class TieRule:
    """The tie rule of one election, for candidates; ``of_lists`` for lists, which have neither age nor seniority."""

    def __init__(self, election: Election, of_lists: bool = False):
        people: Mapping[Id, Candidate] = {} if of_lists else {item.id: item for item in election.candidates}
        facts: Mapping[str, Callable[[Id], object]] = {
            SENIORITY: lambda who: people[who].book_date,
            AGE: lambda who: people[who].born,
            # The later day first; what is shown is still the day.
            YOUTH: lambda who: people[who].born and -people[who].born.toordinal(),
            LIST_ORDER: lambda who: people[who].position or None,
            LOT: lambda who: lot(election.seed, who) if election.seed else None,
        }
        self._criteria = [(rule, facts.get(rule)) for rule in election.ties if not of_lists or rule in (LOT, RUN_OFF)]
        self._born = {who: person.born for who, person in people.items()}
        self._run_offs = [{who: place for place, who in enumerate(order)} for order in election.run_offs]
        self._order = {item.id: place for place, item in enumerate(election.lists if of_lists else election.candidates)}

    def settle(self, tied: Iterable[Id]) -> Settled:
        """Put the tied in order as far as the rules go; the decision lists each criterion and what it looked at."""
        order = [tuple(sorted(tied, key=self._order.__getitem__))]
        steps: list[tuple] = []
        waits_for, last = "", ""
        for rule, fact in self._criteria:
            if all(len(level) == 1 for level in order):
                break
            order, found = self._split(order, rule, fact)
            steps.extend((rule, tuple(values)) for values in found)
            last = rule
            if rule in (LOT, RUN_OFF) and any(len(level) > 1 for level in order):
                waits_for = rule
                break
        everybody = tuple(who for level in order for who in level)
        return Settled(tuple(order), waits_for, Decision("tie", everybody, last, {"steps": tuple(steps), "waits_for": waits_for}))

    def _split(self, order, rule, fact):
        """Split each level that is still tied; return the levels, and per level what the criterion saw."""
        after, found = [], []
        for level in order:
            if len(level) == 1:
                after.append(level)
                continue
            values = self._values(level, rule, fact)
            if values is None:
                after.append(level)
                continue
            groups = levels(level, key=values.__getitem__)
            after.extend(map(tuple, groups))
            shown = self._born if rule == YOUTH else values
            found.append([(who, shown[who]) for group in groups for who in group])
        return after, found

    def _values(self, level, rule, fact):
        if rule == RUN_OFF:
            return next((places for places in self._run_offs if all(who in places for who in level)), None)
        values = {who: fact(who) for who in level}
        return None if any(value is None for value in values.values()) else values
