"""Terms of law: how long, from when, until when, and where it is written.

Every number is a dated parameter with its source. The law's DEFAULT gives way to the statute,
HARD does not. Months are counted by the common calendar: a term of months ends on the same
day of the last month or, where that month has no such day, on its last day (c.c. 2963(4)-(5)).
Terms are calendar days; none is moved because its last day is a holiday.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from .citations import CIVIL_CODE, STATUTE, THIRD_SECTOR_CODE, Citation
from .errors import BylawError, Violation
from .regimes import ETS, REGIMES

HARD = "hard"  # mandatory law
DEFAULT = "default"  # the law's answer when the statute is silent
STAT = "statute"  # the statute's own

CIVIL_CODE_FROM = date(1942, 4, 21)
THIRD_SECTOR_CODE_FROM = date(2017, 8, 3)

ADMISSION_DECIDE = "admission.decide"
ADMISSION_APPEAL = "admission.appeal"
WITHDRAWAL_NOTICE = "withdrawal.notice"
EXCLUSION_APPEAL = "exclusion.appeal"
VOTE_SENIORITY = "vote.seniority"
VOTES_MAX = "votes.max"


@dataclass(frozen=True, slots=True)
class Months:
    """A length of time in calendar months."""

    count: int


@dataclass(frozen=True, slots=True)
class Days:
    """A length of time in calendar days."""

    count: int


Value = Months | Days | int


class StatuteValue(NamedTuple):
    """What the statute says instead of the law, and in which article."""

    value: Value
    citation: Citation = Citation(STATUTE, "")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of the law, for some regimes, between two days (both included)."""

    code: str
    value: Value
    severity: str
    citation: Citation
    regimes: frozenset[str] = frozenset(REGIMES)
    valid_from: date | None = None
    valid_to: date | None = None
    # A HARD maximum: the statute may go lower, never higher.
    ceiling: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A date that counts, the rule that makes it and the day from which it was counted."""

    date: date
    parameter_code: str
    citation: Citation
    start: date


def _civil(article: str, text: str) -> Citation:
    return Citation(CIVIL_CODE, article, text, CIVIL_CODE_FROM)


def _third_sector(article: str, text: str) -> Citation:
    return Citation(THIRD_SECTOR_CODE, article, text, THIRD_SECTOR_CODE_FROM)


def _ets(code: str, value: Value, severity: str, citation: Citation, ceiling=False) -> Parameter:
    only = frozenset({ETS})
    return Parameter(code, value, severity, citation, only, THIRD_SECTOR_CODE_FROM, None, ceiling)


PARAMETERS: tuple[Parameter, ...] = (
    _ets(
        ADMISSION_DECIDE,
        Days(60),
        DEFAULT,
        _third_sector(
            "23(2)",
            "l'organo competente ai sensi del comma 1 deve entro sessanta giorni motivare la "
            "deliberazione di rigetto della domanda di ammissione e comunicarla agli interessati",
        ),
    ),
    _ets(
        ADMISSION_APPEAL,
        Days(60),
        DEFAULT,
        _third_sector(
            "23(3)",
            "chi ha proposto la domanda può entro sessanta giorni dalla comunicazione della "
            "deliberazione di rigetto chiedere che sull'istanza si pronunci l'assemblea",
        ),
    ),
    Parameter(
        WITHDRAWAL_NOTICE,
        Months(3),
        DEFAULT,
        _civil(
            "24(2)",
            "La dichiarazione di recesso deve essere comunicata per iscritto agli amministratori "
            "e ha effetto con lo scadere dell'anno in corso, purché sia fatta almeno tre mesi "
            "prima",
        ),
        valid_from=CIVIL_CODE_FROM,
    ),
    Parameter(
        EXCLUSION_APPEAL,
        Months(6),
        HARD,
        _civil(
            "24(3)",
            "l'associato può ricorrere all'autorità giudiziaria entro sei mesi dal giorno in cui "
            "gli è stata notificata la deliberazione",
        ),
        valid_from=CIVIL_CODE_FROM,
    ),
    _ets(
        VOTE_SENIORITY,
        Months(3),
        DEFAULT,
        _third_sector(
            "24(1)",
            "hanno diritto di voto tutti coloro che sono iscritti da almeno tre mesi nel libro "
            "degli associati",
        ),
    ),
    _ets(
        VOTES_MAX,
        5,
        HARD,
        _third_sector(
            "24(2)",
            "Ciascun associato ha un voto. Agli associati che siano enti del Terzo settore l'atto "
            "costitutivo o lo statuto possono attribuire più voti, sino ad un massimo di cinque, "
            "in proporzione al numero dei loro associati o aderenti",
        ),
        ceiling=True,
    ),
)

# A bare number in a statute's overrides is read in the unit in which the law counts.
_UNITS = {parameter.code: type(parameter.value) for parameter in PARAMETERS}


def parameter(
    code: str,
    regime: str,
    on: date,
    overrides: Mapping[str, Value | StatuteValue] | None = None,
) -> Parameter | None:
    """The parameter in force for ``regime`` on the day ``on``; None where the law is silent.

    ``overrides`` are the statute's own values by code: Months, Days, a bare number in the
    law's unit, or a StatuteValue with its article. They win over DEFAULT; against HARD only a
    lower ceiling passes.

    >>> parameter("vote.seniority", "ets", date(2026, 5, 1)).value
    Months(count=3)
    >>> parameter("vote.seniority", "recognised", date(2026, 5, 1)) is None
    True
    >>> statute = {"vote.seniority": StatuteValue(Days(30), Citation("statuto", "9"))}
    >>> found = parameter("vote.seniority", "ets", date(2026, 5, 1), statute)
    >>> found.value, found.severity, found.citation.label()
    (Days(count=30), 'statute', 'statuto art. 9')

    Raises BylawError: ``parameter_unknown``, ``legal_regime_unknown``,
    ``parameter_value_invalid``, ``parameter_not_derogable``, ``parameter_above_maximum``.
    """
    if code not in _UNITS:
        raise BylawError(Violation("parameter_unknown", {"parameter": code}))
    if regime not in REGIMES:
        raise BylawError(Violation("legal_regime_unknown", {"regime": regime}))
    law = _law(code, regime, on)
    if not overrides or overrides.get(code) is None:
        return law
    value, citation = _statute_value(code, overrides[code])
    if law and law.severity == HARD:
        _check_derogation(law, value)
    found = law or Parameter(code, value, STAT, citation, frozenset({regime}))
    return replace(found, value=value, severity=STAT, citation=citation)


def _law(code: str, regime: str, on: date) -> Parameter | None:
    for row in PARAMETERS:
        if (
            row.code == code
            and regime in row.regimes
            and (row.valid_from is None or row.valid_from <= on)
            and (row.valid_to is None or on <= row.valid_to)
        ):
            return row
    return None


def _statute_value(code: str, given: Value | StatuteValue) -> tuple[Value, Citation]:
    value, citation = given if isinstance(given, StatuteValue) else StatuteValue(given)
    unit = _UNITS[code]
    if unit is not int and type(value) is int:
        value = unit(value)
    if isinstance(value, (Months, Days)):
        valid = unit is not int and type(value.count) is int and value.count >= 0
    else:
        valid = unit is int and type(value) is int and value >= 1
    if not valid:
        params = {"parameter": code, "value": str(value)}
        raise BylawError(Violation("parameter_value_invalid", params))
    return value, citation


def _check_derogation(law: Parameter, value: Value) -> None:
    if law.ceiling and value <= law.value:
        return
    if not law.ceiling and value == law.value:
        return
    code = "parameter_above_maximum" if law.ceiling else "parameter_not_derogable"
    params = {"parameter": law.code, "value": value, "law": law.value}
    raise BylawError(Violation(code, params | {"article": law.citation.label()}))


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
