"""Validity sheets, and the facts that a vote froze, as plain JSON and back: nothing is lost, both languages are kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from ..citations import Citation
from ..errors import BylawError, Violation
from ..rules.encoding import decode as decode_value
from ..rules.encoding import encode as encode_value
from ..rules.model import Words
from ..rules.resolution import Ruling, StatuteRule
from .notice import Reach
from .sheet import Line, Sheet
from .sitting import Reading
from .votes import CHOICES, Tally, Totals, Verdict

VERSION = 1
_LINE_WORDS = ("title", "sentence", "rule")
_RULING_TEXTS = ("code", "origin", "severity", "regime", "version", "article_key", "quote")
_RULE_TEXTS = ("code", "article_key", "article_number", "paragraph", "quote")


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


# --- what a vote freezes


def encode_ruling(ruling: Ruling) -> dict:
    """A ruling with its citation, as it was on its day.

    >>> from ..rules.resolution import rulebook
    >>> ruling = rulebook("ets").resolve("majority.ord", date(2026, 4, 18))
    >>> decode_ruling(encode_ruling(ruling)) == ruling
    True
    """
    found: dict[str, object] = {name: getattr(ruling, name) for name in _RULING_TEXTS}
    found |= {"value": encode_value(ruling.value), "citation": _encode_citation(ruling.citation)}
    found |= {"on": ruling.on.isoformat(), "confirmed": ruling.confirmed}
    if ruling.displaced:
        rule = ruling.displaced
        found["displaced"] = {name: getattr(rule, name) for name in _RULE_TEXTS} | {"value": encode_value(rule.value)}
    return found


def decode_ruling(data: Mapping) -> Ruling:
    """The ruling that ``encode_ruling`` wrote."""
    displaced = data.get("displaced")
    if displaced:
        displaced = StatuteRule(**{name: displaced[name] for name in _RULE_TEXTS}, value=decode_value(displaced["value"]))
    return Ruling(
        **{name: data[name] for name in _RULING_TEXTS},
        value=decode_value(data["value"]),
        citation=_decode_citation(data["citation"]),
        on=date.fromisoformat(data["on"]),
        confirmed=data["confirmed"],
        displaced=displaced or None,
    )


def _encode_citation(citation: Citation) -> dict:
    days = {name: day and day.isoformat() for name, day in (("from", citation.valid_from), ("to", citation.valid_to))}
    return {"source": citation.source, "article": citation.article, "text": citation.text, "of": citation.version, **days}


def _decode_citation(data: Mapping) -> Citation:
    days = [data[name] and date.fromisoformat(data[name]) for name in ("from", "to")]
    return Citation(data["source"], data["article"], data["text"], *days, data["of"])


def encode_totals(totals: Totals) -> dict:
    """The bases that do not depend on who came."""
    return totals._asdict()


def decode_totals(data: Mapping) -> Totals:
    """The totals that ``encode_totals`` wrote."""
    return Totals(**data)


def encode_tally(tally: Tally) -> dict:
    """How many votes each way.

    >>> decode_tally(encode_tally(Tally(4, 3, blank=1))) == Tally(4, 3, blank=1)
    True
    """
    return {choice: getattr(tally, choice) for choice in CHOICES}


def decode_tally(data: Mapping) -> Tally:
    """The tally that ``encode_tally`` wrote."""
    return Tally(**data)


def encode_verdict(verdict: Verdict) -> dict:
    """A verdict with its exact share.

    >>> from ..rules.kinds import Share
    >>> found = Verdict(Share(3, 4, False, "members"), 29, 40, 30, False, 1)
    >>> decode_verdict(encode_verdict(found)) == found
    True
    """
    return verdict._asdict() | {"share": encode_value(verdict.share)}


def decode_verdict(data: Mapping) -> Verdict:
    """The verdict that ``encode_verdict`` wrote."""
    return Verdict(**{**data, "share": decode_value(data["share"])})


def encode_reading(reading: Reading) -> dict:
    """Attendance at an instant."""
    return reading._asdict() | {"at": reading.at.isoformat(), "verdict": encode_verdict(reading.verdict)}


def decode_reading(data: Mapping) -> Reading:
    """The reading that ``encode_reading`` wrote."""
    return Reading(**{**data, "at": datetime.fromisoformat(data["at"]), "verdict": decode_verdict(data["verdict"])})


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
