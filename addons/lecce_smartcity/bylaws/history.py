"""From the appended events of one membership to the status and category of every day.

Events are never edited: a correction annotates another event, and a correction may itself be
corrected. The fold applies them, orders what remains and walks the table of transitions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from . import states
from .errors import BylawError, Violation

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Event:
    """One dated fact in the life of a membership.

    key                 any hashable, sortable id, unique in the history
    type                one of states.EVENT_TYPES
    effective_date      first day of the new state; for a cessation the last day of membership
    category            asked for (application) or given (admission, readmission, change)
    corrects            for a correction: the key of the event that it corrects
    annuls              for a correction: True takes the corrected event away; a correction
                        that is itself annulled stops having effect
    new_effective_date  for a correction: replaces the corrected event's date; None keeps it
    new_category        for a correction: replaces the corrected event's category
    sequence            order of recording; decides between events of the same day
    """

    key: Hashable
    type: str
    effective_date: date
    category: Hashable | None = None
    corrects: Hashable | None = None
    annuls: bool = False
    new_effective_date: date | None = None
    new_category: Hashable | None = None
    sequence: int = 0


class Period(NamedTuple):
    """Status and category in [date_from, date_to); date_to None means still so."""

    date_from: date
    date_to: date | None
    status: str
    category: Hashable | None
    event_key: Hashable


def fold(events: Iterable[Event]) -> list[Period]:
    """The periods of one membership, oldest first, the last one open.

    The order of ``events`` does not matter. From the first event on every day lies in exactly
    one period. Entering events count from the start of their day, cessations from the end of
    it (c.c. 24(2): withdrawal takes effect "con lo scadere dell'anno").

    >>> periods = fold([
    ...     Event(1, "admission", date(2015, 2, 1), category="ordinary"),
    ...     Event(2, "withdrawal", date(2026, 12, 31)),
    ... ])
    >>> [(str(p.date_from), str(p.date_to), p.status) for p in periods]
    [('2015-02-01', '2027-01-01', 'active'), ('2027-01-01', 'None', 'ceased')]

    Raises BylawError with every violation found: ``transition_not_allowed``,
    ``admission_of_former_member``, ``readmission_without_membership``, ``category_missing``,
    ``correction_of_unknown_event``, ``correction_cycle``, ``event_key_repeated``,
    ``event_type_unknown``, ``date_out_of_range``.
    """
    events = list(events)
    violations = _repeated_keys(events)
    if any(event.type == states.CORRECTION for event in events):
        events = _apply_corrections(events, violations)
    changes = _walk(_in_order(events, violations), violations)
    if violations:
        raise BylawError(violations)
    return _periods(changes)


def corrected(events: Iterable[Event]) -> list[Event]:
    """The events as their corrections left them, without the corrections, in the order of effect.

    >>> [str(event.effective_date) for event in corrected([
    ...     Event(1, "admission", date(2015, 2, 1), category="ordinary"),
    ...     Event(2, "correction", date(2026, 6, 30), corrects=1, new_effective_date=date(2015, 3, 1)),
    ...     Event(3, "application", date(2015, 1, 1)),
    ... ])]
    ['2015-01-01', '2015-03-01']

    Raises BylawError for corrections that correct nothing or each other in a circle, and for
    events without a type or day.
    """
    events = list(events)
    violations: list[Violation] = []
    if any(event.type == states.CORRECTION for event in events):
        events = _apply_corrections(events, violations)
    steps = _in_order(events, violations)
    if violations:
        raise BylawError(violations)
    return [step[3] for step in steps]


def period_on(periods: Iterable[Period], day: date) -> Period | None:
    """The period that contains ``day``; None before the first event."""
    for period in periods:
        if period.date_from <= day and (period.date_to is None or day < period.date_to):
            return period
    return None


def status_on(periods: Iterable[Period], day: date) -> str | None:
    """The status on ``day``; None before the first event.

    >>> periods = fold([Event(1, "application", date(2026, 1, 2))])
    >>> status_on(periods, date(2026, 1, 1)), status_on(periods, date(2026, 1, 2))
    (None, 'applicant')
    """
    period = period_on(periods, day)
    return period.status if period else None


def transitions_from(status: str | None, was_member: bool) -> set[str]:
    """The event types that may come next, for a form that offers only what is allowed.

    ``was_member``: whether the person was a member at any time before. Corrections are always
    possible and not listed.

    >>> sorted(transitions_from("applicant", was_member=False))
    ['admission', 'refusal', 'withdrawal']
    >>> sorted(transitions_from("ceased", was_member=True))
    ['application', 'readmission']
    """
    out_of_place = states.ADMISSION if was_member else states.READMISSION
    return {
        event
        for (origin, event) in states.TRANSITIONS
        if origin == status and event != out_of_place
    }


def _repeated_keys(events: Sequence[Event]) -> list[Violation]:
    if len({event.key for event in events}) == len(events):
        return []
    seen, repeated = set(), {}
    for event in events:
        if event.key in seen:
            repeated[event.key] = Violation("event_key_repeated", {"key": event.key})
        seen.add(event.key)
    return list(repeated.values())


def _in_order(events: Iterable[Event], violations: list[Violation]) -> list[tuple]:
    """(boundary day, sequence, key, event) sorted; the key makes the order total."""
    steps = []
    for event in events:
        boundary = event.effective_date
        if event.type in states.CESSATIONS:
            try:
                boundary += _ONE_DAY
            except OverflowError:
                violations.append(Violation("date_out_of_range", _about(event)))
                continue
        elif event.type not in states.ENTERING:
            violations.append(Violation("event_type_unknown", _about(event)))
            continue
        steps.append((boundary, event.sequence, event.key, event))
    # Not by the event itself: two events with one key (a violation already) do not compare.
    steps.sort(key=lambda step: step[:3])
    return steps


def _walk(steps: Iterable[tuple], violations: list[Violation]) -> list[tuple]:
    """(day, status, category, event key) at every change; an impossible event is skipped."""
    status, category, was_member = None, None, False
    changes = []
    for boundary, _sequence, _key, event in steps:
        refusal = _refusal(status, was_member, event)
        if refusal:
            violations.append(refusal)
            continue
        status = states.TRANSITIONS[status, event.type]
        if event.type in states.NEEDS_CATEGORY or event.type == states.APPLICATION:
            category = event.category
        was_member = was_member or status in states.MEMBER_STATUSES
        changes.append((boundary, status, category, event.key))
    return changes


def _refusal(status: str | None, was_member: bool, event: Event) -> Violation | None:
    kind = event.type
    if kind == states.READMISSION and not was_member:
        return Violation("readmission_without_membership", _about(event, status))
    if kind == states.ADMISSION and was_member and status not in states.MEMBER_STATUSES:
        return Violation("admission_of_former_member", _about(event, status))
    if (status, kind) not in states.TRANSITIONS:
        return Violation("transition_not_allowed", _about(event, status))
    if kind in states.NEEDS_CATEGORY and event.category is None:
        return Violation("category_missing", _about(event, status))
    return None


def _about(event: Event, status: str | None = None) -> dict[str, object]:
    return {
        "from": status,
        "event": event.type,
        "date": event.effective_date,
        "key": event.key,
    }


def _periods(changes: Sequence[tuple]) -> list[Period]:
    periods = []
    for index, (day, status, category, key) in enumerate(changes):
        end = changes[index + 1][0] if index + 1 < len(changes) else None
        if day != end:  # two changes on one day: nobody lived in the first of them
            periods.append(Period(day, end, status, category, key))
    return periods


def _apply_corrections(events: Sequence[Event], violations: list[Violation]) -> list[Event]:
    """The events as corrected, without the corrections.

    Works from the outermost corrections inwards, so that one is applied only after those that
    correct it; what is never reached corrects itself in a circle.
    """
    by_key = {event.key: event for event in events}
    corrections = defaultdict(list)
    for event in events:
        if event.type == states.CORRECTION:
            if event.corrects in by_key:
                corrections[event.corrects].append(event.key)
            else:
                params = {"key": event.key, "corrects": event.corrects}
                violations.append(Violation("correction_of_unknown_event", params))
    waiting = {key: len(corrections[key]) for key in by_key}
    ready = [key for key, count in waiting.items() if not count]
    settled: dict[Hashable, Event | None] = {}
    while ready:
        key = ready.pop()
        amendments = [settled[one] for one in corrections[key] if settled[one]]
        settled[key] = _amended(by_key[key], amendments)
        target = by_key[key].corrects
        if by_key[key].type == states.CORRECTION and target in waiting:
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    violations.extend(_cycles(by_key, settled))
    return [event for event in settled.values() if event and event.type != states.CORRECTION]


def _cycles(by_key, settled) -> list[Violation]:
    return [
        Violation("correction_cycle", {"key": key, "corrects": event.corrects})
        for key, event in by_key.items()
        if key not in settled and event.type == states.CORRECTION
    ]


def _amended(event: Event, corrections: Iterable[Event]) -> Event | None:
    """The event after its corrections, later ones over earlier ones; None if annulled."""
    by_recording = sorted(corrections, key=lambda c: (c.sequence, c.effective_date, c.key))
    if any(correction.annuls for correction in by_recording):
        return None
    for correction in by_recording:
        event = _replaced(event, correction.new_effective_date, correction.new_category)
    return event


def _replaced(event: Event, new_date: date | None, new_category: Hashable | None) -> Event:
    # What a correction says about another correction replaces what that one says, not the
    # day on which it was made.
    dated, classed = (
        ("new_effective_date", "new_category")
        if event.type == states.CORRECTION
        else ("effective_date", "category")
    )
    changes = {}
    if new_date is not None:
        changes[dated] = new_date
    if new_category is not None:
        changes[classed] = new_category
    return replace(event, **changes) if changes else event
