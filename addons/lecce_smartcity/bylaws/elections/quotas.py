"""Reserved seats and quotas: who may still be seated without making them impossible.

One rule for every method: seats are given in the order that the votes make, and a candidate is *passed over* when seating
them would leave the quotas impossible to meet with the seats and candidates that remain. With a single reserved seat this
is the usual substitution: the last elected gives way to the most voted candidate of the group that is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .model import OPEN, VACANT, Id, Quota
from .sheet import Decision


class Room:
    """The quotas over the candidates who can be seated.

    >>> groups = {1: {"man"}, 2: {"man"}, 3: {"woman"}}
    >>> room = Room(groups, (Quota("woman", "women", minimum=1),), seats=2)
    >>> room.admits([1], [2], [3]), room.admits([1], [3], [2])
    (False, True)
    """

    def __init__(self, groups: Mapping[Id, Iterable[str]], quotas: tuple[Quota, ...], seats: int):
        self.quotas = quotas
        self.seats = seats
        self._marks = {
            who: tuple(quota.group in belongs for quota in quotas) for who, belongs in ((w, frozenset(g)) for w, g in groups.items())
        }

    def admits(self, elected: Iterable[Id], more: Iterable[Id], others: Iterable[Id]) -> bool:
        """Whether ``more`` can all be seated beside ``elected`` so that some of ``others`` can still complete the quotas."""
        seated = [*elected, *more]
        if len(seated) > self.seats:
            return False
        if not self.quotas:
            return True
        counts = [sum(self._marks[who][index] for who in seated) for index in range(len(self.quotas))]
        caps = [
            self.seats if quota.maximum is None else quota.maximum - count for quota, count in zip(self.quotas, counts, strict=True)
        ]
        if min(caps) < 0:
            return False
        missing = tuple(max(0, quota.minimum - count) for quota, count in zip(self.quotas, counts, strict=True))
        if not any(missing):
            return True
        taken = set(seated)
        available = Counter(self._marks[who] for who in others if who not in taken)
        return _can_complete(missing, tuple(caps), self.seats - len(seated), sorted(available.items(), reverse=True))

    def hinders(self, elected: Iterable[Id], who: Id) -> str:
        """The label of the quota because of which ``who`` is passed over: a maximum reached, else one that is still to be met."""
        elected = list(elected)
        named = [(index, quota) for index, quota in enumerate(self.quotas) if quota.label]
        for index, quota in named:
            count = sum(self._marks[item][index] for item in elected)
            if quota.maximum is not None and self._marks[who][index] and count >= quota.maximum:
                return quota.label
        for index, quota in named:
            if not self._marks[who][index] and sum(self._marks[item][index] for item in elected) < quota.minimum:
                return quota.label
        return ""


def _can_complete(missing, caps, seats, kinds, start=0, memo=None) -> bool:
    """Whether candidates of ``kinds`` ((marks, how many), …) can fill what is ``missing`` within ``caps`` and ``seats``."""
    if not any(missing):
        return True
    if start == len(kinds) or seats == 0:
        return False
    memo = {} if memo is None else memo
    key = (start, missing, caps, seats)
    if key not in memo:
        memo[key] = any(_can_complete(*state, kinds, start + 1, memo) for state in _choices(missing, caps, seats, *kinds[start]))
    return memo[key]


def _choices(missing, caps, seats, marks, number):
    """What is left after taking the most, …, none of one kind; more than what is missing of its quotas is never needed."""
    useful = max((need for need, mark in zip(missing, marks, strict=True) if mark), default=0)
    limit = min(number, seats, useful, *(cap for cap, mark in zip(caps, marks, strict=True) if mark), number)
    for count in range(limit, -1, -1):
        yield (
            tuple(max(0, need - count) if mark else need for need, mark in zip(missing, marks, strict=True)),
            tuple(cap - count if mark else cap for cap, mark in zip(caps, marks, strict=True)),
            seats - count,
        )


def attainable(
    groups: Mapping[Id, Iterable[str]], quotas: tuple[Quota, ...], seats: int
) -> tuple[tuple[Quota, ...], int, tuple[Decision, ...]]:
    """The quotas lowered to what these candidates can meet, how many seats stay vacant for it, and the decisions.

    Maximums always hold. Minimums are taken in the order in which they are written: an earlier one is never lowered for a
    later one.

    >>> one = (Quota("woman", "women", minimum=2, if_short="vacant"),)
    >>> quotas, vacant, decisions = attainable({1: {"man"}, 2: {"woman"}}, one, seats=3)
    >>> quotas[0].minimum, vacant, decisions[0].code
    (1, 1, 'quota_short')
    """
    lowered = lower(groups, quotas, seats, (), groups)
    decisions, vacant = [], 0
    for quota, possible in zip(quotas, lowered, strict=True):
        short = quota.minimum - possible.minimum
        if short:
            empty = min(short, seats - vacant) if quota.if_short == VACANT else 0
            vacant += empty
            params = {"label": quota.label, "asked": quota.minimum, "possible": possible.minimum, "vacant": empty}
            decisions.append(Decision("quota_short", (), VACANT if empty else OPEN, params))
    return lowered, vacant, tuple(decisions)


def lower(
    groups: Mapping[Id, Iterable[str]], quotas: tuple[Quota, ...], seats: int, seated: Iterable[Id], others: Iterable[Id]
) -> tuple[Quota, ...]:
    """The quotas with each minimum lowered to what ``others`` can still add to those ``seated``.

    A maximum that those seated exceed already is dropped: it can no longer hold.
    """
    seated, others = tuple(seated), tuple(others)
    kept = [
        replace(
            quota,
            minimum=0,
            maximum=quota.maximum if Room(groups, (replace(quota, minimum=0),), seats).admits(seated, (), ()) else None,
        )
        for quota in quotas
    ]
    for index, quota in enumerate(quotas):
        for minimum in range(quota.minimum, 0, -1):
            attempt = replace(kept[index], minimum=minimum)
            if Room(groups, (*kept[:index], attempt, *kept[index + 1 :]), seats).admits(seated, (), others):
                kept[index] = attempt
                break
    return tuple(kept)
