"""How often in a row, until how many absences, and who follows: the rules on keeping and filling a seat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from . import offices
from .citations import Citation
from .offices import STATUTE_SILENT, WARNING, Remark
from .rules.kinds import Share
from .terms import add_months

# --- in a row ---


class Served(NamedTuple):
    """The days of one mandate, both included; ``last`` None while it lasts."""

    first: date
    last: date | None


def consecutive(earlier: Iterable[Served], first: date, interruption_months: int) -> int:
    """The ordinal of a mandate that begins on ``first`` in its unbroken row.

    A row is broken by an interval of ``interruption_months`` or more (a whole term, as statutes usually say).

    >>> before = [Served(date(2020, 5, 15), date(2023, 5, 14)), Served(date(2023, 5, 15), date(2026, 6, 30))]
    >>> consecutive(before, date(2026, 7, 1), 36), consecutive(before, date(2029, 7, 1), 36)
    (3, 1)
    >>> consecutive([], date(2026, 7, 1), 36)
    1
    """
    row, begins = 1, first
    for served in sorted(earlier, key=lambda item: item.first, reverse=True):
        if served.first >= begins:
            continue
        if served.last is not None and add_months(served.last + timedelta(days=1), interruption_months) <= begins:
            break
        row, begins = row + 1, served.first
    return row


def judge_row(ordinal: int, maximum: int | None, citation: Citation = STATUTE_SILENT) -> tuple[Remark, ...]:
    """A mandate beyond the maximum of consecutive ones is told to whoever appoints.

    Ministry of the Interior, opinion 3220 of 29 January 2025: a municipal council's guidelines (two mandates, say) bind the
    mayor even where the association's statute allows re-election.

    >>> [str(remark.params["ordinal"]) for remark in judge_row(3, 2)], judge_row(2, 2), judge_row(9, None)
    (['3'], (), ())
    """
    if not maximum or ordinal <= maximum:
        return ()
    return (Remark("mandates_above_maximum", WARNING, citation, {"ordinal": ordinal, "maximum": maximum}),)


# --- lapse ---


class Absence(NamedTuple):
    """One meeting of the body from which a holder was absent, or was not (``present``)."""

    day: date
    justified: bool = False
    present: bool = False


def unjustified_in_a_row(meetings: Iterable[Absence]) -> int:
    """How many of the last meetings in a row a holder missed without a reason; a justified absence neither counts nor breaks.

    >>> missed = [Absence(date(2026, 1, 9)), Absence(date(2026, 2, 6), justified=True), Absence(date(2026, 3, 6))]
    >>> unjustified_in_a_row(missed), unjustified_in_a_row([*missed, Absence(date(2026, 4, 3), present=True)])
    (2, 0)
    """
    count = 0
    for meeting in sorted(meetings, key=lambda item: item.day, reverse=True):
        if meeting.present:
            break
        count += not meeting.justified
    return count


def judge_absences(meetings: Iterable[Absence], limit: int | None, citation: Citation = STATUTE_SILENT) -> tuple[Remark, ...]:
    """Whether the statute's number of absences is reached. The lapse itself is a decision of the body, with an act.

    >>> judge_absences([Absence(date(2026, month, 1)) for month in (1, 2, 3)], 3)[0].code
    'lapse_by_absence'
    """
    count = unjustified_in_a_row(meetings)
    if not limit or count < limit:
        return ()
    return (Remark("lapse_by_absence", WARNING, citation, {"count": count, "limit": limit}),)


def whole_body_lapses(seats: int, holding: int, share: Share) -> bool:
    """Whether so many seats are vacant that the whole body lapses (simul stabunt, simul cadent; c.c. 2386(4)).

    >>> [whole_body_lapses(9, holding, Share(1, 3, False, "seats")) for holding in (7, 6)]
    [False, True]
    >>> [whole_body_lapses(8, 4, Share(1, 2, strict, "seats")) for strict in (False, True)]
    [True, False]
    """
    return seats > holding and share.reached(seats - holding, seats)


# --- who follows ---


class Replacement(NamedTuple):
    """Who fills a vacant seat: ``how`` is one of offices.REPLACEMENTS; ``person`` the first non-elected, if there is one."""

    how: str
    person: object = None
    until_next_assembly: bool = False


def replacement(source: str, rule: str, runners_up: Iterable[object] = ()) -> Replacement:
    """Who follows on a seat that fell vacant.

    Who designates a seat fills it again, whatever the rule for elected seats. The first non-elected follows while there is
    one; then the seat is elected again: that the directors co-opt (c.c. 2386(1), "Gli amministratori così nominati restano in
    carica fino alla prossima assemblea") is a power that the statute has to give.

    >>> replacement("municipality", "co_optation").how
    'designating_body'
    >>> replacement("assembly", "first_non_elected", ["Rossi", "Bianchi"]).person
    'Rossi'
    >>> replacement("assembly", "first_non_elected")
    Replacement(how='election', person=None, until_next_assembly=False)
    >>> replacement("assembly", "co_optation")
    Replacement(how='co_optation', person=None, until_next_assembly=True)
    """
    if source not in (offices.BY_ASSEMBLY, offices.CO_OPTED):
        return Replacement(offices.DESIGNATING_BODY)
    if rule == offices.FIRST_NON_ELECTED:
        for person in runners_up:
            return Replacement(offices.FIRST_NON_ELECTED, person)
        rule = offices.ELECTION
    return Replacement(rule, None, until_next_assembly=rule == offices.CO_OPTATION)
