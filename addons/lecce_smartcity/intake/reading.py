# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""One row's cells to typed values, collecting every finding on the way."""

import re
from datetime import timedelta
from functools import lru_cache

from . import amounts, dates, identifiers
from .cells import as_text, is_error_value, is_formula_text, unguard
from .findings import Finding
from .limits import MAX_LINE
from .text import HIDDEN, is_blank, tidy

_NUMBER = re.compile(
    r"(?:n|nr|num|no)?[.°º\s]*([0-9]{1,9}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,2})(?:\.0)?$"
)
_SEVERAL = re.compile(r"[;,\s]+")
_SHOWN = 60  # characters of a cell that a sentence quotes
_FAR = timedelta(days=366)
_STARTS = frozenset("=+-@|'\t\r \u00a0＝＋－＠")


@lru_cache(maxsize=256)
def column_letter(index):
    """Name of a column without a heading.

    >>> column_letter(0), column_letter(27)
    ('A', 'AB')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


class RowReader:
    """Reads the fields of one row; each method returns the value or reports a finding.

    :param row: ``spreadsheet.Row``
    :param layout: ``columns.ColumnMap``
    :param headers: the file's headings
    :param today: the day on which the file is read
    """

    def __init__(self, row, layout, headers, today):
        self._row = row
        self._cells = row.cells
        self._at = layout.fields
        self._unknown = layout.unknown
        self._headers = headers
        self.today = today
        self.errors = []
        self.warnings = []
        self.extras = {}
        self._long = set()
        self.wrong = set()  # fields whose cell was refused: not to be reported as missing, too

    # -- findings --------------------------------------------------------------------------
    def error(self, code, field="", **params):
        """Report why the row cannot be taken."""
        self.wrong.add(field)
        self.errors.append(self._finding(code, field, params))

    def warn(self, code, field="", **params):
        """Report what should be looked at."""
        self.warnings.append(self._finding(code, field, params))

    def _finding(self, code, field, params):
        params.setdefault("row", self._row.number)
        params.setdefault("line", self._row.line)
        if "column" not in params and field in self._at:
            params["column"] = self._headers[self._at[field]]
        if "value" in params:
            params["value"] = as_text(params["value"])[:_SHOWN]
        return Finding(code, field, params)

    def keep(self, field):
        """Keep a cell's original text beside the member: nothing that was typed is lost."""
        self.extras[self._heading(self._at[field])] = as_text(self.cell(field))

    def _heading(self, index):
        heading = self._headers[index] if index < len(self._headers) else ""
        return heading or column_letter(index)

    # -- the row as a whole ----------------------------------------------------------------
    def scan(self, overflow_refused):
        """Look at every cell: computed text, failed formulas, hidden characters, extra cells."""
        fields = {index: name for name, index in self._at.items()}
        for index, cell in enumerate(self._cells):
            if isinstance(cell, str) and cell:
                self._scan_text(cell, fields.get(index, ""), index)
        for index in self._unknown:
            if index < len(self._cells) and not is_blank(text := as_text(self._cells[index])):
                self._keep_unknown(index, text)
        beyond = [as_text(cell) for cell in self._cells[len(self._headers) :]]
        if overflow_refused and any(beyond):
            self.error("cells_shifted", value=next(filter(None, beyond)))

    def _keep_unknown(self, index, text):
        heading = self._heading(index)
        if heading in self.extras:
            heading = f"{heading} ({column_letter(index)})"
        self.extras[heading] = text

    def _scan_text(self, cell, field, index):
        if cell[0] in _STARTS and is_formula_text(cell):
            self.warn("formula_text", field, value=cell, column=self._heading(index))
        elif field and is_error_value(cell):
            self.error("cell_error", field, value=cell)
        if not cell.isprintable() and HIDDEN.search(cell):
            self.warn("hidden_characters", field, value=cell, column=self._heading(index))
            self.extras.setdefault(self._heading(index), as_text(cell))

    # -- fields ----------------------------------------------------------------------------
    def cell(self, field):
        """The raw cell, or ``None`` where the file has no such column or the row no such cell."""
        index = self._at.get(field)
        return self._cells[index] if index is not None and index < len(self._cells) else None

    def has(self, field):
        """Whether the file has the column."""
        return field in self._at

    def text(self, field):
        """One line of text, "" for blank."""
        cell = self.cell(field)
        if cell is None or cell == "":
            return ""
        text = tidy(unguard(cell) if isinstance(cell, str) else as_text(cell))
        if len(text) > MAX_LINE:
            return self._too_long(field, text)
        return "" if is_blank(text) else text

    def _too_long(self, field, text):
        if field not in self._long:
            self._long.add(field)
            self.error("text_too_long", field, value=text, limit=MAX_LINE)
        return text[:MAX_LINE]

    def lines(self, field):
        """Text with its line breaks."""
        cell = self.cell(field)
        text = as_text(cell) if cell is not None else ""
        return "" if is_blank(text) else text

    def date(self, field, *, kind="event", today=None):
        """A date, or ``None`` when blank or refused."""
        cell = self.cell(field)
        if cell is None or (isinstance(cell, str) and not self.text(field)):
            return None
        try:
            cell = self.text(field) if isinstance(cell, str) else cell
            found = dates.parse_date(cell, kind=kind, today=today or self.today)
        except dates.DateError as error:
            self._date_error(field, cell, error.reason)
            return None
        if found > self.today and (kind == "birth" or found > self.today + _FAR):
            self._date_error(field, cell, "too_far")
            return None
        return found

    def _date_error(self, field, cell, reason):
        if not is_error_value(cell):  # already reported as a failed formula
            self.error("date_invalid", field, value=cell, reason=reason)

    def amount(self, field):
        """Cents, or ``None`` when blank or refused."""
        cell = self.cell(field)
        if cell is None or (isinstance(cell, str) and not (cell := self.text(field))):
            return None
        try:
            return amounts.parse_amount(cell)
        except amounts.AmountError as error:
            if not is_error_value(cell):
                self.error(error.code, field, value=cell)
            return None

    def number(self, field):
        """A positive whole number, or ``None`` when blank or refused."""
        text = self.text(field)
        if not text:
            return None
        match = _NUMBER.match(text.lower())
        number = int(match[1].replace(".", "")) if match else 0
        if number:
            return number
        self.error("number_invalid", field, value=text)
        return None

    def identifier(self, field, parse, refuse=None):
        """Normal form by one of ``identifiers``; a refusal is an error, or with ``refuse`` a
        warning of that code, and the original text is kept."""
        if not self.text(field):
            return ""
        cell = self.cell(field)
        try:
            return parse(self.text(field) if isinstance(cell, str) else cell)
        except identifiers.IdentifierError as error:
            if refuse:
                self.warn(refuse, field, value=cell)
                self.keep(field)
            else:
                self.error(error.code, field, value=cell, reason=error.reason)
            return ""

    def email(self, field, refuse):
        """An address; of several in one cell the first, and the text is kept."""
        text = self.text(field)
        if text.count("@") > 1 and "<" not in text:
            found = [part for part in _SEVERAL.split(text) if _is_email(part)]
            if found:
                self.warn("email_several", field, value=text)
                self.keep(field)
                return identifiers.email(found[0])
        return self.identifier(field, identifiers.email, refuse)


def _is_email(text):
    try:
        return bool(identifiers.email(text))
    except identifiers.IdentifierError:
        return False
