"""Which offices one person cannot hold at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from . import offices
from .citations import Citation
from .offices import REFUSED, STATUTE_SILENT, WARNING, Remark
from .regimes import ETS
from .rules.articles import civil, third_sector


class Office(NamedTuple):
    """An office that a person holds: its body and the body's kind."""

    body: object
    kind: str
    name: str = ""


_CONTROL = third_sector(
    "30(5)",
    "Ai componenti dell'organo di controllo si applica l'articolo 2399 del codice civile.",
)
_CONTROL_CIVIL = civil("2399")


def incompatible(held: Iterable[Office], regime: str, declared: Iterable[tuple[object, object]] = ()) -> tuple[Remark, ...]:
    """Which offices of one person cannot stand side by side.

    Who controls does not administer: D.Lgs. 117/2017 art. 30(5) with c.c. 2399 in an ETS, elsewhere by the same principle.
    Who judges disputes among members neither administers nor controls: practice. ``declared`` are pairs of bodies that the
    statute sets apart.

    >>> board, control = Office(1, "board", "Board"), Office(2, "control_body", "Control body")
    >>> [(r.code, r.severity, r.citation.label()) for r in incompatible([board, control], "ets")]
    [('offices_incompatible', 'refused', 'D.Lgs. 117/2017 art. 30(5)')]
    >>> [(r.severity, r.citation.label()) for r in incompatible([board, control], "recognised")]
    [('warning', 'c.c. art. 2399')]
    >>> incompatible([board, Office(3, "thematic_table")], "ets")
    ()
    >>> [r.severity for r in incompatible([board, Office(3, "thematic_table")], "ets", declared=[(3, 1)])]
    ['refused']
    """
    held = list(dict.fromkeys(held))
    apart = {frozenset(pair) for pair in declared}
    found = []
    for index, one in enumerate(held):
        for other in held[index + 1 :]:
            judged = _judge_pair(one, other, regime, apart)
            if judged:
                severity, citation = judged
                params = {"one": one.name or one.kind, "other": other.name or other.kind}
                found.append(Remark("offices_incompatible", severity, citation, params))
    return tuple(found)


def _judge_pair(one: Office, other: Office, regime: str, apart: set) -> tuple[str, Citation] | None:
    if one.body == other.body:
        return None
    kinds = {one.kind, other.kind}
    if kinds & set(offices.CONTROL_KINDS) and kinds & set(offices.GOVERNING_KINDS):
        return (REFUSED, _CONTROL) if regime == ETS else (WARNING, _CONTROL_CIVIL)
    if frozenset((one.body, other.body)) in apart:
        return REFUSED, STATUTE_SILENT
    if offices.ARBITRATORS in kinds and kinds & {*offices.GOVERNING_KINDS, *offices.CONTROL_KINDS}:
        return WARNING, STATUTE_SILENT
    return None
