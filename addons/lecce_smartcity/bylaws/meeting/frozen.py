"""What a vote keeps when it opens and when it closes, as plain JSON, and back: rulings, totals, attendance, counts, verdicts.

A vote is judged by these alone: a rule, a weight or a representative that changes later does not touch it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from ..citations import Citation
from ..rules.encoding import decode, encode
from ..rules.resolution import Ruling
from .sitting import Reading
from .votes import Resistance, Tally, Totals, Verdict

_TEXTS = ("code", "origin", "severity", "regime", "version", "article_key", "quote")


def encode_citation(citation: Citation) -> dict:
    """The citation as a JSON-able dict.

    >>> decode_citation(encode_citation(Citation("c.c.", "21(1)", valid_from=date(1942, 4, 21)))).label()
    'c.c. art. 21(1)'
    """
    return {
        "source": citation.source,
        "article": citation.article,
        "text": citation.text,
        "valid_from": _day(citation.valid_from),
        "valid_to": _day(citation.valid_to),
        "version": citation.version,
    }


def decode_citation(data: Mapping) -> Citation:
    """The citation of a dict made by ``encode_citation``."""
    days = {name: data[name] and date.fromisoformat(data[name]) for name in ("valid_from", "valid_to")}
    return Citation(data["source"], data["article"], data["text"], **days, version=data["version"])


def encode_ruling(ruling: Ruling) -> dict:
    """The ruling as a JSON-able dict: the value exactly, the article, the words. What mandatory law displaced is not kept.

    >>> from ..rules.resolution import rulebook
    >>> ruling = rulebook("ets").resolve("majority.stat", date(2026, 4, 18))
    >>> decode_ruling(encode_ruling(ruling)) == ruling
    True
    """
    texts = {name: getattr(ruling, name) for name in _TEXTS}
    return texts | {
        "value": encode(ruling.value),
        "citation": encode_citation(ruling.citation),
        "on": ruling.on.isoformat(),
        "confirmed": ruling.confirmed,
    }


def decode_ruling(data: Mapping) -> Ruling:
    """The ruling of a dict made by ``encode_ruling``."""
    return Ruling(
        **{name: data[name] for name in _TEXTS},
        value=decode(data["value"]),
        citation=decode_citation(data["citation"]),
        on=date.fromisoformat(data["on"]),
        confirmed=data["confirmed"],
    )


def encode_verdict(verdict: Verdict) -> dict:
    """The verdict as a JSON-able dict; its share is kept as the exact fraction.

    >>> from .votes import majority
    >>> from ..rules.kinds import Share
    >>> found = majority(Share(3, 4, False, "members"), Tally(29, 10), Totals(members=40))
    >>> decode_verdict(encode_verdict(found)) == found
    True
    """
    return verdict._asdict() | {"share": encode(verdict.share)}


def decode_verdict(data: Mapping) -> Verdict:
    """The verdict of a dict made by ``encode_verdict``."""
    return Verdict(**{**data, "share": decode(data["share"])})


def encode_reading(reading: Reading) -> dict:
    """The attendance at an instant as a JSON-able dict.

    >>> from .votes import quorum
    >>> from ..rules.kinds import Share
    >>> found = quorum(Share(1, 2, False, "entitled"), 11, Totals(entitled=21))
    >>> reading = Reading(datetime(2026, 4, 18, 9), 8, 2, 3, 11, found)
    >>> decode_reading(encode_reading(reading)) == reading
    True
    """
    return reading._asdict() | {"at": reading.at.isoformat(), "verdict": encode_verdict(reading.verdict)}


def decode_reading(data: Mapping) -> Reading:
    """The attendance of a dict made by ``encode_reading``."""
    return Reading(**{**data, "at": datetime.fromisoformat(data["at"]), "verdict": decode_verdict(data["verdict"])})


def encode_tally(tally: Tally) -> dict:
    """The totals of a vote as a dict, a number for each choice."""
    return {name: getattr(tally, name) for name in Tally.__slots__}


def decode_tally(data: Mapping) -> Tally:
    """The totals of a dict made by ``encode_tally``.

    >>> decode_tally(encode_tally(Tally(4, 3, abstained=1))).expressed
    7
    """
    return Tally(**data)


def encode_totals(totals: Totals) -> dict:
    """The bases as a dict."""
    return totals._asdict()


def decode_totals(data: Mapping) -> Totals:
    """The bases of a dict made by ``encode_totals``."""
    return Totals(**data)


def encode_resistance(test: Resistance) -> dict:
    """The test without the votes in conflict as a dict."""
    return {"verdict": encode_verdict(test.verdict), "without": encode_verdict(test.without)}


def decode_resistance(data: Mapping) -> Resistance:
    """The test of a dict made by ``encode_resistance``."""
    return Resistance(decode_verdict(data["verdict"]), decode_verdict(data["without"]))


def _day(day: date | None) -> str | None:
    return day and day.isoformat()
