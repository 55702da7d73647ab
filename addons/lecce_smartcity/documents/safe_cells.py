# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Text that a spreadsheet program shows and does not compute (OWASP: CSV injection).

A cell that begins with ``= + - @``, a tab or a line break may be run as a formula. In CSV it gets
an apostrophe in front; in XLSX it is written with the type of text. Numbers and telephone
numbers (``+39 0832 515683``) stay as they are. ``intake/cells.py`` takes the apostrophe off again.
"""

import re

# ASCII and full-width signs (some programs take the latter for the former); "|" starts DDE.
_TRIGGER = re.compile(r"[  ]*[\t\r\n=+\-@|＝＋－＠]")
_GUARDED = re.compile(r"'+[  ]*[\t\r\n=+\-@|＝＋－＠]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*$")
_PHONE = re.compile(r"\+[0-9][0-9 ]{5,24}$")


def csv_text(text):
    """Text for a CSV cell.

    >>> csv_text("=1+1"), csv_text("+39 0832 515683"), csv_text("-12,50"), csv_text("Lecce")
    ("'=1+1", '+39 0832 515683', '-12,50', 'Lecce')
    """
    if _GUARDED.match(text):
        return f"'{text}"
    if not _TRIGGER.match(text) or _NUMBER.match(text) or _PHONE.match(text):
        return text
    return f"'{text}"


def xlsx_text(text):
    """Text for a cell written as text, which no program computes: only an apostrophe that would be
    taken for a guard gets one more, so that reading it back gives the same text.

    >>> xlsx_text("=1+1"), xlsx_text("'=1+1")
    ('=1+1', "''=1+1")
    """
    return f"'{text}" if _GUARDED.match(text) else text
