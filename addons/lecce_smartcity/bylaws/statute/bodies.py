"""The lines of one article to its paragraphs and points."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .model import Paragraph, Point
from .numerals import LATIN
from .source_lines import Joiner, Layout, Line, continues

_NUMBER = re.compile(
    r"\(?(?P<number>\d{1,3}(?:\.\d{1,3}){0,3})"
    rf"(?:[- ]?(?P<latin>{'|'.join(LATIN)})\b)?"
    r"(?P<mark>\s?[.)]\s?[-–—]?|\s?[-–—]|)(?P<rest>|\s.*|[^\W\d].*|[\"'“«(].*)"
)
_LETTER = re.compile(
    rf"\(?(?P<label>[a-z]{{1,2}}|[ivx]{{1,5}}|[A-Z]|[IVX]{{1,5}})(?:[- ]?(?P<latin>{'|'.join(LATIN)}))?"
    r"(?P<mark>\s?\)\s?[-–—]?|\.|\s[-–—])(?P<rest>|\s.*|[^\W\d].*)"
)
_BULLETS = "-–—•·*●▪◦‣⁃\uf0b7\uf0a7"
_SKIPPING = ("il", "hl", "vz")  # the Italian alphabet has no j, k, w, x, y
_EXPECTING = re.compile(
    r"(?:.*['’])?(?:lettera|lettere|lett\.|punto|punti|comma|commi|n\.|artt?\.|articolo|articoli|numero|entro|il|del|e|di|a)"
)


@dataclass(slots=True)
class _Piece:
    """A paragraph or point that grows: what numbers it, and the parts of its text."""

    number: str
    parts: list[str]
    points: list[_Piece] = field(default_factory=list)


class BodyReader:
    """Reads the lines of an article's body in order; ``paragraphs()`` gives the result."""

    def __init__(self, article: str, layout: Layout, joiner: Joiner):
        self._article = article.partition("-")[0]
        self._layout = layout
        self._joiner = joiner
        self._found: list[_Piece] = []
        self._last: Line | None = None
        self._mark = ""  # how this article marks its paragraphs: "." or ")" …
        self._before = 0  # the last numbered paragraph
        self._levels = False  # whether paragraphs are numbered "12.1"
        self._figure = 0  # the last point of the paragraph that bears a figure, and a letter
        self._letter = ""

    def read(self, lines: Iterable[Line]) -> None:
        for line in lines:
            if line.text.startswith("\\"):
                self._paragraph("", line.text[1:])
            elif not (self._numbered(line) or self._lettered(line) or self._bulleted(line)):
                self._plain(line)
            self._last = line

    def paragraphs(self) -> tuple[Paragraph, ...]:
        def text(piece):
            return self._joiner.join([part for part in piece.parts if part])

        return tuple(
            Paragraph(piece.number, text(piece), tuple(Point(point.number, text(point)) for point in piece.points))
            for piece in self._found
        )

    # -- lines without a mark
    def _plain(self, line: Line) -> None:
        if self._found and self._last:
            piece = self._found[-1].points[-1] if self._found[-1].points else self._found[-1]
            if not any(piece.parts) or continues(self._last, line, self._layout):
                piece.parts.append(line.text)
                return
        self._paragraph("", line.text)

    # -- numbers
    def _numbered(self, line: Line) -> bool:
        found = _NUMBER.fullmatch(line.text) if line.text[0] in "(0123456789" else None
        if not found or self._cites():
            return False
        number, mark, rest = found["number"], found["mark"].strip()[:1], found["rest"].strip()
        latin = f"-{found['latin']}" if found["latin"] else ""
        if "." in number:
            return self._several_levels(number + latin, mark, rest)
        if not mark and (rest or latin):
            return False
        value, mark = int(number), mark or "bare"
        as_point = self._is_point(value, mark, line)
        if as_point:
            self._point(number + latin, rest)
            self._figure = value
        elif as_point is False:
            self._mark, self._before = self._mark or mark, value
            self._paragraph(str(value) + latin, rest)
        return as_point is not None

    def _several_levels(self, number: str, mark: str, rest: str) -> bool:
        """ "12.1 …": the article's number and the paragraph's."""
        self._levels = self._levels or number.partition(".")[0] == self._article
        if self._levels and (mark or not rest[:1].islower()):
            self._paragraph(number, rest)
            return True
        return False

    def _is_point(self, value: int, mark: str, line: Line) -> bool | None:
        """Whether the number is a point's (True), a paragraph's (False), or part of the text (None)."""
        in_list = self._figure > 0 and value == self._figure + 1
        after_colon = self._last is not None and self._last.text.endswith(":")
        fresh = self._fresh(line)
        if not self._mark:
            return self._first_number(value, mark, in_list, after_colon or not fresh)
        following = value == self._before + 1
        if mark != self._mark:
            if in_list or (value == 1 and (after_colon or fresh)):
                return True
            return False if following and fresh else None
        if in_list and not (following and self._last is not None and self._last.text.endswith(".")):
            return True
        if value == 1 and after_colon:
            return True
        return False if following or (fresh and (value == 1 or self._before <= value <= self._before + 4)) else None

    def _first_number(self, value: int, mark: str, in_list: bool, opens_list: bool) -> bool | None:
        """The same, where no paragraph bears a number yet."""
        if in_list:
            return True
        if value == 1:
            return bool(self._found) and opens_list
        return False if not self._found and value < 4 and mark != "bare" else None

    # -- letters and strokes
    def _lettered(self, line: Line) -> bool:
        found = _LETTER.fullmatch(line.text)
        if not found:
            return False
        label, mark = found["label"], found["mark"].strip()
        expected = self._expected_letter(label)
        sure = mark.startswith(")") and self._fresh(line)
        if not (sure or expected) or self._cites():
            return False
        latin = f"-{found['latin']}" if found["latin"] else ""
        self._point(label + latin, found["rest"].strip())
        self._letter = label
        return True

    def _expected_letter(self, label: str) -> bool:
        last = self._letter
        if not last:
            return label.lower() in ("a", "i") and self._fresh_list()
        if len(last) == len(label) == 1 and (ord(label) - ord(last) in (0, 1) or (last + label).lower() in _SKIPPING):
            return True
        return len(label) > 1 and (label[0] == label[-1] or set(label.lower()) <= set("ivx"))

    def _fresh_list(self) -> bool:
        return self._last is None or self._last.text.endswith((":", ";", "."))

    def _bulleted(self, line: Line) -> bool:
        rest = line.text[1:].lstrip()
        if line.text[0] not in _BULLETS or (line.text[1:2] not in ("", " ", "\t") and not line.text[1:2].isupper()):
            return False
        if not self._fresh(line) and not (self._found and self._found[-1].points and self._found[-1].points[-1].number == "-"):
            return False
        self._point("-", rest)
        return True

    # -- both
    def _cites(self) -> bool:
        """Whether the line before ends with a word that a number or letter goes with."""
        if self._last is None or (self._last.text.endswith(".") and not self._layout.wrapped):
            return False  # "… nel Comune di N." ends a line that nobody broke
        return _EXPECTING.fullmatch(self._last.text[-30:].lower().rpartition(" ")[2]) is not None

    def _fresh(self, line: Line) -> bool:
        """Whether the line before has come to an end."""
        if self._last is None or line.gap or self._last.ended:
            return True
        return self._last.text.endswith((",", " e", " o", " ed", " oppure", " e/o"))

    def _paragraph(self, number: str, rest: str) -> None:
        self._found.append(_Piece(number, [rest]))
        self._figure, self._letter = 0, ""

    def _point(self, label: str, rest: str) -> None:
        if not self._found:
            self._paragraph("", "")
        self._found[-1].points.append(_Piece(label, [rest]))
