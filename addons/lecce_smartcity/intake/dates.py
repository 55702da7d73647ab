# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Dates as Italian secretariats write them. Day first, or year first; never guessed.

``1 febbraio 2015``, ``24.10.37``, ``2015-02-01``, ``3-gen-19``, Excel's day numbers, date cells.
"""

import re
from datetime import date, datetime, timedelta

from .text import word_set

_MONTHS = (
    ("gennaio", "january"),
    ("febbraio", "february"),
    ("marzo", "march"),
    ("aprile", "april"),
    ("maggio", "may"),
    ("giugno", "june"),
    ("luglio", "july"),
    ("agosto", "august"),
    ("settembre", "september"),
    ("ottobre", "october"),
    ("novembre", "november"),
    ("dicembre", "december"),
)
_MONTH_OF = {
    name[:length]: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names
    for length in range(3, len(name) + 1)
}
_ORDINALS = {"primo": "1", "first": "1"}
_NOISE = word_set(
    "di del de dell il l lo li lì addi addì of the st nd rd th a o º "
    "lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi "
    "sabato domenica lun mer gio ven sab dom "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_TIME = re.compile(r"(?:\s+|(?<=[0-9])t)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*z?$")
_NUMERIC = re.compile(
    r"([0-9]{1,2})\s?[-/. ]\s?([0-9]{1,2})\s?[-/. ]\s?['’]?([0-9]{4}|[0-9]{2})\.?$"
)
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})$")
_WORDY = re.compile(r"[\w\s./,°'’^-]+$")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_SERIAL = re.compile(r"[0-9]{5}$")
_EPOCH = date(1899, 12, 30)  # Excel's day 0, for every number after its false 29-2-1900
_YEARS = range(1850, 2201)


class DateError(ValueError):
    """A cell that is no date. ``reason``: ``unreadable`` or ``impossible`` (31/02/2019)."""

    code = "date_invalid"

    def __init__(self, text, reason):
        super().__init__(f"{reason}: {text!r}")
        self.text = text
        self.reason = reason


def parse_date(value, *, kind="event", today):
    """Read one cell.

    :param value: text, number (Excel serial), ``date``, ``datetime`` or ``None``
    :param kind: ``event`` (a two-digit year is the latest one not beyond a year from today) or
        ``birth`` (the latest one not after today)
    :param today: the day "today" is; pass the date of joining for births, which came before it
    :returns: the date, or ``None`` for an empty cell
    :raises DateError: when the text is no date, or one that the calendar lacks

    >>> day = date(2026, 6, 30)
    >>> [str(parse_date(text, today=day)) for text in ("1° marzo 2020", "28.05.15", "2015-02-01")]
    ['2020-03-01', '2015-05-28', '2015-02-01']
    >>> str(parse_date("24.10.37", kind="birth", today=day))
    '1937-10-24'
    >>> parse_date("31/02/2019", today=day)
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.intake.dates.DateError: impossible: '31/02/2019'
    """
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        return _from_serial(value, today)
    text = _TIME.sub("", " ".join(value.split()).lower())
    if not text:
        return None
    parts = _numeric_parts(text) or _wordy_parts(text)
    if parts:
        return _build(value, *parts, kind=kind, today=today)
    if _SERIAL.match(text):
        return _from_serial(int(text), today)
    raise DateError(value, "unreadable")


def render_date(day):
    """Italian short form, the one ``parse_date`` reads back.

    >>> render_date(date(2020, 3, 1))
    '01/03/2020'
    """
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def _numeric_parts(text):
    """(day, month, year text) of a date written in digits alone, else ``None``."""
    match = _NUMERIC.match(text)
    if match:
        return int(match[1]), int(match[2]), match[3]
    match = _ISO.match(text)
    return (int(match[3]), int(match[2]), match[1]) if match else None


def _wordy_parts(text):
    """(day, month, year text) of a date whose month is a word, else ``None``."""
    if not _WORDY.match(text):
        return None
    tokens = [_ORDINALS.get(token, token) for token in _TOKEN.findall(text)]
    tokens = [token for token in tokens if token not in _NOISE]
    if len(tokens) != 3:
        return None
    day, month, year = tokens
    if day in _MONTH_OF:  # "February 1, 2015"
        day, month = month, day
    if month not in _MONTH_OF or not _digits(day, (1, 2)) or not _digits(year, (2, 4)):
        return None
    return int(day), _MONTH_OF[month], year


def _digits(text, lengths):
    return text.isascii() and text.isdigit() and len(text) in lengths


def _build(value, day, month, year, *, kind, today):
    if len(year) == 2:
        return _in_century(value, day, month, int(year), kind, today)
    try:
        found = date(int(year), month, day)
    except ValueError:
        raise DateError(value, "impossible") from None
    if found.year not in _YEARS:
        raise DateError(value, "impossible")
    return found


def _in_century(value, day, month, year, kind, today):
    """The latest century in which the date is not too late. Each candidate must exist."""
    latest = today if kind == "birth" else today + timedelta(days=366)
    century = latest.year // 100 * 100
    for base in (century, century - 100):
        try:
            found = date(base + year, month, day)
        except ValueError:  # 29 February of a century that lacks it
            continue
        if found <= latest:
            return found
    raise DateError(value, "impossible")


def _from_serial(value, today):
    """Excel's day number. A bare year (``2015``) is not one: it would read as some day of 1905."""
    try:
        whole = int(value)
    except (TypeError, ValueError, OverflowError):
        raise DateError(value, "unreadable") from None
    last = (today - _EPOCH).days + 366 * 10
    if isinstance(value, bool) or whole in _YEARS or not 61 <= whole <= last:
        raise DateError(value, "unreadable")
    return _EPOCH + timedelta(days=whole)
