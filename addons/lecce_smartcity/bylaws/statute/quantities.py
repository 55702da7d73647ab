"""Shares, numbers and lengths of time as Italian statutes write them, found in text without accents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..rules.kinds import BODY, ENTITLED, MEMBERS, PRESENT, SEATS, VOTES, Days, Hours, Months, Years
from .numerals import cardinal

# A number in figures or words, perhaps said twice: "15 (quindici)".
NUMBER = r"(?<![a-z0-9,/])(?P<n>\d{1,4}|[a-z]{2,25})(?:\s?\(\s?(?P<again>\w{1,25})\s?\))?"
UNIT = r"(?P<unit>ore|ora|giorni|giorno|mesi|mese|anni|anno|esercizi|esercizio)"
LENGTH = rf"{NUMBER}\s(?:soli )?{UNIT}\b"
_UNITS = {"or": Hours, "gi": Days, "me": Months, "an": Years, "es": Years}
_PARTS = "terz quart quint sest settim ottav non decim ventesim trentesim quarantesim cinquantesim centesim"
_DENOMINATORS = dict(zip(_PARTS.split(), (3, 4, 5, 6, 7, 8, 9, 10, 20, 30, 40, 50, 100), strict=True))
_WORDS = "un|due|tre|quattro|cinque|sei|sette|otto|nove|dieci"

_TIMES = rf"(?:{_WORDS})[ -](?:{'|'.join(_DENOMINATORS)})[oiae]\b(?! d'ora)"
# "maggioranza dei due terzi" is two thirds, "maggioranza relativa" is no share.
_OF_FRACTION = (
    rf"(?! (?:qualificata )?(?:di|dei|degli) (?:almeno )?(?:i )?(?:{_TIMES}|\d))(?! relativa| qualificata| di cui| previst"
    rf"| richiest| necessari| indicat)"
)
_SHARE = re.compile(
    r"(?P<strict>\b(?:piu d(?:el|ella|i|ei|egli)|oltre (?:la|il|i|gli|un)?|superiore a(?:l|lla|i)?)\s?)?"
    r"(?:\balmeno )?(?:\b(?:la|il|i|gli|della|dei|del|degli)\s)?"
    r"(?:(?P<plus>meta (?:piu|\+) ?(?:uno|una|1)|50 ?(?:%|per cento) (?:piu|\+) ?(?:uno|una|1))"
    r"|(?P<half>meta)\b"
    rf"|(?P<words>{_TIMES})(?:\s?\(\s?\d{{1,2}}/\d{{1,3}}\s?\))?"
    r"|(?<![\d/])(?P<above>\d{1,2})\s?/\s?(?P<below>\d{1,3})(?![\d/])"
    r"|(?<![\d,])(?P<percent>\d{1,3})\s?(?:%|per cento)(?:\s?\([a-z ]{3,30}\))?"
    rf"|(?P<majority>maggioranza)(?: (?P<kind>assoluta|semplice))?{_OF_FRACTION}"
    r"|(?P<any>(?:qualunque|qualsiasi|quale che) (?:ne )?sia il numero|(?:qualunque|qualsiasi) numero"
    r"|indipendentemente dal numero)"
    r"|(?P<all>unanimita))"
)
_BASE = re.compile(
    r"\s?(?:\([^)]{1,30}\)\s?)?(?:dei|degli|delle|di|del|d'|da parte dei|da parte degli|tra i|fra i|fra gli)?\s?"
    r"(?P<pre>(?:suoi|loro|propri|tutti i|tutti gli|relativi|rispettivi) )?"
    r"(?P<word>voti dei presenti|voti espressi|voti validi|voti|voto|votanti|suffragi|presenti|intervenuti|partecipanti"
    r"|(?:(?:associati|soci|iscritti|aderenti|membri|componenti|consiglieri|amministratori) )?(?:presenti|intervenuti|votanti)"
    r"|associati|associate|soci\b|iscritti|aderenti|aventi diritto|stessi|componenti|membri|consiglieri|amministratori)"
)
_QUALIFIED = re.compile(r"aventi diritto|con diritto|diritto (?:al|di) voto|in regola")


@dataclass(frozen=True, slots=True)
class FoundShare:
    """A share in a sentence: where, how much, of what (base "" where it is not said) and how it is put."""

    start: int
    end: int
    numerator: int
    denominator: int
    strict: bool
    base: str
    kind: str


def shares(text: str) -> Iterator[FoundShare]:
    """The shares in a sentence of small letters without accents.

    >>> [(s.numerator, s.denominator, s.strict, s.base, s.kind) for s in shares("la meta piu uno dei soci e due terzi dei presenti")]
    [(1, 2, True, 'members', 'half_plus_one'), (2, 3, False, 'present', 'fraction')]
    """
    for match in _SHARE.finditer(text):
        value = _fraction(match)
        if value is None:
            continue
        numerator, denominator, strict, kind = value
        base = _BASE.match(text, match.end())
        end = base.end() if base else match.end()
        yield FoundShare(match.start(), end, numerator, denominator, strict, _base(base, text) if base else "", kind)


def _fraction(match: re.Match) -> tuple[int, int, bool, str] | None:
    strict = bool(match["strict"])
    if match["plus"]:
        return 1, 2, True, "half_plus_one"
    if match["half"]:
        return 1, 2, strict, "fraction"
    if match["majority"]:
        return 1, 2, True, match["kind"] or "majority"
    if match["any"]:
        return 0, 1, False, "any"
    if match["all"]:
        return 1, 1, False, "unanimity"
    if match["percent"]:
        top, bottom = int(match["percent"]), 100
    elif match["above"]:
        top, bottom = int(match["above"]), int(match["below"])
    else:
        first, second = re.split("[ -]", match["words"])[:2]
        top, bottom = cardinal(first) or 0, _DENOMINATORS[second[:-1]]
    return (top, bottom, strict, "fraction") if 0 < top <= bottom else None


def _base(match: re.Match, text: str) -> str:
    word = match["word"]
    after = text[match.end() : match.end() + 45]
    if "present" in word or "intervenut" in word or word == "partecipanti":
        return PRESENT
    if "vot" in word or word == "suffragi":
        return VOTES
    if word in ("componenti", "membri", "consiglieri", "amministratori"):
        return SEATS if re.match(r" (?:assegnati|previsti|del collegio)", after) else BODY
    if word == "aventi diritto" or _QUALIFIED.search(after):
        return ENTITLED
    return "" if word == "stessi" else MEMBERS


def whole(match: re.Match, group: str = "n") -> int | None:
    """The number of a match of NUMBER; None where the words are no number, or figures and words differ."""
    found = cardinal(match[group].removesuffix("'"))
    again = match.groupdict().get("again") if group == "n" else None
    if again and cardinal(again) not in (None, found):
        return None
    return found


def length(match: re.Match) -> Hours | Days | Months | Years | None:
    """The length of time of a match of LENGTH; None where it is none."""
    count = whole(match)
    return _UNITS[match["unit"][:2]](count) if count is not None else None
