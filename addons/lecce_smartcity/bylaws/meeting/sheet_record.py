"""Validity sheets as plain JSON and back: nothing is lost, both languages are kept."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import BylawError, Violation
from ..rules.model import Words
from .notice import Reach
from .sheet import Line, Sheet

VERSION = 1
_LINE_WORDS = ("title", "sentence", "rule")


def encode(sheet: Sheet) -> dict:
    """The sheet as a JSON-able dict; ``decode`` gives the equal sheet back."""
    return {
        "version": VERSION,
        "lines": [_encode_line(line) for line in sheet.lines],
        "adopted": sheet.adopted,
        "proclaimed": sheet.proclaimed,
        "reason": sheet.reason,
    }


def decode(data: Mapping) -> Sheet:
    """The sheet that ``encode`` wrote. BylawError: ``sheet_version_unknown`` for one of a later program."""
    if data.get("version") != VERSION:
        raise BylawError(Violation("sheet_version_unknown", {"version": data.get("version")}))
    lines = tuple(_decode_line(line) for line in data["lines"])
    return Sheet(lines, data["adopted"], data["proclaimed"], data["reason"])


def _encode_line(line: Line) -> dict:
    found = line._asdict()
    return found | {name: {"it": found[name].it, "en": found[name].en} for name in _LINE_WORDS}


def _decode_line(data: Mapping) -> Line:
    return Line(**{**data, **{name: Words(data[name]["it"], data[name]["en"]) for name in _LINE_WORDS}})


def encode_reach(reach: Reach) -> dict:
    """How far the notice went; recipients are whole numbers (ids of lines of the roll).

    >>> found = Reach(frozenset({1, 2}), frozenset({2}), {3: 4}, frozenset())
    >>> decode_reach(encode_reach(found)) == found
    True
    """
    sets = {name: sorted(getattr(reach, name)) for name in ("in_time", "presumed", "missed")}
    return sets | {"late": [list(pair) for pair in sorted(reach.late.items())]}


def decode_reach(data: Mapping) -> Reach:
    """The reach that ``encode_reach`` wrote."""
    return Reach(
        frozenset(data["in_time"]), frozenset(data["presumed"]), {who: days for who, days in data["late"]}, frozenset(data["missed"])
    )
