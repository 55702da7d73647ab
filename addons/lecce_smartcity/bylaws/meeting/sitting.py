"""A sitting's attendance over time: how many are present in heads and votes, and when the quorum was lost or found again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from ..rules.kinds import Share
from .attendance import OUT, REMOTE, Movement, intervals
from .proxies import Presence, Proxy, presence
from .votes import Totals, Verdict, quorum

OPENING = "opening"
LOST = "lost"
REGAINED = "regained"


class Reading(NamedTuple):
    """Attendance from ``at`` until the next reading: heads by themselves (of them ``remote``), by proxy, and their votes."""

    at: datetime
    own: int
    remote: int
    by_proxy: int
    votes: int
    verdict: Verdict

    @property
    def heads(self) -> int:
        """All present, by themselves or by proxy."""
        return self.own + self.by_proxy


class Turn(NamedTuple):
    """The quorum was ``lost`` or ``regained`` (or stood so at the ``opening``) at that instant."""

    at: datetime
    kind: str
    verdict: Verdict


def timeline(
    weights: Mapping[Hashable, int], movements: Iterable[Movement], proxies: Iterable[Proxy], share: Share, totals: Totals
) -> tuple[Reading, ...]:
    """Attendance at every instant at which it changed, in order.

    ``weights``: votes of each member entitled to vote; movements of others are not counted (guests, members without a vote).
    A proxy comes and goes with its holder, lapses while its principal is present, and ends when revoked.

    >>> nine, ten = datetime(2026, 4, 18, 9), datetime(2026, 4, 18, 10)
    >>> moves = [Movement("Anna", "in", nine), Movement("Bruno", "in", ten)]
    >>> given = [Proxy("Bruno", "Anna", datetime(2026, 4, 1))]
    >>> readings = timeline({"Anna": 1, "Bruno": 1, "Carla": 1}, moves, given, Share(1, 2, False, "entitled"), Totals(entitled=3))
    >>> [(reading.at.hour, reading.own, reading.by_proxy, reading.verdict.reached) for reading in readings]
    [(9, 1, 1, True), (10, 2, 0, True)]

    Raises BylawError: as ``attendance.intervals``.
    """
    moves = sorted((move for move in movements if move.who in weights), key=lambda move: move.at)
    intervals(moves)
    hall = _Hall(weights, proxies)
    changes = defaultdict(list)
    for move in moves:
        changes[move.at].append(move)
    for at in hall.proxy_instants():
        changes.setdefault(at, [])
    readings = []
    for at in sorted(changes):
        for move in changes[at]:
            hall.move(move)
        reading = hall.reading(at, share, totals)
        if (readings or changes[at]) and (not readings or reading[1:] != readings[-1][1:]):
            readings.append(reading)
    return tuple(readings)


def reading(
    weights: Mapping[Hashable, int],
    hall: Mapping[Hashable, bool],
    proxies: Iterable[Proxy],
    at: datetime,
    share: Share,
    totals: Totals,
) -> Reading:
    """Attendance at one instant: what ``timeline`` says of it, without the instants before.

    ``hall``: who is there by themselves, and whether on the line.

    >>> nine = datetime(2026, 4, 18, 9)
    >>> given = [Proxy("Bruno", "Anna", datetime(2026, 4, 1))]
    >>> weights = {"Anna": 1, "Bruno": 3, "Carla": 1}
    >>> reading(weights, {"Anna": True, "a guest": False}, given, nine, Share(1, 2, False, "entitled"), Totals(entitled=3))[1:5]
    (1, 1, 1, 4)
    """
    own = {who for who in hall if who in weights}
    there = presence(own, (proxy for proxy in proxies if proxy.principal in weights), at)
    votes = sum(weights[who] for who in there)
    remote = sum(hall[who] for who in own)
    return Reading(at, len(own), remote, len(there) - len(own), votes, quorum(share, len(there), totals))


def present_with_proxies(
    weights: Mapping[Hashable, int], hall: Mapping[Hashable, bool], proxies: Iterable[Proxy], at: datetime
) -> Mapping[Hashable, Presence]:
    """How each member entitled to vote is present at ``at``: by themselves or through whom."""
    own = {who for who in hall if who in weights}
    return presence(own, (proxy for proxy in proxies if proxy.principal in weights), at)


def for_item(proxies: Iterable[Proxy], item: Hashable | None) -> tuple[Proxy, ...]:
    """The proxies that hold for an item, as if given for everything; without an item those given for everything.

    >>> noon = datetime(2026, 4, 17, 12)
    >>> given = [Proxy("Bruno", "Anna", noon), Proxy("Carla", "Anna", noon, items=frozenset({5}))]
    >>> [proxy.principal for proxy in for_item(given, 5)], [proxy.principal for proxy in for_item(given, 6)]
    (['Bruno', 'Carla'], ['Bruno'])
    """
    return tuple(
        proxy._replace(items=None) for proxy in proxies if proxy.items is None or (item is not None and item in proxy.items)
    )


class _Hall:
    """Who is in the hall; proxies are looked at only where somebody moved or a proxy began or ended."""

    def __init__(self, weights: Mapping[Hashable, int], proxies: Iterable[Proxy]):
        self.weights = weights
        self.proxies = [proxy for proxy in proxies if proxy.principal in weights and proxy.items is None]
        self.touching = defaultdict(set)
        for index, proxy in enumerate(self.proxies):
            self.touching[proxy.holder].add(index)
            self.touching[proxy.principal].add(index)
        self.present: dict[Hashable, bool] = {}
        self.represented: dict[Hashable, set[int]] = defaultdict(set)
        self.stale: set[int] = set()
        self.turning = defaultdict(set)
        for index, proxy in enumerate(self.proxies):
            self.turning[proxy.given_at].add(index)
            self.turning[proxy.revoked_at].add(index)
        self.remote = self.votes = self.by_proxy = 0
        self.proxy_votes = 0

    def proxy_instants(self) -> set[datetime]:
        """When a proxy begins or ends to have effect."""
        return {at for proxy in self.proxies for at in (proxy.given_at, proxy.revoked_at) if at is not None}

    def move(self, move: Movement) -> None:
        """Note an arrival or a departure."""
        before = self.present.pop(move.who, None)
        if before is not None:
            self.votes -= self.weights[move.who]
            self.remote -= before
        if move.kind != OUT:
            self.present[move.who] = move.kind == REMOTE
            self.votes += self.weights[move.who]
            self.remote += move.kind == REMOTE
        self.stale |= self.touching[move.who]

    def reading(self, at: datetime, share: Share, totals: Totals) -> Reading:
        """The totals at that instant."""
        self.stale |= self.turning[at]
        for index in self.stale:
            self._weigh(index, at)
        self.stale.clear()
        own = len(self.present)
        verdict = quorum(share, own + self.by_proxy, totals)
        return Reading(at, own, self.remote, self.by_proxy, self.votes + self.proxy_votes, verdict)

    def _weigh(self, index: int, at: datetime) -> None:
        proxy = self.proxies[index]
        holders = self.represented[proxy.principal]
        was = bool(holders)
        good = proxy.alive(at) and proxy.holder in self.present and proxy.principal not in self.present
        (holders.add if good else holders.discard)(index)
        step = bool(holders) - was
        self.by_proxy += step
        self.proxy_votes += step * self.weights[proxy.principal]


def turns(readings: Iterable[Reading]) -> tuple[Turn, ...]:
    """Where the quorum stood at the opening, and each time it was lost or found again.

    The story of the minutes: "alle ore 11:42 viene meno il numero legale".
    """
    found: list[Turn] = []
    for reading in readings:
        if not found:
            found.append(Turn(reading.at, OPENING, reading.verdict))
        elif found[-1].verdict.reached != reading.verdict.reached:
            found.append(Turn(reading.at, REGAINED if reading.verdict.reached else LOST, reading.verdict))
    return tuple(found)


def reading_at(readings: Iterable[Reading], at: datetime) -> Reading | None:
    """The attendance at that instant; None before anybody came."""
    last = None
    for reading in readings:
        if reading.at > at:
            break
        last = reading
    return last


def last_lost(story: Iterable[Turn]) -> Turn | None:
    """The turn since which the quorum is lacking; None while it is there or before anybody came.

    >>> short = quorum(Share(1, 2, False, "entitled"), 1, Totals(entitled=4))
    >>> last_lost([Turn(datetime(2026, 4, 18, 9), OPENING, short)]).kind
    'opening'
    """
    last = None
    for turn in story:
        last = turn
    return last if last is not None and not last.verdict.reached else None
