"""Who was in the hall (or on the line) at which moment: arrivals and departures in, intervals out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from ..errors import BylawError, Violation

IN = "in"  # came into the hall
REMOTE = "remote"  # connected
OUT = "out"  # left, or the line dropped
KINDS = (IN, REMOTE, OUT)


class Movement(NamedTuple):
    """One arrival or departure as it was noted. ``at`` is an instant with a time zone, or naive UTC throughout."""

    who: Hashable
    kind: str
    at: datetime


class Interval(NamedTuple):
    """From ``start`` (included) to ``end`` (excluded; None: still there)."""

    start: datetime
    end: datetime | None
    remote: bool

    def contains(self, at: datetime) -> bool:
        """Whether ``at`` falls in it."""
        return self.start <= at and (self.end is None or at < self.end)


def intervals(movements: Iterable[Movement]) -> Mapping[Hashable, tuple[Interval, ...]]:
    """The stays of each person, in order.

    Movements come in any order; of two at the same instant the later in the sequence happened later. Who goes from the hall to
    the line (or back) ends one stay and begins another. A stay of no length is dropped.

    >>> nine, ten = datetime(2026, 4, 18, 9), datetime(2026, 4, 18, 10)
    >>> stays = intervals([Movement("Anna", "in", nine), Movement("Anna", "out", ten)])["Anna"]
    >>> stays[0].contains(nine), stays[0].contains(ten)
    (True, False)

    Raises BylawError: ``attendance_kind_unknown``; ``left_without_arriving`` and ``arrived_twice`` with who and when, all of
    them listed.
    """
    noted = defaultdict(list)
    for movement in movements:
        if movement.kind not in KINDS:
            raise BylawError(Violation("attendance_kind_unknown", {"kind": movement.kind}))
        noted[movement.who].append(movement)
    violations: list[Violation] = []
    stays = {who: _stays(sorted(moves, key=lambda move: move.at), violations) for who, moves in noted.items()}
    if violations:
        raise BylawError(violations)
    return stays


def _stays(moves: list[Movement], violations: list[Violation]) -> tuple[Interval, ...]:
    done: list[Interval] = []
    since: Movement | None = None
    for move in moves:
        params = {"who": move.who, "at": move.at}
        if move.kind == OUT and since is None:
            violations.append(Violation("left_without_arriving", params))
            continue
        if since is not None and move.kind == since.kind:
            violations.append(Violation("arrived_twice", params))
            continue
        if since is not None and since.at < move.at:
            done.append(Interval(since.at, move.at, since.kind == REMOTE))
        since = None if move.kind == OUT else move
    if since is not None:
        done.append(Interval(since.at, None, since.kind == REMOTE))
    return tuple(done)


def present_at(stays: Mapping[Hashable, Iterable[Interval]], at: datetime) -> frozenset:
    """Who was there at that instant."""
    return frozenset(who for who, spans in stays.items() if any(span.contains(at) for span in spans))


def turning_points(movements: Iterable[Movement]) -> tuple[datetime, ...]:
    """The instants at which attendance changed, in order: between two of them nothing needs to be counted again."""
    return tuple(sorted({movement.at for movement in movements}))
