"""Convening: when the second call may be, until when a notice can still be in time, when members oblige the board to convene.

C.c. 20(2): "quando se ne ravvisa la necessità o quando ne è fatta richiesta motivata da almeno un decimo degli associati"; c.c. 2369
by analogy for the second call.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from ..errors import Violation
from ..rules.kinds import Days, Duration, Flag, Hours, Months, Share, Years
from ..rules.resolution import FROM_LAW, Ruling
from ..terms import after
from .notice import ROME, last_day_to_reach, legal_day

CLEAR = "clear"


def second_call(
    first: datetime, second: datetime, gap: Ruling, same_day: Ruling, within: Ruling | None = None
) -> tuple[Violation, ...]:
    """What is wrong with the second call; instants with a time zone.

    ``gap``, ``same_day`` and ``within`` are the rulings on ``second_call.*``. A statute that allows the same day puts aside the day
    that the law's analogy asks for.
    """
    days = (legal_day(first), legal_day(second))
    if second <= first:
        return (Violation("second_call_before_first", {}),)
    found = []
    allowed = same_day.value == Flag(True)
    if days[0] == days[1] and not allowed:
        found.append(Violation("second_call_same_day", {"article": same_day.citation, "earliest": days[0] + timedelta(days=1)}))
    elif not (allowed and gap.origin == FROM_LAW) and not _apart(first, second, gap.value):
        found.append(Violation("second_call_too_early", {"article": gap.citation, "gap": gap.value}))
    if within and days[1] > after(days[0], within.value):
        found.append(Violation("second_call_too_late", {"article": within.citation, "latest": after(days[0], within.value)}))
    return tuple(found)


def _apart(first: datetime, second: datetime, gap: Duration) -> bool:
    if isinstance(gap, Hours):
        return second - first >= timedelta(hours=gap.count)
    return legal_day(second) >= after(legal_day(first), gap)


def earliest_second_call(first: datetime, gap: Duration) -> datetime:
    """A second call as early as the gap allows: at the same hour where the gap is one of days.

    >>> from datetime import timezone
    >>> earliest_second_call(datetime(2026, 4, 18, 15, tzinfo=timezone.utc), Hours(24))
    datetime.datetime(2026, 4, 19, 15, 0, tzinfo=datetime.timezone.utc)
    """
    if isinstance(gap, Hours):
        return first + timedelta(hours=gap.count)
    # By the clock on the wall: summer time may begin or end that night.
    local = first.astimezone(ROME) + timedelta(days=(after(legal_day(first), gap) - legal_day(first)).days)
    return local.astimezone(first.tzinfo)


class SendBy(NamedTuple):
    """Until when a notice can be in time: the last day in Rome, and the instant where the term is one of hours."""

    day: date
    at: datetime | None = None

    def passed(self, now: datetime) -> bool:
        """Whether it is too late now (an instant with a time zone)."""
        return now > self.at if self.at else legal_day(now) > self.day


def send_by(meeting: datetime, term: Duration, counting: str = CLEAR) -> SendBy:
    """The last day on which a notice can be sent and received in time.

    ``counting``: "clear" leaves out both the day of arrival and that of the meeting, "calendar" only the first.

    >>> from datetime import timezone
    >>> noon = datetime(2026, 4, 18, 10, tzinfo=timezone.utc)
    >>> send_by(noon, Days(15)).day, send_by(noon, Days(15), "calendar").day
    (datetime.date(2026, 4, 2), datetime.date(2026, 4, 3))
    >>> send_by(noon, Hours(24)).at
    datetime.datetime(2026, 4, 17, 10, 0, tzinfo=datetime.timezone.utc)
    """
    if isinstance(term, Hours):
        at = meeting - timedelta(hours=term.count)
        return SendBy(legal_day(at), at)
    day = legal_day(meeting)
    if isinstance(term, Months | Years):
        months = term.count * (12 if isinstance(term, Years) else 1)
        term = Days((after(day, Months(months)) - day).days)
    return SendBy(last_day_to_reach(day, term.count) if counting == CLEAR else day - timedelta(days=term.count))


class Support(NamedTuple):
    """How far a petition is: who signed validly, of how many, how many are needed, since when there are enough."""

    signers: int
    base: int
    needed: int
    reached_on: date | None


def support(counts: Iterable[tuple[date, int, int]], share: Share) -> Support:
    """How far a petition is; ``counts``: for each day of a signature, in order, the valid signers so far and the base that day.

    >>> tenth = Share(1, 10, False, "members")
    >>> support([(date(2026, 3, 1), 2, 21), (date(2026, 3, 4), 3, 21)], tenth)
    Support(signers=3, base=21, needed=3, reached_on=datetime.date(2026, 3, 4))
    >>> support([(date(2026, 3, 1), 2, 21)], tenth).reached_on is None
    True
    """
    reached, signers, base = None, 0, 0
    for day, signers, base in counts:
        if reached is None and base and signers >= max(1, share.needed(base)):
            reached = day
    return Support(signers, base, max(1, share.needed(base)), reached)
