"""Absences from the meetings of a body: when so many running, without a reason, let a statute propose that an office lapses.

Statutes write it as "decade dopo tre assenze consecutive non giustificate". The office does not end by itself: the body takes note
of it after hearing who was absent.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

PRESENT = "present"
EXCUSED = "excused"
ABSENT = "absent"


class Attended(NamedTuple):
    """How one holder stood towards one meeting of the body."""

    who: Hashable
    on: date
    standing: str


class Run(NamedTuple):
    """Absences running, up to the last meeting: how many, from the first to the last day."""

    count: int
    first: date
    last: date


def running(attended: Iterable[Attended]) -> Mapping[Hashable, Run]:
    """Who has been absent without a reason from the last meetings running.

    An excused absence neither counts nor breaks the run; being there ends it.

    >>> days = [date(2026, month, 1) for month in (1, 2, 3, 4)]
    >>> told = [Attended("Anna", day, how) for day, how in zip(days, ("present", "absent", "excused", "absent"))]
    >>> running(told)["Anna"]
    Run(count=2, first=datetime.date(2026, 2, 1), last=datetime.date(2026, 4, 1))
    """
    runs: dict[Hashable, Run] = {}
    for fact in sorted(attended, key=lambda one: one.on):
        if fact.standing == PRESENT:
            runs.pop(fact.who, None)
        elif fact.standing == ABSENT:
            before = runs.get(fact.who)
            runs[fact.who] = Run(before.count + 1 if before else 1, before.first if before else fact.on, fact.on)
    return runs
