# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Cells of an OpenDocument spreadsheet (ODF 1.2, part 1, §9.1), as LibreOffice writes it."""

import io
from datetime import datetime
from xml.etree import ElementTree

from .limits import HEADER_ROWS, MAX_COLUMNS, MAX_ROWS
from .rows import add_row

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NUMBERS = frozenset({"float", "currency", "percentage"})
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})


def read_sheets(content):
    """Read ``content.xml``, in which no document type was found before.

    :returns: [(name, [(line, cells)])]
    """
    sheets, found, line = [], [], 1
    for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):
        if event == "start" and element.tag == f"{_TABLE}table":
            found, line = [], 1
            sheets.append((element.get(f"{_TABLE}name", ""), found))
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            times = _repeated(element, "rows")
            cells = _cells(element)
            for offset in range(min(times, MAX_ROWS + HEADER_ROWS + 1) if cells else 0):
                add_row(found, line + offset, cells)
            line += times
            element.clear()
    return sheets


def _cells(row):
    """Values of a row; repeats of an empty cell at its end are not spelled out."""
    values, blanks = [], 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        value, times = _value(cell), _repeated(cell, "columns")
        if value in (None, ""):
            blanks += times
            continue
        values += [None] * min(blanks, MAX_COLUMNS + 1)
        values += [value] * min(times, MAX_COLUMNS + 1)
        blanks = 0
        if len(values) > MAX_COLUMNS:
            break
    return values


def _repeated(element, what):
    return max(1, int(element.get(f"{_TABLE}number-{what}-repeated", "1")))


def _value(cell):
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in _NUMBERS:
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        return int(number) if number.is_integer() else number
    if kind == "date":
        try:
            return datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", ""))
        except ValueError:
            return cell.get(f"{_OFFICE}date-value")
    # The cell's own paragraphs: a comment's (office:annotation) are no part of its text.
    return "\n".join(_text(child) for child in cell if child.tag == f"{_TEXT}p") or None


def _text(element):
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * min(int(child.get(f"{_TEXT}c", "1")), 1000))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif not child.tag.startswith(_OFFICE):
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
