r"""A statute as a tree of divisions, articles, paragraphs and points.

All values are text and frozen; what is absent is "". Every text is one line, except a preamble, which has one
line per paragraph: white space is put in order and invisible characters are taken out when a value is made, so
that two texts which read alike are equal.

An article's body has one editable form, ``Article.text``, from which ``text_to_paragraphs`` makes the same
paragraphs again:

    1. A numbered paragraph (comma).
    a) a point of the paragraph above;
    1) a point that bears a figure;
    - a point without a label.
    A line without a number is a paragraph of its own.
    \2. The backslash says that "2." belongs to the text and numbers nothing.

Points inside points stand in one row with them, in the order of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..errors import BylawError, Violation

TITLE = "title"  # Titolo
CHAPTER = "chapter"  # Capo
SECTION = "section"  # Sezione
KINDS = (TITLE, CHAPTER, SECTION)  # from the widest to the narrowest
# The text is Italian, whatever the reader's language: so are the names of its parts.
NAMES = {TITLE: "Titolo", CHAPTER: "Capo", SECTION: "Sezione"}

# Invisible: controls, soft hyphens, marks that reverse or hide text, and what XML cannot hold.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LATIN = r"(?:[- ]?(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|nonies|decies))?"
_NUMBER = rf"\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}{_LATIN}"
_LABEL = rf"(?:[A-Za-z]{{1,2}}|[ivx]{{1,5}}|[IVX]{{1,5}}|\d{{1,3}}){_LATIN}"
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARKED = re.compile(rf"(?:(?P<number>{_NUMBER})\.|(?P<label>{_LABEL})\)|(?P<dash>-))(?: (?P<text>.*))?")
_IS_NUMBER = re.compile(_NUMBER)
_IS_LABEL = re.compile(rf"{_LABEL}|-")
_EID = {TITLE: "title", CHAPTER: "chp", SECTION: "sec"}
_NOT_IN_EID = re.compile(r"[^\w-]+")


def one_line(text: str) -> str:
    r"""Text on one line: single spaces, nothing invisible.

    >>> one_line("  L\u2019assemblea\u00a0 dei\n soci\u00ad ")
    'L’assemblea dei soci'
    """
    if not (text.isascii() and text.isprintable()):
        text = _HIDDEN.sub("", text)
    return " ".join(text.split())


def lines_of(text: str) -> tuple[str, ...]:
    r"""The lines of a text that hold something, each put in order.

    >>> lines_of("uno \r\n\r\n  due")
    ('uno', 'due')
    """
    return tuple(line for line in map(one_line, text.splitlines()) if line)


def _tidy(instance, *names: str) -> None:
    for name in names:
        object.__setattr__(instance, name, one_line(getattr(instance, name)))


def _tuple(instance, name: str) -> None:
    object.__setattr__(instance, name, tuple(getattr(instance, name)))


def _check(pattern: re.Pattern, value: str, code: str) -> None:
    if not pattern.fullmatch(value):
        raise BylawError(Violation(code, {"value": value}))


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a paragraph: ``label`` "a", "1", "iv", or "-" where it has none.

    Raises BylawError: ``statute_point_label_invalid``.
    """

    label: str
    text: str

    def __post_init__(self):
        _tidy(self, "label", "text")
        _check(_IS_LABEL, self.label, "statute_point_label_invalid")

    def line(self) -> str:
        """The point as it is read.

        >>> Point("a", "le quote;").line(), Point("-", "i contributi.").line()
        ('a) le quote;', '- i contributi.')
        """
        mark = self.label if self.label == "-" else f"{self.label})"
        return f"{mark} {self.text}" if self.text else mark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (comma): ``number`` "1", "2-bis", "12.3", or "" where it has none.

    Raises BylawError: ``statute_paragraph_number_invalid``.
    """

    number: str
    text: str
    points: tuple[Point, ...] = ()

    def __post_init__(self):
        _tidy(self, "number", "text")
        _tuple(self, "points")
        if self.number:
            _check(_IS_NUMBER, self.number, "statute_paragraph_number_invalid")

    def line(self) -> str:
        """Number and text, without the points.

        >>> Paragraph("2", "Il voto è palese.").line()
        '2. Il voto è palese.'
        """
        if not self.number:
            return self.text
        return f"{self.number}. {self.text}" if self.text else f"{self.number}."


@dataclass(frozen=True, slots=True)
class Article:
    """An article: ``number`` "12" or "12-bis" ("" where it has none), ``heading`` (rubrica) and paragraphs.

    ``key`` names the article through all versions of the statute, whatever its number becomes.
    Raises BylawError: ``statute_key_invalid``.
    """

    key: str
    number: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = ()

    def __post_init__(self):
        _tidy(self, "number", "heading")
        _tuple(self, "paragraphs")
        _check(_KEY, self.key, "statute_key_invalid")

    @property
    def text(self) -> str:
        """The body in its editable form."""
        return paragraphs_to_text(self.paragraphs)

    def label(self) -> str:
        """The article as it is cited.

        >>> Article("seat", "2", "Sede").label(), Article("x", "12-bis", "").label()
        ('Art. 2 (Sede)', 'Art. 12-bis')
        """
        name = f"Art. {self.number}" if self.number else ""
        return f"{name} ({self.heading})" if name and self.heading else name or self.heading


@dataclass(frozen=True, slots=True)
class Division:
    """A title, chapter or section that holds articles or narrower divisions.

    Raises BylawError: ``statute_key_invalid``, ``statute_division_kind_invalid``.
    """

    key: str
    kind: str
    number: str
    heading: str
    children: tuple[Division | Article, ...] = ()

    def __post_init__(self):
        _tidy(self, "number", "heading")
        _tuple(self, "children")
        _check(_KEY, self.key, "statute_key_invalid")
        if self.kind not in KINDS:
            raise BylawError(Violation("statute_division_kind_invalid", {"value": self.kind}))

    def label(self) -> str:
        """The division as it is read.

        >>> Division("bodies", "title", "II", "Organi").label(), Division("x", "chapter", "1", "").label()
        ('Titolo II – Organi', 'Capo 1')
        """
        return " – ".join(part for part in (f"{NAMES[self.kind]} {self.number}".strip(), self.heading) if part)


@dataclass(frozen=True, slots=True)
class StatuteText:
    r"""The whole text of one version of a statute.

    >>> seat = Article("seat", "2", "Sede", (Paragraph("1", "La sede è in Lecce."), Paragraph("2", "Si può trasferire.")))
    >>> name = Article("name", "1", "Denominazione", (Paragraph("", "È costituita l’associazione."),))
    >>> statute = StatuteText("Statuto", "", (Division("general", "title", "I", "Disposizioni generali", (name, seat)),))
    >>> [article.number for article in statute.articles()]
    ['1', '2']
    >>> statute.article("seat").heading
    'Sede'
    >>> statute.eid("seat"), statute.eid("seat", 1), statute.eid("name", 0), statute.eid("general")
    ('art_2', 'art_2__para_2', 'art_1__para_1', 'title_I')

    Raises BylawError: ``statute_key_duplicate`` where two divisions or articles have one key.
    """

    title: str
    preamble: str
    children: tuple[Division | Article, ...] = ()

    def __post_init__(self):
        _tidy(self, "title")
        object.__setattr__(self, "preamble", "\n".join(lines_of(self.preamble)))
        _tuple(self, "children")
        keys = Counter(node.key for _path, node in self.walk())
        if repeated := [key for key, times in keys.items() if times > 1]:
            raise BylawError(Violation("statute_key_duplicate", {"key": key}) for key in repeated)

    def walk(self) -> Iterator[tuple[tuple[Division, ...], Division | Article]]:
        """Every division and article in the order of the text, with the divisions that hold it, outermost first."""
        stack: list[tuple[tuple[Division, ...], Division | Article]] = [((), child) for child in reversed(self.children)]
        while stack:
            path, node = stack.pop()
            yield path, node
            if isinstance(node, Division):
                stack += [((*path, node), child) for child in reversed(node.children)]

    def articles(self) -> Iterator[Article]:
        """Every article in the order of the text."""
        return (node for _path, node in self.walk() if isinstance(node, Article))

    def article(self, key: str) -> Article:
        """The article of that key. Raises BylawError ``statute_article_unknown``."""
        for article in self.articles():
            if article.key == key:
                return article
        raise BylawError(Violation("statute_article_unknown", {"key": key}))

    def eid(self, key: str, paragraph: int | None = None, point: int | None = None) -> str:
        """The place's name in Akoma Ntoso, unique in this text: ``art_12__para_2__point_a``.

        ``paragraph`` and ``point`` are positions from 0. Where a number is missing or taken, the position stands in.
        Raises BylawError: ``statute_article_unknown``.
        """
        names = self.eids()
        if key not in names:
            raise BylawError(Violation("statute_article_unknown", {"key": key}))
        if paragraph is None:
            return names[key]
        paragraphs = self.article(key).paragraphs
        name = f"{names[key]}__para_{unique_parts([row.number for row in paragraphs])[paragraph]}"
        if point is None:
            return name
        labels = ["" if row.label == "-" else row.label for row in paragraphs[paragraph].points]
        return f"{name}__point_{unique_parts(labels)[point]}"

    def eids(self) -> dict[str, str]:
        """Key → eId of every division and article, in the order of the text; one pass for the whole text."""
        parts = dict(zip((a.key for a in self.articles()), unique_parts([a.number for a in self.articles()]), strict=True))
        names: dict[str, str] = {}
        self._name_divisions(self.children, "", names)
        ordered = {}
        for _path, node in self.walk():
            ordered[node.key] = names[node.key] if isinstance(node, Division) else f"art_{parts[node.key]}"
        return ordered

    def _name_divisions(self, children: tuple[Division | Article, ...], prefix: str, names: dict[str, str]) -> None:
        for kind in KINDS:
            rows = [child for child in children if isinstance(child, Division) and child.kind == kind]
            for row, part in zip(rows, unique_parts([row.number for row in rows]), strict=True):
                names[row.key] = f"{prefix}{_EID[kind]}_{part}"
                self._name_divisions(row.children, f"{names[row.key]}__", names)

    def with_articles(self, changed: Mapping[str, Article]) -> StatuteText:
        """The same text with some articles, by key, put in the place of the old ones.

        >>> statute = StatuteText("", "", (Article("a", "1", "Nome"), Article("b", "2", "Sede")))
        >>> [a.heading for a in statute.with_articles({"b": Article("b", "2", "Sede legale")}).articles()]
        ['Nome', 'Sede legale']
        """

        def renewed(node):
            if isinstance(node, Division):
                return replace(node, children=tuple(map(renewed, node.children)))
            return changed.get(node.key, node)

        return replace(self, children=tuple(map(renewed, self.children)))


def unique_parts(numbers: Iterable[str]) -> list[str]:
    """What tells siblings apart in an eId: the number, else the position ("nn_3" among numbered ones).

    >>> unique_parts(["", ""]), unique_parts(["1", "", "2-bis"]), unique_parts(["1", "1", "12.1"])
    (['1', '2'], ['1', 'nn_2', '2-bis'], ['1', '1_2', '12-1'])
    """
    numbers = [_NOT_IN_EID.sub("-", number).strip("-_") for number in numbers]
    bare = not any(numbers)
    used: set[str] = set()
    parts = []
    for position, number in enumerate(numbers, 1):
        part = stem = number or (str(position) if bare else f"nn_{position}")
        times = 1
        while part in used:
            times += 1
            part = f"{stem}_{times}"
        used.add(part)
        parts.append(part)
    return parts


def paragraphs_to_text(paragraphs: Iterable[Paragraph]) -> str:
    r"""The editable text of an article's body, one line for each paragraph and point.

    >>> print(paragraphs_to_text((Paragraph("1", "Sono organi:", (Point("a", "l’Assemblea;"),)), Paragraph("", "2. no"))))
    1. Sono organi:
    a) l’Assemblea;
    \2. no
    """
    lines = []
    for position, paragraph in enumerate(paragraphs):
        if paragraph.number:
            lines.append(paragraph.line())
        elif paragraph.text:
            lines.append(f"\\{paragraph.text}" if _needs_mark(paragraph.text) else paragraph.text)
        elif position or not paragraph.points:
            lines.append("\\")
        lines += [point.line() for point in paragraph.points]
    return "\n".join(lines)


def _needs_mark(text: str) -> bool:
    return text[0] == "\\" or _MARKED.fullmatch(text) is not None


def text_to_paragraphs(text: str) -> tuple[Paragraph, ...]:
    r"""The paragraphs of an editable text: ``text_to_paragraphs(paragraphs_to_text(p)) == p``.

    >>> text_to_paragraphs("1. Sono organi:\na) l’Assemblea;\n\nIl voto è palese.")
    (Paragraph(number='1', text='Sono organi:', points=(Point(label='a', text='l’Assemblea;'),)),
     Paragraph(number='', text='Il voto è palese.', points=()))
    """
    found: list[tuple[str, str, list[Point]]] = []
    for line in lines_of(text):
        marked = _MARKED.fullmatch(line)
        if marked is None:
            found.append(("", line.removeprefix("\\"), []))
        elif marked["number"]:
            found.append((marked["number"], marked["text"] or "", []))
        else:
            if not found:
                found.append(("", "", []))
            found[-1][2].append(Point(marked["label"] or "-", marked["text"] or ""))
    return tuple(Paragraph(number, words, tuple(points)) for number, words, points in found)
