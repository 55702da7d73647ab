"""What makes a meeting due: the accounts of a year, and members who asked for one."""

from __future__ import annotations

from datetime import date

from ..body_rules import ruled
from ..citations import Citation
from ..mandate_deadlines import Deadline
from ..rules.kinds import DayOfYear
from ..rules.resolution import RuleBook
from ..terms import after

ACCOUNTS_ASSEMBLY = "accounts_assembly"
REQUESTED_MEETING = "requested_meeting"


def last_year_end(on: date, month: int, day: int) -> date:
    """The end of the last financial year that is over on that day.

    >>> str(last_year_end(date(2026, 3, 1), 12, 31)), str(last_year_end(date(2026, 9, 1), 8, 31))
    ('2025-12-31', '2026-08-31')
    """
    end = DayOfYear(month, day)
    return end.in_year(on.year) if end.in_year(on.year) < on else end.in_year(on.year - 1)


def accounts_due(book: RuleBook, year_end: date) -> Deadline | None:
    """By when the assembly approves the accounts of the year that ended on ``year_end``; None where nobody fixes it.

    >>> accounts_due(RuleBook([(date(2015, 1, 1), "recognised")]), date(2025, 12, 31)) is None
    True
    """
    term = ruled(book, "accounts.approve_within", year_end)
    return term and Deadline(ACCOUNTS_ASSEMBLY, after(year_end, term.value), year_end, term.citation)


def requested_due(convene_by: date, reached_on: date, citation: Citation) -> Deadline:
    """By when the meeting that enough members asked for is to be convened."""
    return Deadline(REQUESTED_MEETING, convene_by, reached_on, citation)
