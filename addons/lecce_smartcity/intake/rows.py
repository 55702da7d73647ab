# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Rows of cells as every reader of a workbook hands them on, within the limits."""

from datetime import date

from .errors import IntakeError
from .limits import HEADER_ROWS, MAX_CELL, MAX_COLUMNS, MAX_ROWS


def add_row(found, line, values):
    """Append ``(line, cells)`` without blank cells at the end; a blank row is left out.

    :param values: a row's values, texts and numbers and dates
    :raises IntakeError: too_many_columns, too_many_rows, cell_too_long
    """
    width = len(values)
    while width and values[width - 1] is None:
        width -= 1
    while width and is_blank(values[width - 1]):
        width -= 1
    if not width:
        return
    if width > MAX_COLUMNS:
        raise IntakeError("too_many_columns", limit=MAX_COLUMNS)
    if len(found) >= MAX_ROWS + HEADER_ROWS:
        raise IntakeError("too_many_rows", limit=MAX_ROWS)
    cells = tuple(map(_plain, values[:width]))
    if any(isinstance(cell, str) and len(cell) > MAX_CELL for cell in cells):
        raise IntakeError("cell_too_long", line=line, limit=MAX_CELL)
    found.append((line, cells))


def is_blank(value):
    """Whether a cell holds nothing that can be seen."""
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


def _plain(value):
    """Times, durations and other kinds of cell as text; the rest as it is."""
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    return str(value)
