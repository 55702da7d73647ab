"""A rule's value typed by a person, in Italian or English, and the plain text that reads back as the same value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ..errors import BylawError
from .kinds import (
    DURATIONS,
    TYPES,
    VOTES,
    Bands,
    Choice,
    Count,
    DayOfYear,
    Flag,
    Moment,
    Money,
    Rate,
    Several,
    Share,
    Threshold,
    Value,
    invalid,
)

LONGEST = 200
_SIGNS = {
    **dict.fromkeys((">", "più di", "piu di", "più della", "oltre", "more than", "over", "above"), ">"),
    **dict.fromkeys(("≥", ">=", "=>", "almeno", "non meno di", "at least", "from", "a partire da"), ">="),
    **dict.fromkeys(("<", "meno di", "sotto", "less than", "below", "under"), "<"),
    **dict.fromkeys(("≤", "<=", "=<", "fino a", "non più di", "up to", "at most"), "<="),
}
_SIGN = re.compile("|".join(re.escape(sign) for sign in sorted(_SIGNS, key=len, reverse=True)))
_UNITS = {
    **dict.fromkeys(("h", "ora", "ore", "hour", "hours"), "hours"),
    **dict.fromkeys(("g", "gg", "giorno", "giorni", "day", "days"), "days"),
    **dict.fromkeys(("mese", "mesi", "month", "months"), "months"),
    **dict.fromkeys(("anno", "anni", "year", "years", "esercizi", "esercizio"), "years"),
}
_YES = frozenset({"true", "yes", "sì", "si", "vero", "1", "y", "s"})
_NO = frozenset({"false", "no", "falso", "0", "n"})
_HALVES = frozenset({"metà", "meta", "la metà", "half"})
_MONTHS = (
    "gennaio january", "febbraio february", "marzo march", "aprile april", "maggio may", "giugno june", "luglio july",
    "agosto august", "settembre september", "ottobre october", "novembre november", "dicembre december",
)  # fmt: skip
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}


def parse(kind: str, text: str, base: str = VOTES) -> Value:
    """The value of that kind which ``text`` says; ``base`` is what a share is a share of.

    A share without a sign is reached, not passed. BylawError ``rule_value_invalid`` when it says none.

    >>> parse("share", "3/4", "members"), parse("share", ">1/2")
    (Share(numerator=3, denominator=4, strict=False, base='members'), Share(numerator=1, denominator=2, strict=True, base='votes'))
    >>> parse("share", "≥ 2/3").fraction == parse("share", "almeno 66,6 %").fraction, parse("share", "75 %").fraction
    (False, Fraction(3, 4))
    >>> parse("days", "15"), parse("days", "15 giorni"), parse("months", "3 months"), parse("flag", "sì")
    (Days(count=15), Days(count=15), Months(count=3), Flag(on=True))
    >>> parse("days", "3 mesi")
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.bylaws.errors.BylawError: rule_value_invalid(kind=days, reason=unit, value=3 mesi)
    """
    if kind not in TYPES or not isinstance(text, str) or len(text) > LONGEST:
        raise invalid(kind, str(text)[:LONGEST])
    given = " ".join(text.strip().lower().split())
    if not given:
        raise invalid(kind, text, "empty")
    try:
        if kind in DURATIONS or kind == "count":
            return _counted(kind, given)
        return _share(given, base) if kind == "share" else _READERS[kind](given)
    except BylawError as error:
        reason = error.violations[0].params.get("reason", "")
        raise invalid(kind, text, reason) from error
    except (ValueError, TypeError, KeyError, ArithmeticError) as error:
        raise invalid(kind, text) from error


def plain(value: Value) -> str:
    """The value as a person would type it; ``parse`` reads it back.

    >>> plain(Share(3, 4, True, "votes")), plain(Money(123456)), plain(Bands(((0, 1), (100, 2))))
    ('> 3/4', '1234.56', '0:1, 100:2')
    """
    match value:
        case Share():
            return f"{value.sign} {value.numerator}/{value.denominator}"
        case Rate():
            return f"{value.percent} %"
        case Money(cents):
            return f"{cents // 100}.{cents % 100:02d}"
        case Threshold(cents, comparison):
            return f"{comparison} {cents // 100}.{cents % 100:02d}"
        case Flag(on):
            return "true" if on else "false"
        case Choice(code):
            return code
        case Several(codes):
            return ", ".join(codes)
        case DayOfYear(month, day):
            return f"{day:02d}/{month:02d}"
        case Moment(day):
            return day.isoformat()
        case Bands(bands):
            return ", ".join(f"{first}:{number}" for first, number in bands)
        case Count(count):
            return str(count)
    return f"{value.count} {value.kind}"


def _signed(text: str) -> tuple[str, str]:
    found = _SIGN.match(text)
    return (_SIGNS[found[0]], text[found.end() :].strip()) if found else ("", text)


def _number(text: str) -> Fraction:
    found = re.fullmatch(r"(\d{1,9})\s?/\s?(\d{1,9})", text)
    if found:
        return Fraction(int(found[1]), int(found[2]))
    if not re.fullmatch(r"\d{1,9}([.,]\d{1,6})?", text):
        raise ValueError(text)
    return Fraction(Decimal(text.replace(",", ".")))


def _share(text: str, base: str) -> Share:
    sign, rest = _signed(text)
    if sign not in ("", ">", ">="):
        raise ValueError(text)
    if rest in _HALVES:
        exact = Fraction(1, 2)
    elif rest.endswith("%"):
        exact = _number(rest[:-1].strip()) / 100
    else:
        exact = _number(rest)
    return Share(exact.numerator, exact.denominator, sign == ">", base)


def _counted(kind: str, text: str) -> Value:
    found = re.fullmatch(r"(\d{1,6})\s*(\D*)", text)
    if not found:
        raise ValueError(text)
    unit = found[2].strip().rstrip(".")
    if unit and (kind == "count" or _UNITS.get(unit) != kind):
        raise invalid(kind, text, "unit")
    return TYPES[kind](int(found[1]))


def _cents(text: str) -> int:
    bare = re.sub(r"euro|eur|€|\s", "", text)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?|\d{1,12},\d{1,2}", bare):  # 1.234,56 and 1234,56
        bare = bare.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d{1,2})?", bare):  # 1,234.56
        bare = bare.replace(",", "")
    if not re.fullmatch(r"\d{1,12}(\.\d{1,2})?", bare):
        raise ValueError(text)
    return int(Decimal(bare) * 100)


def _threshold(text: str) -> Threshold:
    sign, rest = _signed(text)
    return Threshold(_cents(rest), sign)


def _rate(text: str) -> Rate:
    exact = _number(text.removesuffix("%").strip()) / 100
    return Rate(exact.numerator, exact.denominator)


def _flag(text: str) -> Flag:
    if text not in _YES | _NO:
        raise ValueError(text)
    return Flag(text in _YES)


def _several(text: str) -> Several:
    return Several(tuple(part.strip() for part in text.split(",") if part.strip()) if text != "-" else ())


def _day_of_year(text: str) -> DayOfYear:
    found = re.fullmatch(r"(\d{1,2})(?:°|º)?[/. -]+(\d{1,2}|[a-z]+)", text)
    if not found:
        raise ValueError(text)
    return DayOfYear(int(found[2]) if found[2].isdigit() else _MONTH[found[2]], int(found[1]))


def _moment(text: str) -> Moment:
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    return Moment(date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text))


def _bands(text: str) -> Bands:
    pairs = (part.split(":") for part in text.split(","))
    return Bands(tuple((int(first), int(number)) for first, number in pairs))


_READERS: dict[str, Callable[[str], Value]] = {
    "money": lambda text: Money(_cents(text)),
    "threshold": _threshold,
    "rate": _rate,
    "flag": _flag,
    "choice": Choice,
    "several": _several,
    "day_of_year": _day_of_year,
    "moment": _moment,
    "bands": _bands,
}
