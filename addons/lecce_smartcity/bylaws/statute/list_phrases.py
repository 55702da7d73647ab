"""What a whole list says: the matters reserved to the assembly, the committees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..rules.kinds import Several, Value
from ..rules.model import Words
from . import proposal as why
from .clauses import ASSEMBLY, Clause
from .proposal import MEDIUM

_RESERVED = re.compile(r"competenz|compiti|spetta|riservat|delibera|assemblea\s?:|funzioni|poteri|attribuzioni")
_MATTERS = {
    "bodies": r"(?:elegge|elezion|nomin\w*|revoca)[^.;]{0,60}"
    r"(?:organi|consiglier|componenti|cariche|consiglio|amministrator|presidente)",
    "auditor": r"(?:nomin|elegg|revoc|elezion)\w*[^.;]{0,70}(?:revision|revisor)",
    "accounts": r"(?:bilanci|rendicont)\w*(?! di previsione| preventiv)",
    "budget": r"preventiv|bilancio di previsione",
    "liability": r"responsabilita",
    "exclusion": r"esclusion",
    "statute": r"modific\w*[^.;]{0,60}statut|statut\w*[^.;]{0,30}modific",
    "assembly_rules": r"regolament\w*[^.;]{0,60}(?:lavori|assemble)",
    "regulations": r"regolamenti\b|regolamento(?![^.;]{0,40}(?:lavori|assemble))",
    "dissolution": r"scioglimento",
    "transformation": r"trasformazione|fusione|scissione",
    "dues": r"quot[ae]\b",
}
_COMPILED = {code: re.compile(words) for code, words in _MATTERS.items()}
_LEAST = 4  # a list of fewer matters is no list of competences


def list_finds(rows: Sequence[Clause]) -> Iterator[tuple[Clause, str, Value, Words, str]]:
    """(sentence that opens the list, rule, value, reason, confidence) of one article."""
    opening: Clause | None = None
    found: dict[str, None] = {}
    for clause in rows:
        if clause.folded.rstrip().endswith(":"):
            yield from _told(opening, found)
            opens = _RESERVED.search(clause.around) is not None and clause.body == ASSEMBLY
            opening, found = (clause if opens else None), {}
        elif opening is not None and clause.intro:
            found |= dict.fromkeys(code for code, words in _COMPILED.items() if words.search(clause.folded))
    yield from _told(opening, found)


def _told(opening: Clause | None, found: dict[str, None]) -> Iterator[tuple[Clause, str, Value, Words, str]]:
    if opening is not None and len(found) >= _LEAST:
        yield opening, "assembly.competences", Several(tuple(code for code in _MATTERS if code in found)), why.LISTED, MEDIUM
