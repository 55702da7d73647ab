"""How a detector is made from a pattern."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..rules.kinds import Choice, Count, DayOfYear, Flag, Value
from ..rules.model import Words
from .clauses import ARBITRATORS, ASSEMBLY, BOARD, CONTROL, Clause
from .proposal import HIGH, INFERRED, MEDIUM, READ, Detector, Find
from .quantities import length, whole

Reads = Callable[[re.Match, Clause], Value | None]
YES = Flag(True)
NO = Flag(False)

MONTHS = {
    name: number
    for number, name in enumerate(
        (
            "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre",
            "novembre", "dicembre",
        ),
        1,
    )
}  # fmt: skip
DATE = (
    r"(?:il |l'|al |all')?(?:(?P<last>ultimo giorno di febbraio)"
    r"|(?P<day>\d{1,2}|primo|trentuno|trenta)(?:\s?[°º^])?\s(?:\([a-z ]{3,20}\)\s)?"
    rf"(?P<month>{'|'.join(MONTHS)}))"
)
# Who may decide, by the words for it.
ORGAN = (
    r"(?P<organ>assemblea|consiglio direttivo|consiglio di amministrazione|consiglio|organo di amministrazione|organo amministrativo"
    r"|comitato direttivo|presidente|collegio dei probiviri|probiviri)"
)
BY = r"(?:dal|dall'|dalla|dai|da parte del|da parte dell'|al|all'|ai|del|dell')\s?"


def pattern(
    codes: str,
    regex: str,
    reads: Value | Reads,
    *,
    body: str | tuple[str, ...] = (),
    need: str = "",
    never: str = "",
    confidence: str = HIGH,
    reason: Words = READ,
) -> Detector:
    """A detector for one or several codes (parted by blanks).

    regex       found in the sentence, in small letters without accents
    reads       the value, or what makes it from the match
    body        the bodies of which the sentence must speak
    need        must be found in heading, opening of the list or sentence; ``never`` must not be in the sentence
    """
    compiled, needed = re.compile(regex), re.compile(need) if need else None
    forbidden = re.compile(never) if never else None
    bodies = (body,) if isinstance(body, str) else body

    def detect(clause: Clause) -> Iterator[Find]:
        match = compiled.search(clause.folded)
        if match is None or (bodies and clause.body not in bodies):
            return
        if (needed and not needed.search(clause.around)) or (forbidden and forbidden.search(clause.folded)):
            return
        value = reads(match, clause) if callable(reads) else reads
        if value is None:
            return
        # What the heading alone tells is less sure than what the sentence tells.
        inferred = bool(needed) and not needed.search(clause.folded)
        for code in codes.split():
            yield (
                code,
                value,
                match.start(),
                match.end(),
                INFERRED if inferred and reason is READ else reason,
                MEDIUM if inferred and confidence == HIGH else confidence,
            )

    return detect


def time(match: re.Match, _clause: Clause) -> Value | None:
    """The length of time found."""
    return length(match)


def count(match: re.Match, _clause: Clause) -> Count | None:
    """The number found, from 1."""
    found = whole(match)
    return Count(found) if found else None


def day(match: re.Match, _clause: Clause) -> DayOfYear | None:
    """The day of the year found."""
    if match["last"]:
        return DayOfYear(2, 29)
    words = {"primo": 1, "trenta": 30, "trentuno": 31}
    number = words.get(match["day"]) or int(match["day"])
    month = MONTHS[match["month"]]
    return DayOfYear(month, number) if 1 <= number <= (29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31) else None


_ORGANS = (("assemblea", ASSEMBLY), ("probivir", ARBITRATORS), ("presidente", "president"), ("controllo", CONTROL))


def organ(match: re.Match, _clause: Clause) -> Choice:
    """The body found."""
    words = match["organ"]
    return Choice(next((code for word, code in _ORGANS if word in words), BOARD))


def but(reads: Reads, *allowed: str) -> Reads:
    """The same reading, of some codes only."""

    def read(match, clause):
        value = reads(match, clause)
        return value if isinstance(value, Choice) and value.code in allowed else None

    return read


def listed(words: dict[str, str]) -> Callable[[Clause], tuple[str, ...]]:
    """Which codes a sentence names: code → pattern."""
    compiled = {code: re.compile(words[code]) for code in words}

    def find(clause):
        return tuple(code for code, regex in compiled.items() if regex.search(clause.folded))

    return find
