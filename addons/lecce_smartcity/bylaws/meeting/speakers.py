"""Who speaks next, and for how long: the list of speakers of a sitting."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import datetime
from typing import NamedTuple

FLOOR = "floor"
FAVOUR = "favour"
AGAINST = "against"
ORDER = "order"  # a point of order: on how the sitting is held, heard before anything else
KINDS = (FLOOR, FAVOUR, AGAINST, ORDER)


class Request(NamedTuple):
    """Somebody asked for the floor."""

    who: Hashable
    kind: str
    asked_at: datetime


class Clock(NamedTuple):
    """A speaker's time. ``spoken``: whole seconds until the last pause; ``since``: when it began to run again, None if it stands.

    >>> noon = datetime(2026, 4, 18, 12)
    >>> clock = Clock(spoken=0, since=noon, limit=180)
    >>> clock.elapsed(noon.replace(minute=2)), clock.left(noon.replace(minute=2))
    (120, 60)
    >>> clock.paused(noon.replace(minute=4)).left(noon.replace(minute=30))
    -60
    """

    spoken: int
    since: datetime | None
    limit: int = 0

    def elapsed(self, at: datetime) -> int:
        """Seconds spoken until ``at``; a clock that was set back costs nobody a second."""
        running = int((at - self.since).total_seconds()) if self.since else 0
        return self.spoken + max(0, running)

    def left(self, at: datetime) -> int | None:
        """Seconds left at ``at``, negative when over; None without a limit."""
        return self.limit - self.elapsed(at) if self.limit else None

    def paused(self, at: datetime) -> Clock:
        """The clock stands from ``at`` on."""
        return Clock(self.elapsed(at), None, self.limit)

    def running(self, at: datetime) -> Clock:
        """The clock runs from ``at`` on."""
        return Clock(self.elapsed(at), at, self.limit)


def in_order(requests: Iterable[Request]) -> tuple[Request, ...]:
    """The list as it is called: points of order first, then in the order of asking.

    >>> nine, ten = datetime(2026, 4, 18, 9), datetime(2026, 4, 18, 10)
    >>> asked = [Request("Anna", "floor", nine), Request("Bruno", "order", ten), Request("Carla", "against", ten)]
    >>> [request.who for request in in_order(asked)]
    ['Bruno', 'Anna', 'Carla']
    """
    return tuple(sorted(requests, key=lambda request: (request.kind != ORDER, request.asked_at)))
