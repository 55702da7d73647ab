"""Terms of law: how long, from when, until when, and where it is written.

Months are counted by the common calendar: a term of months ends on the same day of the last
month or, where that month has no such day, on its last day (c.c. 2963(4)-(5)). Terms are
calendar days; none is moved because its last day is a holiday.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from .citations import Citation
from .errors import BylawError, Violation
from .parameters import (
    ADMISSION_APPEAL,
    ADMISSION_DECIDE,
    DEFAULT,
    EXCLUSION_APPEAL,
    HARD,
    PARAMETERS,
    STAT,
    VOTE_SENIORITY,
    VOTES_MAX,
    WITHDRAWAL_NOTICE,
    Days,
    Months,
    Parameter,
    StatuteValue,
    parameter,
)

__all__ = [
    "ADMISSION_APPEAL",
    "ADMISSION_DECIDE",
    "DEFAULT",
    "EXCLUSION_APPEAL",
    "HARD",
    "PARAMETERS",
    "STAT",
    "VOTES_MAX",
    "VOTE_SENIORITY",
    "WITHDRAWAL_NOTICE",
    "Days",
    "Months",
    "Parameter",
    "StatuteValue",
    "Term",
    "add_months",
    "admission_appeal_until",
    "admission_decision_due",
    "after",
    "exclusion_appeal_until",
    "parameter",
    "voting_seniority_from",
    "withdrawal_effective",
]


@dataclass(frozen=True, slots=True)
class Term:
    """A date that counts, the rule that makes it and the day from which it was counted."""

    date: date
    parameter_code: str
    citation: Citation
    start: date


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """The same day ``months`` later (or earlier, if negative), or that month's last day.

    c.c. 2963(5): "Se nel mese di scadenza manca tale giorno, il termine si compie con l'ultimo
    giorno dello stesso mese."

    >>> str(add_months(date(2026, 8, 31), 6)), str(add_months(date(2027, 11, 30), 3))
    ('2027-02-28', '2028-02-29')
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def after(day: date, length: Months | Days) -> date:
    """The day on which a term of that length, begun on ``day``, ends.

    >>> str(after(date(2026, 1, 2), Days(60))), str(after(date(2026, 1, 31), Months(3)))
    ('2026-03-03', '2026-04-30')
    """
    if isinstance(length, Months):
        return add_months(day, length.count)
    return day + timedelta(days=length.count)


def admission_decision_due(
    application_date: date, regime: str, overrides: Mapping | None = None
) -> Term | None:
    """The last day on which a refusal may still be decided and communicated in time.

    D.Lgs. 117/2017 art. 23(2): the competent organ "deve entro sessanta giorni motivare la
    deliberazione di rigetto della domanda di ammissione e comunicarla agli interessati", unless
    deed or statute say otherwise. Other regimes: None, unless the statute gives a term.

    >>> str(admission_decision_due(date(2026, 1, 2), "ets").date)
    '2026-03-03'
    >>> admission_decision_due(date(2026, 1, 2), "unrecognised") is None
    True
    >>> str(admission_decision_due(date(2026, 1, 2), "unrecognised", {"admission.decide": 90}).date)
    '2026-04-02'
    """
    return _term(ADMISSION_DECIDE, application_date, regime, overrides)


def admission_appeal_until(
    refusal_communicated_on: date, regime: str, overrides: Mapping | None = None
) -> Term | None:
    """The last day on which who was refused may ask the assembly to decide.

    D.Lgs. 117/2017 art. 23(3): "entro sessanta giorni dalla comunicazione della deliberazione
    di rigetto". Other regimes: None, unless the statute gives a term.

    >>> term = admission_appeal_until(date(2026, 2, 10), "ets")
    >>> str(term.date), date(2026, 4, 12) <= term.date
    ('2026-04-11', False)
    """
    return _term(ADMISSION_APPEAL, refusal_communicated_on, regime, overrides)


def exclusion_appeal_until(
    notified_on: date, regime: str, overrides: Mapping | None = None
) -> Term:
    """The last day on which an excluded member may go to court.

    c.c. 24(3): "entro sei mesi dal giorno in cui gli è stata notificata la deliberazione".
    Mandatory: a statute that says otherwise is refused (``parameter_not_derogable``).

    >>> str(exclusion_appeal_until(date(2026, 8, 31), "recognised").date)
    '2027-02-28'
    """
    return _term(EXCLUSION_APPEAL, notified_on, regime, overrides)


def voting_seniority_from(
    book_date: date, regime: str, overrides: Mapping | None = None, on: date | None = None
) -> Term | None:
    """The first day on which a member annotated in the book on ``book_date`` may vote.

    D.Lgs. 117/2017 art. 24(1): "hanno diritto di voto tutti coloro che sono iscritti da almeno
    tre mesi nel libro degli associati", unless deed or statute say otherwise. ``on`` is the day
    whose law decides (a meeting's); by default the book date. None: no seniority is asked for.

    >>> str(voting_seniority_from(date(2026, 1, 31), "ets").date)
    '2026-04-30'
    >>> str(voting_seniority_from(date(2026, 2, 1), "ets").date)
    '2026-05-01'
    >>> voting_seniority_from(date(2026, 2, 1), "recognised") is None
    True
    """
    return _term(VOTE_SENIORITY, book_date, regime, overrides, on)


def withdrawal_effective(
    notice_date: date,
    regime: str,
    year_end: tuple[int, int] = (12, 31),
    notice_months: int | None = None,
    overrides: Mapping | None = None,
) -> Term:
    """The last day of membership of who gives notice of withdrawal on ``notice_date``.

    c.c. 24(2): the declaration "ha effetto con lo scadere dell'anno in corso, purché sia fatta
    almeno tre mesi prima". ``year_end`` is (month, day) of the association's year; (2, 29)
    means the last day of February. ``notice_months`` is the statute's own notice, if any.

    >>> str(withdrawal_effective(date(2026, 9, 30), "recognised").date)
    '2026-12-31'
    >>> str(withdrawal_effective(date(2026, 10, 1), "recognised").date)
    '2027-12-31'
    >>> str(withdrawal_effective(date(2026, 10, 1), "recognised", year_end=(6, 30)).date)
    '2027-06-30'
    >>> str(withdrawal_effective(date(2026, 11, 30), "ets", notice_months=1).date)
    '2026-12-31'

    Raises BylawError: ``year_end_invalid`` and those of ``parameter``.
    """
    if notice_months is not None:
        overrides = {**(overrides or {}), WITHDRAWAL_NOTICE: Months(notice_months)}
    # Forward from the notice, as for every other term: counting backwards from the year's end
    # clamps differently (31 March is three months before the end of 30 June).
    earliest = _term(WITHDRAWAL_NOTICE, notice_date, regime, overrides)
    end = _year_end(earliest.date.year, year_end)
    if end < earliest.date:
        end = _year_end(earliest.date.year + 1, year_end)
    return replace(earliest, date=end)


def _year_end(year: int, year_end: tuple[int, int]) -> date:
    month, day = year_end
    if not (1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]):
        raise BylawError(Violation("year_end_invalid", {"month": month, "day": day}))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _term(
    code: str, start: date, regime: str, overrides: Mapping | None, on: date | None = None
) -> Term | None:
    rule = parameter(code, regime, on or start, overrides)
    return rule and Term(after(start, rule.value), code, rule.citation, start)
