"""Unbroken memberships within one history: from an admission to the cessation that ends it.

Two registrations of one person are held against each other by their spells.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date
from typing import NamedTuple

from . import history, states
from .errors import BylawError


class Spell(NamedTuple):
    """Membership in [date_from, date_to); ``keys``: its events, the application before it included."""

    date_from: date
    date_to: date | None
    keys: tuple[Hashable, ...]


def spells(events: Iterable[history.Event]) -> list[Spell]:
    """The memberships in a history, oldest first; annulled events belong to none.

    >>> Event = history.Event
    >>> found = spells([
    ...     Event(1, "application", date(2015, 1, 2)),
    ...     Event(2, "admission", date(2015, 2, 1), category="ordinary"),
    ...     Event(3, "withdrawal", date(2019, 12, 31)),
    ...     Event(4, "readmission", date(2022, 3, 1), category="ordinary"),
    ... ])
    >>> [(str(s.date_from), str(s.date_to), s.keys) for s in found]
    [('2015-02-01', '2020-01-01', (1, 2, 3)), ('2022-03-01', 'None', (4,))]

    Raises BylawError as ``history.fold`` does.
    """
    events = list(events)
    history.fold(events)  # all of it makes sense, or nothing is said of it
    violations: list = []
    corrected = history._apply_corrections(events, violations)
    found: list[Spell] = []
    begun, keys, status = None, [], None
    for day, _sequence, key, event in history._in_order(corrected, violations):
        keys.append(key)
        status = states.TRANSITIONS[status, event.type]
        if status in states.MEMBER_STATUSES:
            begun = begun or day
        elif begun:
            found.append(Spell(begun, day, tuple(keys)))
            begun, keys = None, []
        elif status == states.NOT_ADMITTED:
            keys = []
    if begun:
        found.append(Spell(begun, None, tuple(keys)))
    return found


def overlap(one: Spell, other: Spell) -> bool:
    """Whether the two have a day in common.

    >>> a = Spell(date(2015, 1, 1), date(2020, 1, 1), ())
    >>> overlap(a, Spell(date(2020, 1, 1), None, ())), overlap(a, Spell(date(2019, 12, 31), None, ()))
    (False, True)
    """
    return (other.date_to is None or one.date_from < other.date_to) and (
        one.date_to is None or other.date_from < one.date_to
    )


def covers(found: Iterable[Spell], day: date) -> bool:
    """Whether ``day`` lies in one of these spells."""
    return any(spell.date_from <= day and (spell.date_to is None or day < spell.date_to) for spell in found)


def redundant(duplicate: Iterable[history.Event], kept: Iterable[Spell]) -> list[Hashable]:
    """The events of a duplicate registration to be annulled, because they repeat a membership that is kept.

    Those of the spells that overlap a kept one; all of the duplicate's memberships where what
    would be left does not make sense by itself (a readmission of nobody). Empty: the two never
    overlap, and both stay.

    >>> Event = history.Event
    >>> kept = [Spell(date(2016, 1, 1), None, ())]
    >>> redundant([Event(1, "admission", date(2018, 1, 1), category="ordinary")], kept)
    [1]
    >>> redundant([Event(1, "admission", date(2010, 1, 1), category="ordinary"),
    ...            Event(2, "withdrawal", date(2012, 12, 31)),
    ...            Event(3, "readmission", date(2018, 1, 1), category="ordinary")], kept)
    [3]
    """
    events = list(duplicate)
    kept = list(kept)
    mine = spells(events)
    doubled = [spell for spell in mine if any(overlap(spell, other) for other in kept)]
    keys = [key for spell in doubled for key in spell.keys]
    if not keys or _makes_sense(events, keys):
        return keys
    return [key for spell in mine for key in spell.keys]


def _makes_sense(events: list[history.Event], annulled: list[Hashable]) -> bool:
    gone = set(annulled)
    try:
        history.fold(event for event in events if event.key not in gone and event.corrects not in gone)
    except BylawError:
        return False
    return True


def lost_days(duplicate: Iterable[Spell], kept: Iterable[Spell]) -> list[tuple[date, date | None]]:
    """The ranges [from, to) in which only the duplicate says that the person was a member.

    >>> lost_days([Spell(date(2015, 1, 1), date(2020, 1, 1), ())],
    ...           [Spell(date(2016, 1, 1), None, ())])
    [(datetime.date(2015, 1, 1), datetime.date(2016, 1, 1))]
    """
    found = []
    ordered = sorted(kept, key=lambda spell: spell.date_from)
    for spell in duplicate:
        day, end = spell.date_from, spell.date_to
        for other in ordered:
            if other.date_to is not None and other.date_to <= day:
                continue
            if end is not None and other.date_from >= end:
                break
            if other.date_from > day:
                found.append((day, other.date_from))
            day = other.date_to
            if day is None or (end is not None and day >= end):
                break
        else:
            found.append((day, end))
            continue
        if day is not None and (end is None or day < end):
            found.append((day, end))
    return found
