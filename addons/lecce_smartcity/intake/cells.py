# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Cells whose text a spreadsheet program would compute (OWASP: CSV injection), and their text.

The counterpart of ``documents/safe_cells.py``: what that module guards, this one reads back.
"""

import re
from datetime import date

from .dates import render_date
from .text import is_blank, tidy_lines

_SIGNS = "=+\\-@|＝＋－＠"
_SUSPECT = re.compile(rf"'*[  ]*[\t\r{_SIGNS}]")
_GUARDED = re.compile(rf"'+[  ]*[\t\r\n{_SIGNS}]")
_NUMBER = re.compile(r"[+-]\s?[€\s]*[0-9][0-9.,'’\s]*[€%]?$")
_PHONE = re.compile(r"\+\s?[0-9][0-9 ()./-]{4,24}$")
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#N/D"})


def unguard(text):
    """Text without the one apostrophe that keeps a program from computing it.

    >>> unguard("'=1+1"), unguard("'ndrangheta")
    ('=1+1', "'ndrangheta")
    """
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def is_formula_text(text):
    """Whether a program could compute a text, which is neither a number nor a telephone's.

    >>> [is_formula_text(text) for text in ("=HYPERLINK(1)", "'=1+1", "+39 0832 1234", "-5", "-")]
    [True, True, False, False, False]
    """
    if not _SUSPECT.match(text):
        return False
    bare = text.lstrip("' \u00a0")
    if "\t" in text[: len(text) - len(text.lstrip())] or "\r" in text[:1]:
        return not is_blank(bare.strip())
    bare = bare.strip()
    return not (is_blank(bare) or _NUMBER.match(bare) or _PHONE.match(bare))


def is_error_value(value):
    """Whether a cell holds a failed computation (``#REF!``)."""
    return isinstance(value, str) and value[:1] == "#" and value.strip().upper() in _ERRORS


def as_text(value):
    """A cell of any kind as text that loses nothing of it.

    >>> as_text(12.0), as_text(date(2020, 3, 1)), as_text("'=1")
    ('12', '01/03/2020', '=1')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return tidy_lines(unguard(value))
    if isinstance(value, date):
        return render_date(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value)
