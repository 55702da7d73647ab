# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""A file of any of the usual kinds to one table: headings and rows of cells.

The kind is told by the content, never by the file's name. CSV: encoding and delimiter are found
out. The header row is the one that names the most known columns, so title rows above do no harm.
"""

import contextlib
import csv
import io
from dataclasses import dataclass, field
from itertools import islice

from . import columns, workbooks
from .errors import IntakeError
from .limits import HEADER_ROWS, MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_LINE, MAX_ROWS
from .text import tidy

_DELIMITERS = ";,\t|"
_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


@dataclass(frozen=True)
class Row:
    """A row of data. ``number`` counts data rows from 1, ``line`` is its place in the file."""

    number: int
    line: int
    cells: tuple


@dataclass(frozen=True)
class Table:
    """What a file says, before anything is made of it.

    ``encoding`` and ``delimiter`` are of CSV, ``sheet`` and ``other_sheets`` of workbooks.
    """

    headers: tuple
    rows: tuple
    kind: str
    header_row: int
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    other_sheets: tuple = field(default=())


def read_table(data, filename=""):
    """Read a CSV, XLSX, XLS or ODS file.

    :param data: the file's bytes
    :param filename: only for the sentence of a refusal
    :raises IntakeError: empty, too large, encrypted, unreadable, or without a header row

    >>> table = read_table("Libro soci;;\\nN.;Cognome;Nome\\n1;Carlà;Anna\\n".encode("cp1252"))
    >>> table.headers, table.rows[0].cells, table.encoding, table.delimiter
    (('N.', 'Cognome', 'Nome'), ('1', 'Carlà', 'Anna'), 'cp1252', ';')
    """
    try:
        return _read(bytes(data), tidy(str(filename))[:120])
    except IntakeError as error:
        error.params.setdefault("filename", tidy(str(filename))[:120])
        raise


def _read(data, filename):
    if not data.strip(b"\0 \t\r\n"):
        raise IntakeError("empty_file", filename=filename)
    if len(data) > MAX_BYTES:
        raise IntakeError("file_too_large", limit=MAX_BYTES // 10**6)
    if data.startswith(_NOT_TABLES):
        raise IntakeError("unreadable_file", reason="PDF, image or archive")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _from_sheets(*workbooks.read_zipped(data))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _from_sheets("xls", workbooks.read_xls(data))
    return _from_text(data)


def _from_sheets(kind, sheets):
    """Choose the sheet whose header row names the most columns."""
    best = None
    for name, rows in sheets:
        position, points = _find_header(rows)
        if best is None or points > best[0]:
            best = points, name, rows, position
    if best is None or best[0] < 2:
        raise IntakeError("header_not_found", limit=HEADER_ROWS)
    _, sheet, rows, position = best
    others = tuple(name for name, rows in sheets if name != sheet and rows)
    return _table(rows, position, kind=kind, sheet=sheet, other_sheets=others)


def _find_header(rows):
    """(index, score) of the row that looks most like headings among the first twenty."""
    scores = [columns.score(cells) for _, cells in rows[:HEADER_ROWS]]
    points = max(scores, default=0)
    return (scores.index(points) if points else 0), points


def _table(rows, position, **facts):
    header_line, header = rows[position]
    headers = tuple(_heading(cell) for cell in header)
    data = [row for row in rows[position + 1 :] if row[1] != header]  # headings repeated per page
    width = max((len(cells) for _, cells in data), default=0)
    if width > len(headers) and facts["kind"] != "csv":
        headers += ("",) * (width - len(headers))
    if not data:
        raise IntakeError("no_rows")
    numbered = tuple(Row(number, line, cells) for number, (line, cells) in enumerate(data, 1))
    return Table(headers, numbered, header_row=header_line, **facts)


def _heading(cell):
    return "" if cell is None else tidy(str(cell)[:MAX_LINE])


def _from_text(data):
    text, encoding = _decode(data)
    if "\0" in text:
        raise IntakeError("unreadable_file", reason="NUL bytes")
    delimiter = _find_delimiter(text)
    rows = list(_csv_rows(text, delimiter))
    position, points = _find_header(rows)
    if points < 2:
        raise IntakeError("header_not_found", limit=HEADER_ROWS)
    return _table(rows, position, kind="csv", encoding=encoding, delimiter=delimiter)


def _decode(data):
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, encoding), encoding
    for encoding, nulls in (("utf-16-le", data[1:400:2]), ("utf-16-be", data[:400:2])):
        if len(nulls) > 4 and nulls.count(0) * 10 > len(nulls) * 8:
            return _decode_as(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decode_as(data, "cp1252"), "cp1252"


def _decode_as(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeError:
        raise IntakeError("unreadable_file", reason=f"not {encoding} text") from None


def _find_delimiter(text):
    """The delimiter under which some row names the most columns; ``sep=;`` says it itself."""
    if text[:4].lower() == "sep=" and text[4:5] in _DELIMITERS:
        return text[4]
    return max(_DELIMITERS, key=lambda sign: _header_score(text, sign))


def _header_score(text, delimiter):
    head = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    points = 0
    # What cannot be read ends the search; _csv_rows refuses it with the line's number.
    with contextlib.suppress(csv.Error):
        for cells in islice(head, 3 * HEADER_ROWS):
            points = max(points, columns.score(cells[:MAX_COLUMNS]))
    return points


def _csv_rows(text, delimiter):
    """(line, cells) of every row that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = count = 0
    try:
        for cells in reader:
            start, line = line + 1, reader.line_num
            if not any(cell and not cell.isspace() for cell in cells):
                continue
            count += 1
            _check_row(count, start, cells)
            yield start, tuple(cells)
    except csv.Error as error:
        code = "cell_too_long" if "limit" in str(error) else "csv_malformed"
        raise IntakeError(code, line=line + 1, limit=MAX_CELL) from None


def _check_row(count, line, cells):
    if count > MAX_ROWS + HEADER_ROWS:
        raise IntakeError("too_many_rows", limit=MAX_ROWS)
    if len(cells) > MAX_COLUMNS:
        raise IntakeError("too_many_columns", limit=MAX_COLUMNS)
    if max(map(len, cells)) > MAX_CELL:
        raise IntakeError("cell_too_long", line=line, limit=MAX_CELL)
