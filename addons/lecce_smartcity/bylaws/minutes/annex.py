"""The annex of minutes: for each person entitled, when they were present by themselves and when through another."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable
from datetime import datetime
from typing import NamedTuple

from ..meeting.attendance import Movement, intervals
from ..meeting.proxies import Proxy

Span = tuple[datetime, datetime]


class Stay(NamedTuple):
    """When somebody was present: ``own`` in the hall, ``remote`` on the line, ``by_proxy`` through each holder."""

    own: tuple[Span, ...] = ()
    remote: tuple[Span, ...] = ()
    by_proxy: tuple[tuple[Hashable, tuple[Span, ...]], ...] = ()


def stays(
    entitled: Collection[Hashable], movements: Iterable[Movement], proxies: Iterable[Proxy], opened: datetime, closed: datetime
) -> dict[Hashable, Stay]:
    """The stays between opening and closing of those entitled who were present at all.

    A proxy makes present while its holder is there and its principal is not. Who came before the opening is there from the opening.

    >>> nine, ten, eleven = (datetime(2026, 4, 18, hour) for hour in (9, 10, 11))
    >>> moves = [Movement("Anna", "in", nine), Movement("Bruno", "in", ten)]
    >>> found = stays({"Anna", "Bruno"}, moves, [Proxy("Bruno", "Anna", datetime(2026, 4, 1))], nine, eleven)
    >>> [(span[0].hour, span[1].hour) for span in found["Bruno"].own], found["Bruno"].by_proxy[0][1][0][1].hour
    ([(10, 11)], 10)
    """
    found = intervals(movements)
    there = {who: [(stay.start, stay.end or closed, stay.remote) for stay in spans] for who, spans in found.items()}
    held: dict[Hashable, list[tuple[Hashable, tuple[Span, ...]]]] = {}
    for proxy in proxies:
        alive = (proxy.given_at, proxy.revoked_at or closed)
        mine = [stay[:2] for stay in there.get(proxy.principal, ())]
        spans = _clip((_cut(stay[:2], alive) for stay in there.get(proxy.holder, ())), opened, closed)
        spans = tuple(part for span in spans for part in _without(span, mine))
        if spans and proxy.items is None:
            held.setdefault(proxy.principal, []).append((proxy.holder, spans))
    told = {}
    for who in entitled:
        own = tuple(_clip((stay[:2] for stay in there.get(who, ()) if not stay[2]), opened, closed))
        remote = tuple(_clip((stay[:2] for stay in there.get(who, ()) if stay[2]), opened, closed))
        if own or remote or who in held:
            told[who] = Stay(own, remote, tuple(held.get(who, ())))
    return told


def _cut(span: Span, within: Span) -> Span:
    return max(span[0], within[0]), min(span[1], within[1])


def _clip(spans: Iterable[Span], opened: datetime, closed: datetime) -> list[Span]:
    return [cut for cut in (_cut(span, (opened, closed)) for span in spans) if cut[0] < cut[1]]


def _without(span: Span, others: Iterable[Span]) -> Iterable[Span]:
    """What is left of a span without the others."""
    start, end = span
    for first, last in sorted(others):
        if last <= start or first >= end:
            continue
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end
