"""What a statute may say instead of the law, and what is wrong with what it says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..errors import BylawError, Violation
from .catalogue import CATALOGUE, law_on, rule_of
from .kinds import TYPES, Bands, Choice, DayOfYear, Flag, Moment, Several, Share, Value
from .model import FREE, HIGHER, LOWER, Law, Rule
from .reading import plain as _plain

_HOURS = {"hours": (1, 1), "days": (24, 24), "months": (28 * 24, 31 * 24), "years": (365 * 24, 366 * 24)}


def check(
    code: str, value: Value, regime: str, on: date, catalogue: Mapping[str, Rule] = CATALOGUE
) -> tuple[Violation, ...]:
    """Everything wrong with a statute's value for a regime on a day; empty when it may stand.

    Violations: ``rule_unknown``; ``legal_regime_unknown``; ``rule_not_in_regime``; ``rule_value_invalid`` (wrong type);
    ``rule_choice_unknown``; ``rule_base_differs``; ``rule_value_out_of_bounds``; ``rule_weaker_than_law`` (params rule, value,
    law, article, derogation; values as ``plain`` text).

    >>> from .kinds import Share
    >>> check("request.fraction", Share(1, 20, False, "members"), "ets", date(2026, 1, 1))
    ()
    >>> [str(found) for found in check("request.fraction", Share(1, 3, False, "members"), "ets", date(2026, 1, 1))]
    ['rule_weaker_than_law(article=c.c. art. 20(2), derogation=lower, law=≥ 1/10, rule=request.fraction, value=≥ 1/3)']
    """
    try:
        rule = rule_of(code, catalogue)
        law = law_on(code, regime, on, catalogue)
    except BylawError as error:
        return error.violations
    if regime not in rule.regimes:
        return (Violation("rule_not_in_regime", {"rule": code, "regime": regime}),)
    return _malformed(rule, value) or _weaker(rule, value, law)


def permitted(rule: Rule, value: Value, law: Law | None) -> bool:
    """Whether a well-formed value may stand beside the law's."""
    if law is None:
        return True
    derogation = law.derogation or rule.derogation
    if derogation == FREE or value == law.value:
        return True
    if derogation == LOWER:
        return _at_most(rule, value, law.value)
    return derogation == HIGHER and _at_most(rule, law.value, value)


def _malformed(rule: Rule, value: Value) -> tuple[Violation, ...]:
    kind = getattr(value, "kind", None)
    if kind not in rule.kinds or type(value) is not TYPES[kind]:
        return (Violation("rule_value_invalid", {"kind": rule.kind, "value": str(value), "reason": "kind", "rule": rule.code}),)
    offered = {choice for choice, _words in rule.choices}
    chosen = (value.code,) if isinstance(value, Choice) else value.codes if isinstance(value, Several) else ()
    found = [
        Violation("rule_choice_unknown", {"rule": rule.code, "value": choice}) for choice in chosen if choice not in offered
    ]
    if isinstance(value, Share) and value.base not in (rule.base, *rule.bases):
        found.append(Violation("rule_base_differs", {"rule": rule.code, "value": value.base, "base": rule.base}))
    low = rule.minimum is not None and not _at_most(rule, rule.minimum, value)
    if low or (rule.maximum is not None and not _at_most(rule, value, rule.maximum)):
        bounds = {"minimum": _said(rule.minimum), "maximum": _said(rule.maximum)}
        found.append(Violation("rule_value_out_of_bounds", {"rule": rule.code, "value": _said(value), **bounds}))
    return tuple(found)


def _weaker(rule: Rule, value: Value, law: Law | None) -> tuple[Violation, ...]:
    if permitted(rule, value, law):
        return ()
    params = {
        "rule": rule.code,
        "value": _said(value),
        "law": _said(law.value),
        "article": law.citation.label(),
        "derogation": law.derogation or rule.derogation,
    }
    return (Violation("rule_weaker_than_law", params),)


def _said(value: Value | None) -> str:
    return "" if value is None else _plain(value)


def _at_most(rule: Rule, low: Value, high: Value) -> bool:
    """Whether ``low`` ≤ ``high`` for certain; kinds that no order joins are not."""
    if isinstance(low, Several) and isinstance(high, Several):
        return set(low.codes) <= set(high.codes)
    if low.kind in _HOURS and high.kind in _HOURS and low.kind != high.kind:
        return low.count * _HOURS[low.kind][1] <= high.count * _HOURS[high.kind][0]
    if type(low) is not type(high):
        return False
    if isinstance(low, Share) and low.base != high.base:
        return False
    return _rank(rule, low) <= _rank(rule, high)


def _rank(rule: Rule, value: Value) -> tuple:
    match value:
        case Share():
            return (value.fraction, value.strict)
        case Choice(code):
            codes = [choice for choice, _words in rule.choices]
            return (codes.index(code),) if code in codes else (len(codes),)
        case Flag(on):
            return (on,)
        case DayOfYear(month, day):
            return (month, day)
        case Moment(day):
            return (day,)
        case Bands(bands):
            return (max(number for _first, number in bands),)
    if hasattr(value, "fraction"):
        return (value.fraction,)
    return (value.cents,) if hasattr(value, "cents") else (value.count,)
