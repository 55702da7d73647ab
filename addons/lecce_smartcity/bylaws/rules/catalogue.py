"""Every rule, by code, and the law's own value of one on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from ..errors import BylawError, Violation
from ..regimes import REGIMES
from .kinds import VOTES, Value
from .model import Law, Rule
from .reading import parse
from .topics import (
    accounts,
    attendance,
    board,
    convening,
    elections,
    mandates,
    members,
    public_bodies,
    third_sector,
    treasury,
    votes,
    voting,
)

_TOPICS = (
    convening, voting, votes, attendance, members, board, mandates, elections, accounts, third_sector, public_bodies, treasury,
)  # fmt: skip


def _collect() -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for topic in _TOPICS:
        for rule in topic.RULES:
            if rule.code in found:
                raise TypeError(f"two rules called {rule.code}")
            found[rule.code] = rule
    return found


CATALOGUE: Mapping[str, Rule] = MappingProxyType(_collect())


def rule_of(code: str, catalogue: Mapping[str, Rule] = CATALOGUE) -> Rule:
    """The rule of that code; BylawError ``rule_unknown`` if the catalogue has none.

    >>> rule_of("quorum.diss").severity
    'hard'
    """
    try:
        return catalogue[code]
    except (KeyError, TypeError):
        raise BylawError(Violation("rule_unknown", {"rule": str(code)})) from None


def law_on(code: str, regime: str, on: date, catalogue: Mapping[str, Rule] = CATALOGUE) -> Law | None:
    """What the law says for a regime on a day; None where it is silent. Another catalogue tells what a change would do.

    BylawError ``rule_unknown``, ``legal_regime_unknown``.

    >>> law_on("vote.seniority", "ets", date(2026, 5, 1)).value
    Months(count=3)
    >>> law_on("vote.seniority", "recognised", date(2026, 5, 1)) is None
    True
    """
    rule = rule_of(code, catalogue)
    if regime not in REGIMES:
        raise BylawError(Violation("legal_regime_unknown", {"regime": regime}))
    for law in rule.laws:
        if regime in law.regimes and law.in_force(on):
            return law
    return None


def parse_for(code: str, text: str) -> Value:
    """The value of that rule which a person typed: its kind, or another kind that it admits; choices by code or by words.

    >>> parse_for("quorum.ord.first", "2/3")
    Share(numerator=2, denominator=3, strict=False, base='entitled')
    >>> parse_for("vote.seniority", "30 giorni"), parse_for("vote.seniority", "2")
    (Days(count=30), Months(count=2))

    BylawError ``rule_unknown``, ``rule_value_invalid``.
    """
    rule = rule_of(code)
    by_words = {words.text(lang).lower(): choice for choice, words in rule.choices for lang in ("it", "en")}
    if rule.kind == "choice" and isinstance(text, str):
        text = by_words.get(" ".join(text.lower().split()), text)
    refusal = None
    for kind in rule.kinds:
        try:
            return parse(kind, text, rule.base or VOTES)
        except BylawError as error:
            refusal = refusal or error
    raise refusal
