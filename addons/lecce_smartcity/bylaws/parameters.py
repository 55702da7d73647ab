"""The numbers of the law: dated, cited, per legal regime, and what a statute may put instead.

The law's DEFAULT gives way to the statute, HARD does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
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
