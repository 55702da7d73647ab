"""Which rules bind a body on a day: the statute's where it speaks, mandatory law, else what the association keeps itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from . import offices
from .citations import Citation
from .errors import BylawError
from .rules.kinds import Months, Value, Years
from .rules.resolution import FROM_LAW, FROM_STATUTE, RuleBook

FROM_BODY = "body"

# What one asks of a body → the code of the catalogue that answers, by kind of body.
_EVERY = {"prorogation": "board.prorogation", "declaration": "mandate.declaration", "acceptance": "mandate.acceptance"}
_BOARD = {
    "seats_min": "board.size.min",
    "seats_max": "board.size.max",
    "term": "board.term",
    "mandates_max": "board.mandates.max",
    "lapse": "board.lapse",
    "replacement": "board.replacement",
    "absences": "board.absences",
    "co_optation_max": "board.co_optation.max",
    "casting_vote": "casting_vote.board",
    "meets_every": "board.meets_every",
    "quorum": "quorum.board",
    "majority": "majority.board",
    "elected_share": "board.elected_share",
    "members_share": "board.members_share",
    "public_share": "public_control.board",
    "requirements": "board.requirements",
    "ineligible": "board.ineligible",
}
# Offices that the board gives last as long as the board.
_OF_BOARD = {"term": "board.term"}
CODES: Mapping[str, Mapping[str, str]] = {
    offices.BOARD: _EVERY | _BOARD,
    offices.PRESIDENT: _EVERY | _OF_BOARD | {"mandates_max": "president.mandates.max"},
    offices.VICE_PRESIDENT: _EVERY | _OF_BOARD,
    offices.SECRETARY: _EVERY | _OF_BOARD,
    offices.TREASURER: _EVERY | _OF_BOARD,
    offices.CONTROL_BODY: _EVERY | {"seats_min": "control.size", "seats_max": "control.size", "term": "control.term"},
    offices.AUDITOR: _EVERY | {"term": "control.term"},
    offices.ARBITRATORS: _EVERY
    | {"seats_min": "arbitrators.size", "seats_max": "arbitrators.size", "term": "arbitrators.term"},
}


class Ruled(NamedTuple):
    """A value and who says so: the statute, the law or the association itself (``origin``)."""

    value: Value
    citation: Citation = offices.STATUTE_SILENT
    origin: str = FROM_BODY


def ruled(book: RuleBook, code: str, on: date) -> Ruled | None:
    """What statute or law say on that day; None when both are silent.

    BylawError: ``no_legal_regime``, ``rule_unknown``.

    >>> book = RuleBook([(date(2015, 1, 1), "ets")])
    >>> found = ruled(book, "board.notice_runts", date(2026, 5, 15))
    >>> found.value, found.origin
    (Days(count=30), 'law')
    >>> ruled(book, "board.term", date(2026, 5, 15)) is None
    True
    """
    try:
        found = book.find(code, on)
    except BylawError as error:
        if any(violation.code != "no_rule_in_force" for violation in error.violations):
            raise
        return None
    return found and Ruled(found.value, found.citation, found.origin)


def body_rules(book: RuleBook, kind: str, on: date, own: Mapping[str, Value] | None = None) -> dict[str, Ruled]:
    """Every rule that binds a body of that kind on that day, by what one asks.

    ``own`` are the values that the association keeps for the body: they count where the statute is silent, and against the
    law's default; mandatory law (HARD) stands above them.

    >>> from .rules.kinds import Count, Share
    >>> book = RuleBook([(date(2015, 1, 1), "ets")])
    >>> rules = body_rules(book, "board", date(2026, 5, 15), {"seats_max": Count(9)})
    >>> rules["seats_max"].value, rules["seats_max"].origin, rules["elected_share"].citation.label()
    (Count(count=9), 'body', 'D.Lgs. 117/2017 art. 26(5)')
    >>> "elected_share" in body_rules(book, "scientific_committee", date(2026, 5, 15))
    False
    """
    own = own or {}
    found = {name: Ruled(value) for name, value in own.items()}
    for name, code in CODES.get(kind, _EVERY).items():
        rule = ruled(book, code, on)
        if rule and (rule.origin == FROM_STATUTE or name not in own or _mandatory(book, code, on)):
            found[name] = rule
    return found


def _mandatory(book: RuleBook, code: str, on: date) -> bool:
    found = book.find(code, on)
    return found is not None and found.origin == FROM_LAW and found.severity == "hard"


def months(length: Years | Months) -> int:
    """A term in months.

    >>> months(Years(3)), months(Months(18))
    (36, 18)
    """
    return length.count * 12 if isinstance(length, Years) else length.count
