"""A rule's value as plain JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .kinds import (
    TYPES,
    Bands,
    Choice,
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


def encode(value: Value) -> dict:
    """The value as a JSON-able dict; ``decode`` gives the equal value back.

    >>> encode(Share(3, 4, False, "members"))
    {'kind': 'share', 'numerator': 3, 'denominator': 4, 'strict': False, 'base': 'members'}
    >>> encode(Several(("pec", "email")))
    {'kind': 'several', 'codes': ['pec', 'email']}
    """
    fields: dict[str, object]
    match value:
        case Share(numerator, denominator, strict, base):
            fields = {"numerator": numerator, "denominator": denominator, "strict": strict, "base": base}
        case Rate(numerator, denominator):
            fields = {"numerator": numerator, "denominator": denominator}
        case Money(cents):
            fields = {"cents": cents}
        case Threshold(cents, comparison):
            fields = {"cents": cents, "comparison": comparison}
        case Flag(on):
            fields = {"on": on}
        case Choice(code):
            fields = {"code": code}
        case Several(codes):
            fields = {"codes": list(codes)}
        case DayOfYear(month, day):
            fields = {"month": month, "day": day}
        case Moment(day):
            fields = {"day": day.isoformat()}
        case Bands(bands):
            fields = {"bands": [list(band) for band in bands]}
        case _ if type(value) in TYPES.values():
            fields = {"count": value.count}
        case _:
            raise invalid("", value)
    return {"kind": value.kind, **fields}


def decode(data: Mapping) -> Value:
    """The value of a dict made by ``encode``; BylawError ``rule_value_invalid`` for anything else.

    >>> decode({"kind": "months", "count": 3})
    Months(count=3)
    >>> decode({"kind": "months", "count": "3"})
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.bylaws.errors.BylawError: rule_value_invalid(kind=months, reason=, value=3)
    """
    if not isinstance(data, Mapping) or data.get("kind") not in TYPES:
        raise invalid("", data)
    kind = TYPES[data["kind"]]
    try:
        fields = {name: _decoded(name, value) for name, value in data.items() if name != "kind"}
        return kind(**fields)
    except (TypeError, ValueError) as error:
        if type(error) in (TypeError, ValueError):
            raise invalid(data["kind"], dict(data)) from error
        raise


def _decoded(name: str, value: object) -> object:
    if name == "codes":
        return tuple(value)
    if name == "bands":
        return tuple(tuple(band) for band in value)
    if name == "day" and isinstance(value, str):
        return date.fromisoformat(value)
    return value
