"""Terms of law: how long, from when, until when, and where it is written.

Months are counted by the common calendar: a term of months ends on the same day of the last
month or, where that month has no such day, on its last day (c.c. 2963(4)-(5)). Terms are
calendar days; none is moved because its last day is a holiday.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from .citations import Citation
from .errors import BylawError, Violation
from .rules.kinds import Days, Duration, Hours, Months, Years
from .rules.resolution import Rules, Ruling, rulebook

__all__ = [
    "ADMISSION_APPEAL",
    "ADMISSION_DECIDE",
    "EXCLUSION_APPEAL",
    "FISCAL_YEAR_END",
    "VOTE_SENIORITY",
    "WITHDRAWAL_EFFECT",
    "WITHDRAWAL_NOTICE",
    "Days",
    "Hours",
    "Months",
    "Term",
    "Years",
    "add_months",
    "admission_appeal_until",
    "admission_decision_due",
    "after",
    "exclusion_appeal_until",
    "ruling",
    "voting_seniority_from",
    "withdrawal_effective",
]

ADMISSION_DECIDE = "admission.decide"
ADMISSION_APPEAL = "admission.appeal"
WITHDRAWAL_NOTICE = "withdrawal.notice"
WITHDRAWAL_EFFECT = "withdrawal.effect"
EXCLUSION_APPEAL = "exclusion.appeal"
FISCAL_YEAR_END = "fiscal_year.end"
VOTE_SENIORITY = "vote.seniority"


@dataclass(frozen=True, slots=True)
class Term:
    """A date that counts, the rule that makes it and the day from which it was counted.

    ``ruling`` is what the rules said; None for a term of a law that no statute touches (the GDPR's).
    """

    date: date
    code: str
    citation: Citation
    start: date
    ruling: Ruling | None = None


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


def after(day: date, length: Duration) -> date:
    """The day on which a term of that length, begun on ``day``, ends; hours count as the days they begin.

    >>> str(after(date(2026, 1, 2), Days(60))), str(after(date(2026, 1, 31), Months(3))), str(after(date(2028, 2, 29), Years(1)))
    ('2026-03-03', '2026-04-30', '2029-02-28')
    >>> str(after(date(2026, 1, 2), Hours(25)))
    '2026-01-04'
    """
    match length:
        case Months(count):
            return add_months(day, count)
        case Years(count):
            return add_months(day, 12 * count)
        case Hours(count):
            return day + timedelta(days=-(-count // 24))
    return day + timedelta(days=length.count)


def ruling(code: str, rules: Rules, on: date) -> Ruling | None:
    """What holds for that rule on that day; None where silence is an answer. BylawError as ``RuleBook.find``.

    >>> ruling("exclusion.appeal", "recognised", date(2026, 1, 1)).value
    Months(count=6)
    """
    return rulebook(rules).find(code, on)


# In what follows ``rules`` is the association's RuleBook, or the name of a legal regime for what the law alone says. A book is
# asked for the day on which the term begins.


def admission_decision_due(application_date: date, rules: Rules) -> Term | None:
    """The last day on which a refusal may still be decided and communicated in time.

    D.Lgs. 117/2017 art. 23(2): the competent organ "deve entro sessanta giorni motivare la
    deliberazione di rigetto della domanda di ammissione e comunicarla agli interessati", unless
    deed or statute say otherwise. Other regimes: None, unless the statute gives a term.

    >>> str(admission_decision_due(date(2026, 1, 2), "ets").date)
    '2026-03-03'
    >>> admission_decision_due(date(2026, 1, 2), "unrecognised") is None
    True
    """
    return _term(ADMISSION_DECIDE, application_date, rules)


def admission_appeal_until(refusal_communicated_on: date, rules: Rules) -> Term | None:
    """The last day on which who was refused may ask the assembly to decide.

    D.Lgs. 117/2017 art. 23(3): "entro sessanta giorni dalla comunicazione della deliberazione
    di rigetto". Other regimes: None, unless the statute gives a term.

    >>> term = admission_appeal_until(date(2026, 2, 10), "ets")
    >>> str(term.date), date(2026, 4, 12) <= term.date
    ('2026-04-11', False)
    """
    return _term(ADMISSION_APPEAL, refusal_communicated_on, rules)


def exclusion_appeal_until(notified_on: date, rules: Rules) -> Term:
    """The last day on which an excluded member may go to court.

    c.c. 24(3): "entro sei mesi dal giorno in cui gli è stata notificata la deliberazione".
    Mandatory: what a statute says otherwise is put aside.

    >>> str(exclusion_appeal_until(date(2026, 8, 31), "recognised").date)
    '2027-02-28'
    """
    return _term(EXCLUSION_APPEAL, notified_on, rules)


def voting_seniority_from(book_date: date, rules: Rules, on: date | None = None) -> Term | None:
    """The first day on which a member annotated in the book on ``book_date`` may vote.

    D.Lgs. 117/2017 art. 24(1): "hanno diritto di voto tutti coloro che sono iscritti da almeno
    tre mesi nel libro degli associati", unless deed or statute say otherwise. ``on`` is the day
    whose rules decide (a meeting's); by default the book date. None: no seniority is asked for.

    >>> str(voting_seniority_from(date(2026, 1, 31), "ets").date)
    '2026-04-30'
    >>> str(voting_seniority_from(date(2026, 2, 1), "ets").date)
    '2026-05-01'
    >>> voting_seniority_from(date(2026, 2, 1), "recognised") is None
    True
    """
    return _term(VOTE_SENIORITY, book_date, rules, on)


def withdrawal_effective(notice_date: date, rules: Rules, year_end: tuple[int, int] | None = None) -> Term:
    """The last day of membership of who gives notice of withdrawal on ``notice_date``.

    c.c. 24(2): the declaration "ha effetto con lo scadere dell'anno in corso, purché sia fatta
    almeno tre mesi prima". ``year_end`` is (month, day) of the association's year, the rules'
    own when None; (2, 29) means the last day of February.

    >>> str(withdrawal_effective(date(2026, 9, 30), "recognised").date)
    '2026-12-31'
    >>> str(withdrawal_effective(date(2026, 10, 1), "recognised").date)
    '2027-12-31'
    >>> str(withdrawal_effective(date(2026, 10, 1), "recognised", year_end=(6, 30)).date)
    '2027-06-30'

    Raises BylawError: ``year_end_invalid`` and those of ``RuleBook.resolve``.
    """
    book = rulebook(rules)
    # Forward from the notice, as for every other term: counting backwards from the year's end
    # clamps differently (31 March is three months before the end of 30 June).
    earliest = _term(WITHDRAWAL_NOTICE, notice_date, book)
    if book.resolve(WITHDRAWAL_EFFECT, notice_date).value.code == "notice_end":
        return earliest
    if year_end is None:
        closing = book.resolve(FISCAL_YEAR_END, notice_date).value
        year_end = (closing.month, closing.day)
    end = _year_end(earliest.date.year, year_end)
    if end < earliest.date:
        end = _year_end(earliest.date.year + 1, year_end)
    return replace(earliest, date=end)


def _year_end(year: int, year_end: tuple[int, int]) -> date:
    month, day = year_end
    if not (1 <= month <= 12 and 1 <= day <= monthrange(2024, month)[1]):
        raise BylawError(Violation("year_end_invalid", {"month": month, "day": day}))
    return date(year, month, min(day, monthrange(year, month)[1]))


def _term(code: str, start: date, rules: Rules, on: date | None = None) -> Term | None:
    found = ruling(code, rules, on or start)
    return found and Term(after(start, found.value), code, found.citation, start, found)
