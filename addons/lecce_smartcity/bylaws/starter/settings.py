"""What the answers make of the text: its conditions, its words, its lists."""

from __future__ import annotations

from collections.abc import Iterator

from ..regimes import ETS, RECOGNISED, REGIMES
from .activities import general_interest
from .checking import seats
from .filling import Context
from .numerals import cardinal, euros, in_words
from .question import BY_ASSEMBLY, BY_BOARD, COLLEGIAL, MAYOR, NO_CONTROL, SINGLE, WHEN_REQUIRED, Answers
from .questionnaire import CATEGORIES, THEMES
from .values import (
    ARBITRATORS_DECIDE,
    CONTROL_ALTERNATES,
    DUES_ON_ADMISSION,
    NOTICE_OF_AMENDMENTS,
    co_opted,
    preferences,
    rule_values,
)

FACTS = frozenset(
    {
        *REGIMES, "personality", "short_name", "founders", "second_call", "second_stat", "remote", "longer_notice", "control_body",
        "control_single", "control_several", "control_when_required", "auditor", "arbitrators", "committee", "tables", "mayor",
        "president_assembly", "president_board", "designated", "designated_one", "elected_one", "reserved", "max_mandates",
        "mandates_one", "proxy_one", "co_opted_one", "preference_one", "dues_all",
    }
)  # fmt: skip


def context_of(answers: Answers) -> Context:
    """Everything that the text is filled with; ``answers`` are complete and without errors."""
    lists = {"founders": tuple(map(_listed, answers["founders"])), "themes": [THEMES[theme].it for theme in answers["themes"]]}
    lists["general_interest"] = general_interest(answers["themes"])
    names = _names(answers) | {f"{name}.{place}": text for name, texts in lists.items() for place, text in enumerate(texts)}
    places = {name: tuple(f"{name}.{place}" for place in range(len(texts))) for name, texts in lists.items()}
    return Context(rule_values(answers), names, places, frozenset(_facts(answers)), FACTS)


def _names(answers: Answers) -> dict[str, str]:
    elected, _others = seats(answers)
    name = " ".join(answers["name"].split())
    if answers["regime"] == ETS and not name.upper().endswith(" ETS"):
        name += " ETS"
    payers = [CATEGORIES[code].it for code in CATEGORIES if code in answers["dues_payers"]]
    return {
        "name": name,
        "short_name": " ".join(answers["short_name"].split()),
        "city": " ".join(answers["city"].split()),
        "province": answers["province"],
        "elected_seats": cardinal(max(elected, 0)),
        "designated_seats": cardinal(answers["municipality_seats"]),
        "dues_payers": ", ".join(payers),
        "dues_on_admission": in_words(DUES_ON_ADMISSION),
        "arbitrators_decide": in_words(ARBITRATORS_DECIDE),
        "control_alternates": in_words(CONTROL_ALTERNATES),
        "endowment": euros(answers.get("endowment") or 0),
    }


def _facts(answers: Answers) -> Iterator[str]:
    elected, _others = seats(answers)
    designated = answers["municipality_seats"]
    control = answers["control_body"]
    holding = {
        answers["regime"]: True,
        "personality": answers["regime"] == RECOGNISED or bool(answers.get("endowment")),
        "short_name": bool(answers["short_name"].strip()),
        "founders": bool(answers["founders"]),
        "second_call": answers["second_call"],
        "second_stat": answers["second_call"] and answers["amendment_second_presence"] != "same",
        "remote": answers["remote"],
        "longer_notice": answers["notice_days"] < NOTICE_OF_AMENDMENTS.count,
        "control_body": control != NO_CONTROL,
        "control_single": control == SINGLE,
        "control_several": control == COLLEGIAL,
        "control_when_required": control == WHEN_REQUIRED,
        "auditor": answers["regime"] == ETS,
        "arbitrators": answers["arbitrators"],
        "committee": answers["scientific_committee"],
        "tables": answers["thematic_tables"],
        "mayor": answers["president"] == MAYOR,
        "president_assembly": answers["president"] == BY_ASSEMBLY,
        "president_board": answers["president"] == BY_BOARD,
        "designated": designated > 0,
        "designated_one": designated == 1,
        "elected_one": elected == 1,
        "reserved": answers["reserved_seats"],
        "max_mandates": answers["max_mandates"] > 0,
        "mandates_one": answers["max_mandates"] == 1,
        "proxy_one": answers["proxies"] == 1,
        "co_opted_one": co_opted(elected) == 1,
        "preference_one": preferences(elected) == 1,
        "dues_all": set(answers["dues_payers"]) == set(CATEGORIES),
    }
    return (fact for fact, holds in holding.items() if holds)


def _listed(line: str) -> str:
    """A line of a list without the marks of the list it came from.

    >>> _listed(" - Alfa S.p.A.;"), _listed("Comune di Lecce,")
    ('Alfa S.p.A.', 'Comune di Lecce')
    """
    return " ".join(line.split()).lstrip("-–—•*· ").rstrip(";, ")
