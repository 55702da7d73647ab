"""A pasted text as lines: cleaned, without what a page printer put between them, with the layout told.

Every pattern here is matched from the start of a line, with bounded repeats: the time is linear in the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from ..errors import BylawError, Violation
from .model import one_line

MAX_CHARACTERS = 1_000_000  # twenty times the longest statutes
MAX_LINES = 60_000

_PAGE_MARK = re.compile(
    r"(?:[-–—]\s?)?(?:pag(?:ina|g)?|p|page|foglio)\s?\.?\s?\d{1,4}(?:\s?(?:di|/|of|su)\s?\d{1,4})?(?:\s?[-–—])?"
    r"|[-–—]\s?\d{1,4}\s?[-–—]"
    r"|\d{1,4}\s?(?:di|/|of)\s?\d{1,4}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_FILLING = "-–—=_*~#"
_ENDS = ".;:!?…"
_CLOSING = "\"'”’»)]"
_ABBREVIATED = frozenset(
    ("art.", "artt.", "n.", "nn.", "lett.", "co.", "d.lgs.", "d.p.r.", "l.", "pag.", "dott.", "sig.", "prof.", "avv.")
)
_COMPOUNDING = frozenset(("vice", "ex", "tecnico", "socio", "economico", "politico", "pubblico"))
_ELIDED = re.compile(r"(?:^|\s|\()(?:[dnqs]?[aeu]?ll|l|un|d|s|c|quell|quest|sant|anch)['’]$", re.IGNORECASE)
_APART = 15  # lines between two marks that are taken for page numbers or page headings


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something: its number in the source, its text, whether blank lines or a page end come before."""

    at: int
    text: str
    gap: bool = False

    @property
    def ended(self) -> bool:
        """Whether a sentence or a point of a list ends here."""
        text = self.text.rstrip(_CLOSING)
        return text[-1:] in _ENDS and text.rpartition(" ")[2].rpartition("’")[2].rpartition("'")[2].lower() not in _ABBREVIATED

    @property
    def lower(self) -> bool:
        """Whether it begins with a small letter, as the rest of a broken line does."""
        return self.text.lstrip("\"'“‘«([")[:1].islower()

    @property
    def runs_on(self) -> bool:
        """Whether it begins with a small letter or a figure."""
        return self.lower or self.text[0].isdigit()

    @property
    def capitals(self) -> bool:
        """Whether it is written in capitals."""
        return len(self.text) > 2 and self.text.upper() == self.text and any(map(str.isalpha, self.text))


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text was broken: ``wrapped`` at about ``width`` characters, paragraphs ``spaced`` by blank lines."""

    wrapped: bool
    width: float
    spaced: bool


def read_lines(text: str) -> list[Line]:
    r"""The lines of a text that hold something.

    >>> read_lines("S T A T U T O\r\n\n Art. 1 ------\u00ad-----\n_____")
    [Line(at=1, text='STATUTO', gap=False), Line(at=3, text='Art. 1', gap=True)]

    Raises BylawError: ``statute_text_empty``, ``statute_text_too_long``, ``statute_too_many_lines``.
    """
    if len(text) > MAX_CHARACTERS:
        raise BylawError(Violation("statute_text_too_long", {"size": len(text), "limit": MAX_CHARACTERS}))
    rows = [one_line(_closed_up(raw)) for raw in text.replace("\r\n", "\n").replace("\f", " ").splitlines()]
    # Who fills lines with strokes sometimes has room for one alone.
    shortest = 1 if sum(1 for row in rows if row.endswith("----")) > 2 else 4
    lines, gap = [], False
    for at, row in enumerate(rows, 1):
        line = _without_filling(row, shortest)
        if not line:
            gap = True
            continue
        lines.append(Line(at, line, gap))
        gap = False
    if not lines:
        raise BylawError(Violation("statute_text_empty"))
    if len(lines) > MAX_LINES:
        raise BylawError(Violation("statute_too_many_lines", {"count": len(lines), "limit": MAX_LINES}))
    return lines


def _closed_up(raw: str) -> str:
    """Spaced-out letters as words: "S T A T U T O" is one, two blanks part two."""
    raw = raw.strip()
    if len(raw) > 120 or raw[1:2] != " ":
        return raw
    words = raw.replace("   ", "\0").replace("  ", "\0").split("\0")
    spaced = [word.split(" ") for word in words]
    if all(len(letter) == 1 for word in spaced for letter in word) and sum(map(str.isalpha, raw)) > 2:
        return " ".join("".join(word) for word in spaced)
    return raw


def _without_filling(line: str, shortest: int) -> str:
    """Without the strokes that notaries fill lines with, and lines that are nothing else."""
    while line and line[-1] in _FILLING:
        head, _blank, last = line.rpartition(" ")
        if last.strip(_FILLING) or len(last) < shortest:
            break
        line = head
    bare = line.rstrip(_FILLING)
    if len(line) - len(bare) > 3:
        line = bare
    bare = line.lstrip(_FILLING + " ")
    return bare if len(line) - len(bare) > 3 else line


def page_furniture(lines: Sequence[Line]) -> set[int]:
    """Positions of the lines that belong to the pages: their numbers, and headings repeated on each."""
    marks = {index for index, line in enumerate(lines) if len(line.text) < 40 and _PAGE_MARK.fullmatch(line.text)}
    marks |= _bare_numbers(lines)
    return marks | _running_heads(lines, marks)


def _bare_numbers(lines: Sequence[Line]) -> set[int]:
    """Lines that hold a figure alone, when they count up a page at a time."""
    found = [
        (index, int(line.text))
        for index, line in enumerate(lines)
        if line.text.isascii() and line.text.isdigit() and len(line.text) < 4
    ]
    if len(found) < 2:
        return set()
    pairs = list(itertools.pairwise(found))
    following = sum(1 for (_i, one), (_j, two) in pairs if two == one + 1)
    far = (found[-1][0] - found[0][0]) / len(pairs) >= _APART
    return {index for index, _value in found} if far and following >= 0.8 * len(pairs) else set()


def _running_heads(lines: Sequence[Line], marks: set[int]) -> set[int]:
    def head(line):
        return len(line.text) <= 120 and not line.ended and not line.lower

    kinds: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if head(line):
            kinds.setdefault(_DIGITS.sub("#", line.text), []).append(index)
    found: set[int] = set()
    for kind, places in kinds.items():
        if len(places) < 3 or len(kind) < 4 or (places[-1] - places[0]) / (len(places) - 1) < _APART:
            continue
        at_page_end = sum(1 for index in places if marks & {index - 2, index - 1, index + 1, index + 2})
        if at_page_end >= len(places) / 2 or _cuts_a_sentence(lines, places):
            found |= {index for index in places if index > 4}  # the first is the title itself
    return found


def _cuts_a_sentence(lines: Sequence[Line], places: Sequence[int]) -> bool:
    between = [(lines[index - 1], lines[index + 1]) for index in places if 0 < index < len(lines) - 1]
    cut = sum(1 for before, after in between if not before.ended and len(before.text) > 30 and after.lower)
    return cut >= max(2, len(places) / 3)


def is_contents_row(line: Line) -> bool:
    """Whether a line is a row of a table of contents.

    >>> is_contents_row(Line(1, "Art. 1 Denominazione .......... 3")), is_contents_row(Line(1, "Art. 1"))
    (True, False)
    """
    bare = line.text.rstrip("0123456789")
    return len(bare) < len(line.text) and bare.count(".", len(bare.rstrip(". …"))) + 3 * bare.count("…") > 4


def layout_of(lines: Sequence[Line]) -> Layout:
    """How the text was broken into lines."""
    pairs = [(before, after) for before, after in itertools.pairwise(lines) if not after.gap]
    broken = [len(before.text) for before, after in pairs if after.lower and not before.ended]
    wrapped = len(broken) >= max(3, 0.15 * len(lines))
    starts = [after.gap for before, after in itertools.pairwise(lines) if before.ended and not after.lower]
    return Layout(wrapped, median(broken) if broken else 0.0, sum(starts) > 0.3 * len(starts))


def continues(before: Line, after: Line, layout: Layout) -> bool:
    """Whether ``after``, which bears no mark of its own, is the rest of a broken line."""
    full = layout.wrapped and len(before.text) >= 0.8 * layout.width
    if after.gap:
        return after.lower and not before.ended
    if after.text[0].isdigit() and not before.ended:
        return True
    if after.lower:
        # After a colon or a semicolon a small letter may begin a list without marks.
        return not before.ended or full or before.text.endswith(".")
    if before.ended:
        return full and (layout.spaced or len(before.text) >= 0.95 * layout.width) and before.text.endswith(".")
    return full


class Joiner:
    """Puts the parts of broken lines together again; hyphens at line ends go, where the word is one.

    >>> Joiner(["la costituzione"]).join(["La costi-", "tuzione"]), Joiner(["tecnico-scientifico"]).join(["tecnico-", "scientifico"])
    ('La costituzione', 'tecnico-scientifico')
    """

    def __init__(self, texts: Iterable[str]):
        self._words = {word.strip(_CLOSING + ".,;:").lower() for text in texts for word in text.split()}

    def join(self, parts: Sequence[str]) -> str:
        """One line out of several, in linear time."""
        pieces = list(parts[:1])
        for before, after in itertools.pairwise(parts):
            if before[-1:] not in "-‐¬" or not before[-2:-1].isalpha() or not after[:1].islower():
                pieces.append("" if _ELIDED.search(before[-9:]) else " ")
            elif not self._keeps_hyphen(before, after):
                pieces[-1] = before[:-1]
            pieces.append(after)
        return "".join(pieces)

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        first = before[:-1].rpartition(" ")[2].lower()
        second = after.partition(" ")[0].rstrip(".,;:").lower()
        return first + second not in self._words and (f"{first}-{second}" in self._words or first in _COMPOUNDING)
