"""Seats given from an order of candidates: ties and quotas applied where they decide something.

Used by every method whose votes make an order (plurality, lists, Schulze). STV seats as it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .model import Id
from .quotas import Room
from .sheet import Decision, Pending
from .ties import Settled, TieRule

Levels = Sequence[Sequence[Id]]  # best first; several in a level are equal in votes


class Seating:
    """Who has a seat so far, what was decided on the way, and the tie at which it had to stop."""

    def __init__(self, room: Room, ties: TieRule, everybody: Iterable[Id]):
        self.room = room
        self.ties = ties
        self.everybody = tuple(everybody)
        self.elected: list[Id] = []
        self.passed: list[Id] = []
        self.decisions: list[Decision] = []
        self.pending: Pending | None = None
        self._settled: dict[tuple[Id, ...], Settled] = {}  # a tie is broken once, however often its level is called

    def call(self, levels: Levels, limit: int) -> list[Id]:
        """Seat up to ``limit`` candidates from ``levels``; return them in order. Stops at a tie that it may not break."""
        before = len(self.elected)
        goal = before + limit
        for level in levels:
            if len(self.elected) >= goal or self.pending:
                break
            open_ = self._open(level)
            if not open_:
                continue
            if self._admits(open_) and tuple(level) not in self._settled:
                self._seat(self._ordered(open_), goal)
            else:
                self._decide(tuple(level), open_, goal)
        return self.elected[before:]

    def _decide(self, level: tuple[Id, ...], tied: Sequence[Id], goal: int) -> None:
        """A level of which not everybody can be seated: break the tie, or wait for those who must."""
        if level not in self._settled:
            self._settled[level] = self.ties.settle(tied)
            if len(tied) > 1:
                self.decisions.append(self._settled[level].decision)
        settled = self._settled[level]
        for group in settled.levels:
            if len(self.elected) >= goal:
                break
            open_ = self._open(group)
            if not open_:
                continue
            if not self._admits(open_):
                self.pending = Pending(settled.waits_for, tuple(open_), self._most(open_))
                break
            self._seat(open_, goal)

    def _open(self, level: Iterable[Id]) -> list[Id]:
        """Those of a level who could be seated, one by one; the others are passed over."""
        kept = []
        for who in level:
            if who in self.elected or who in self.passed:
                continue
            if self._admits([who]):
                kept.append(who)
            elif len(self.elected) < self.room.seats:
                self.passed.append(who)
                label = self.room.hinders(self.elected, who)
                self.decisions.append(Decision("passed_over", (who,), "quota", {"label": label}))
        return kept

    def _admits(self, more: Sequence[Id]) -> bool:
        return self.room.admits(self.elected, more, self.everybody)

    def _most(self, tied: Sequence[Id]) -> int:
        """How many of the tied can be seated together."""
        together: list[Id] = []
        for who in tied:
            if self._admits([*together, who]):
                together.append(who)
        return len(together)

    def _ordered(self, level: Sequence[Id]) -> list[Id]:
        """A level that is seated whole: the tie rule orders it, and need not decide anything."""
        return [who for group in self.ties.settle(level).levels for who in group]

    def _seat(self, level: Sequence[Id], goal: int) -> None:
        self.elected.extend(level[: goal - len(self.elected)])
