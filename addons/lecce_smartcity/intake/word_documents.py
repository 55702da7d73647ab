# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The text of a Word document (.docx, ECMA-376 part 1), with the numbers that Word computes.

In many a statute "Art. 12" and "a)" are not typed: they are automatic numbering, which stands in another part of the file. What was
deleted with change tracking is left out, what was inserted is in. Notes, headers and footers are not the statute's text.
"""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from .errors import IntakeError
from .limits import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MARKS = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
# Deleted or moved away by change tracking; the second of two renderings of one drawing; instructions of fields.
_SKIPPED = frozenset(
    {f"{_W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr")} | {f"{_MC}Fallback"}
)
_BREAKS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}sym": ""}
_DEEPEST = 60  # elements one inside the other: no honest document comes near

_ROMANS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Level(NamedTuple):
    """How one level of a list is numbered: "%1.%2)" from ``start``; ``kind`` as Word names it."""

    kind: str
    text: str
    start: int


def read_docx(data: bytes) -> str:
    """The paragraphs of the document, one a line, each with its automatic number.

    :raises IntakeError: ``archive_too_large``, ``file_encrypted``, ``document_unreadable``
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _weigh(archive, len(data))
            body = _part(archive, "word/document.xml")
            if body is None:
                raise IntakeError("document_unreadable", reason="word/document.xml")
            numbers = _Numbers(_part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml"))
    except IntakeError:
        raise
    except Exception as error:  # pylint: disable=broad-except
        # The parsers raise whatever a damaged part makes them: all of it means one thing.
        raise IntakeError("document_unreadable", reason=type(error).__name__) from error
    return "\n".join(_lines(body, numbers))


def _weigh(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise IntakeError("file_encrypted")
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(packed, 1):
        raise IntakeError("archive_too_large", reason=f"{len(entries)} parts, {unpacked // 10**6} MB")


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    try:
        content = archive.read(name)
    except KeyError:
        return None
    if any(mark in content for mark in _MARKS):
        raise IntakeError("document_unreadable", reason="DOCTYPE")
    return ElementTree.fromstring(content.replace(_STRICT, _USUAL))


def _lines(body: ElementTree.Element, numbers: _Numbers) -> Iterator[str]:
    for paragraph in _paragraphs(body, 0):
        text = "".join(_texts(paragraph, 0))
        label = numbers.label(paragraph) if text.strip() else ""
        yield f"{label} {text}".strip() if label else text


def _paragraphs(element: ElementTree.Element, depth: int) -> Iterator[ElementTree.Element]:
    if depth > _DEEPEST:
        raise IntakeError("document_unreadable", reason="depth")
    for child in element:
        if child.tag == f"{_W}p":
            yield child
        elif child.tag not in _SKIPPED:
            yield from _paragraphs(child, depth + 1)


def _texts(element: ElementTree.Element, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        raise IntakeError("document_unreadable", reason="depth")
    for child in element:
        if child.tag in _SKIPPED:
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag == f"{_W}p":
            yield "\n"  # a text box
            yield from _texts(child, depth + 1)
        else:
            yield from _texts(child, depth + 1)


def _value(element: ElementTree.Element | None, path: str) -> str | None:
    found = None if element is None else element.find("/".join(f"{_W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _number(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdigit() and len(text) < 9 else otherwise


class _Numbers:
    """Word's automatic numbers, counted as the paragraphs pass by."""

    def __init__(self, numbering: ElementTree.Element | None, styles: ElementTree.Element | None):
        self.lists: dict[str, str] = {}
        self.levels: dict[str, dict[int, Level]] = defaultdict(dict)
        self.restarts: dict[str, dict[int, int]] = defaultdict(dict)
        self.counters: dict[str, dict[int, int]] = defaultdict(dict)
        self.begun: set[str] = set()
        self.of_styles = _numbers_of_styles(styles)
        if numbering is not None:
            self._read(numbering)

    def _read(self, numbering: ElementTree.Element) -> None:
        for abstract in numbering.iter(f"{_W}abstractNum"):
            key = abstract.get(f"{_W}abstractNumId", "")
            for level in abstract.findall(f"{_W}lvl"):
                self.levels[key][_number(level.get(f"{_W}ilvl"))] = _level(level)
                style = _value(level, "pStyle")
                if style:
                    self.of_styles.setdefault(style, ("", _number(level.get(f"{_W}ilvl"))))
        for num in numbering.iter(f"{_W}num"):
            key, abstract = num.get(f"{_W}numId", ""), _value(num, "abstractNumId") or ""
            self.lists[key] = abstract
            for override in num.findall(f"{_W}lvlOverride"):
                start = _value(override, "startOverride")
                if start is not None:
                    self.restarts[key][_number(override.get(f"{_W}ilvl"))] = _number(start, 1)

    def label(self, paragraph: ElementTree.Element) -> str:
        """The number of the next paragraph, as Word prints it; "" if it has none."""
        place = self._place(paragraph.find(f"{_W}pPr"))
        if place is None:
            return ""
        key, depth = place
        abstract = self.lists[key]
        levels, counters = self.levels[abstract], self.counters[abstract]
        level = levels.get(depth)
        if level is None:
            return ""
        if key not in self.begun:
            self.begun.add(key)
            for deep, start in self.restarts[key].items():
                counters[deep] = start - 1
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [deep for deep in counters if deep > depth]:
            del counters[deeper]
        return _printed(level, levels, counters)

    def _place(self, properties: ElementTree.Element | None) -> tuple[str, int] | None:
        """(list, level) of a paragraph: its own, else its style's; list "0" takes the number away."""
        key, depth = _value(properties, "numPr/numId"), _value(properties, "numPr/ilvl")
        if key is None:
            found = self.of_styles.get(_value(properties, "pStyle") or "")
            if found is None:
                return None
            key, depth = found[0], depth if depth is not None else str(found[1])
        return (key, _number(depth)) if key != "0" and key in self.lists else None


def _numbers_of_styles(styles: ElementTree.Element | None) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in styles.findall(f"{_W}style") if styles is not None else ():
        name = style.get(f"{_W}styleId", "")
        based[name] = _value(style, "basedOn") or ""
        key = _value(style, "pPr/numPr/numId")
        if key is not None:
            found[name] = (key, _number(_value(style, "pPr/numPr/ilvl")))
    for name in based:
        parent, seen = based[name], {name}
        while name not in found and parent and parent not in seen:
            seen.add(parent)
            if parent in found:
                found[name] = found[parent]
            parent = based.get(parent, "")
    return found


def _level(level: ElementTree.Element) -> Level:
    return Level(_value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _number(_value(level, "start"), 1))


def _printed(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    if level.kind == "none":
        return ""
    if level.kind == "bullet":
        return "-"
    text = level.text
    for depth in range(9):
        if f"%{depth + 1}" in text:
            other = levels.get(depth, level)
            text = text.replace(f"%{depth + 1}", figure(counters.get(depth, other.start), other.kind))
    return text.strip()


def figure(number: int, kind: str) -> str:
    """A number in the figures that Word calls ``kind``; decimal if the kind is another.

    >>> figure(4, "lowerRoman"), figure(28, "lowerLetter"), figure(3, "upperLetter"), figure(7, "decimal")
    ('iv', 'bb', 'C', '7')
    """
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMANS:
            count, number = divmod(number, value)
            text += letters * count
    elif kind in ("lowerLetter", "upperLetter") and 0 < number < 780:
        # After z comes aa, then bb.
        text = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif kind == "decimalZero":
        text = f"{number:02d}"
    else:
        text = str(number)
    return text.upper() if kind.startswith("upper") else text
