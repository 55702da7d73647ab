"""Bodies in which several administrations sit: each side needs its own quorum, or nothing is decided."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime

from ..rules.kinds import Share
from .attendance import Movement
from .proxies import Proxy
from .sitting import LOST, OPENING, REGAINED, Reading, Turn, reading_at, timeline
from .votes import Totals, Verdict


def timelines(
    sides: Mapping[Hashable, str],
    weights: Mapping[Hashable, int],
    movements: Iterable[Movement],
    proxies: Iterable[Proxy],
    share: Share,
    totals: Mapping[str, Totals],
) -> Mapping[str, tuple[Reading, ...]]:
    """The timeline of each side. ``sides``: who sits for whom; ``totals``: each side's own. A proxy counts within a side alone.

    >>> nine = datetime(2026, 4, 18, 9)
    >>> sides = {"Anna": "Lecce", "Bruno": "Lecce", "Carla": "Bergamo"}
    >>> found = timelines(sides, dict.fromkeys(sides, 1), [Movement("Anna", "in", nine)], (), Share(1, 2, False, "body"),
    ...                   {"Lecce": Totals(body=2), "Bergamo": Totals(body=1)})
    >>> [(side, [reading.verdict.reached for reading in readings]) for side, readings in found.items()]
    [('Lecce', [True]), ('Bergamo', [])]
    """
    movements, proxies = tuple(movements), tuple(proxies)
    found = {}
    for side, total in totals.items():
        own = {who: weight for who, weight in weights.items() if sides.get(who) == side}
        given = tuple(proxy for proxy in proxies if proxy.principal in own and proxy.holder in own)
        found[side] = timeline(own, movements, given, share, total)
    return found


def lacking(readings: Mapping[str, Iterable[Reading]], at: datetime) -> tuple[str, ...]:
    """The sides without a quorum at that instant: a side of which nobody came is one of them."""
    at_hand = {side: reading_at(line, at) for side, line in readings.items()}
    return tuple(side for side, reading in at_hand.items() if reading is None or not reading.verdict.reached)


def turns(whole: Iterable[Reading], readings: Mapping[str, Iterable[Reading]]) -> tuple[Turn, ...]:
    """As ``sitting.turns``, where the quorum is there only when the whole body and each side have it.

    The verdict of a turn is the whole body's where that is what is lacking, else that of the first side that lacks it.
    """
    whole = tuple(whole)
    lines = {side: tuple(line) for side, line in readings.items()}
    found: list[Turn] = []
    for at in sorted({reading.at for line in (whole, *lines.values()) for reading in line}):
        verdict = _deciding(reading_at(whole, at), lines, at)
        if verdict is None:
            continue
        if not found:
            found.append(Turn(at, OPENING, verdict))
        elif found[-1].verdict.reached != verdict.reached:
            found.append(Turn(at, REGAINED if verdict.reached else LOST, verdict))
    return tuple(found)


def _deciding(whole: Reading | None, lines: Mapping[str, tuple[Reading, ...]], at: datetime) -> Verdict | None:
    if whole is None:
        return None
    for side in lacking(lines, at) if whole.verdict.reached else ():
        reading = reading_at(lines[side], at)
        return reading.verdict if reading else whole.verdict._replace(count=0, reached=False)
    return whole.verdict
