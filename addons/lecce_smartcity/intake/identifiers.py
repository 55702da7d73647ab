# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Italian identifiers and addresses: one normal form, or a named refusal.

Codice fiscale: D.M. 23-12-1976 (16 characters for persons, omocodia included; 11 digits for
bodies). Partita IVA: 11 digits, Luhn. Check letters and digits are python-stdnum's.
"""

import re
from datetime import date
from typing import NamedTuple

from stdnum.eu import vat as eu_vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.it import codicefiscale as _codicefiscale
from stdnum.it import iva as _iva

from .text import HIDDEN

_SEPARATORS = re.compile(r"[\s.\-:/']")
_CF16 = re.compile(
    r"[A-Z]{6}[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$"
)
_DIGITS = str.maketrans("LMNPQRSTUV", "0123456789")
_MONTHS = "ABCDEHLMPRST"
_IPA = re.compile(r"[A-Za-z0-9_-]{1,20}$")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(
    # Two dots in a row are against RFC 5321, but providers of PEC have handed out such addresses.
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-](?:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{0,62}[A-Za-z0-9_+-])?"
    rf"@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]$"
)


class IdentifierError(ValueError):
    """A value that is no such identifier.

    ``code``: codice_fiscale_invalid, vat_invalid, ipa_invalid, email_invalid, zip_invalid.
    ``reason``: length, characters, check, date, component.
    """

    def __init__(self, code, text, reason):
        super().__init__(f"{code} ({reason}): {text!r}")
        self.code = code
        self.text = text
        self.reason = reason


class DecodedCodiceFiscale(NamedTuple):
    """What the sixteen characters say. The century of birth is not among it."""

    surname: str
    given_name: str
    birth_dates: tuple  # the dates it may mean, latest first
    gender: str  # "M" or "F"
    belfiore: str  # cadastral code of the municipality, or Z and the State's number


def compact(value):
    """Identifier text without separators or case; whole numbers of a sheet as their digits.

    >>> compact(" rss mra 80a01 h501u "), compact(93123450756.0)
    ('RSSMRA80A01H501U', '93123450756')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _SEPARATORS.sub("", HIDDEN.sub("", str(value))).upper()


def codice_fiscale(value):
    """Normal form of a codice fiscale.

    :param value: cell or text
    :returns: 16 upper-case characters, or 11 digits; "" for an empty value
    :raises IdentifierError: ``codice_fiscale_invalid``

    >>> codice_fiscale("rssmra80a01h501u"), codice_fiscale("RSSMRA80ALMHRLMV")
    ('RSSMRA80A01H501U', 'RSSMRA80ALMHRLMV')
    >>> codice_fiscale("80008510754")
    '80008510754'
    """
    text = compact("" if value is None else value)
    if not text:
        return ""
    if text.isascii() and text.isdigit():
        return _eleven_digits("codice_fiscale_invalid", text, value)
    if len(text) != 16:
        raise IdentifierError("codice_fiscale_invalid", value, "length")
    if not _CF16.match(text):
        raise IdentifierError("codice_fiscale_invalid", value, "characters")
    if _codicefiscale.calc_check_digit(text[:15]) != text[15]:
        raise IdentifierError("codice_fiscale_invalid", value, "check")
    if not _birth_dates(text):
        raise IdentifierError("codice_fiscale_invalid", value, "date")
    return text


def partita_iva(value):
    """Normal form of a P.IVA: 11 digits. Another EU State's number keeps its prefix.

    >>> partita_iva("IT 00636460164"), partita_iva(636460164.0), partita_iva("DE136695976")
    ('00636460164', '00636460164', 'DE136695976')
    """
    text = compact("" if value is None else value)
    if not text:
        return ""
    if text.startswith("IT"):
        text = text[2:]
    if text[:2].isalpha():
        try:
            return eu_vat.validate(text)
        except ValidationError:
            raise IdentifierError("vat_invalid", value, "characters") from None
    if not (text.isascii() and text.isdigit()):
        raise IdentifierError("vat_invalid", value, "characters")
    return _eleven_digits("vat_invalid", text, value)


def _eleven_digits(code, text, value):
    # A sheet that took the number for a quantity has dropped its leading noughts; the check
    # digit and the office's number tell whether putting them back is right.
    padded = text.zfill(11) if 8 <= len(text) < 11 else text
    if len(padded) != 11:
        raise IdentifierError(code, value, "length")
    try:
        return _iva.validate(padded)
    except ValidationError as error:
        reason = "check" if isinstance(error, InvalidChecksum) else "component"
        reason = reason if len(text) == 11 else "length"
        raise IdentifierError(code, value, reason) from None


def decode_codice_fiscale(code, today=None):
    """Decode a valid 16-character codice fiscale, omocodia included.

    :param today: leave out dates of birth after this day

    python-stdnum's ``get_gender`` fails where the day's digits are omocodia letters.

    >>> found = decode_codice_fiscale("RSSMRA80ALMHRLMV", date(2026, 6, 30))
    >>> [str(day) for day in found.birth_dates], found.gender, found.belfiore
    (['1980-01-01'], 'M', 'H501')
    """
    gender = "F" if int(code[9:11].translate(_DIGITS)) > 40 else "M"
    belfiore = code[11] + code[12:15].translate(_DIGITS)
    dates = tuple(day for day in _birth_dates(code) if today is None or day <= today)
    return DecodedCodiceFiscale(code[:3], code[3:6], dates, gender, belfiore)


def _birth_dates(code):
    """Dates the code may mean, latest century first; empty when its day does not exist."""
    year, day = int(code[6:8].translate(_DIGITS)), int(code[9:11].translate(_DIGITS))
    month = _MONTHS.index(code[8]) + 1
    found = []
    for century in (2000, 1900):
        try:
            found.append(date(century + year, month, day - 40 if day > 40 else day))
        except ValueError:
            continue
    return tuple(found)


def ipa_code(value):
    """Code in the index of public administrations (IPA), lower case.

    >>> ipa_code(" C_F842 ")
    'c_f842'
    """
    text = HIDDEN.sub("", str("" if value is None else value)).strip()
    if text and not _IPA.match(text):
        raise IdentifierError("ipa_invalid", value, "characters")
    return text.lower()


def email(value):
    """An e-mail or PEC address; its domain in lower case.

    >>> email("mailto:Anna@Example.IT"), email("Anna Rossi <anna@example.it>")
    ('Anna@example.it', 'anna@example.it')
    """
    text = HIDDEN.sub("", str("" if value is None else value)).strip()
    if text.endswith(">") and "<" in text:
        text = text[text.rindex("<") + 1 : -1]
    if text[:7].lower() == "mailto:":
        text = text[7:]
    if not text:
        return ""
    if len(text) > 254 or not _EMAIL.match(text):
        raise IdentifierError("email_invalid", value, "characters")
    local, domain = text.split("@")
    return f"{local}@{domain.lower()}"


def phone(value):
    """A telephone number as written, with single spaces and ``+`` for ``00``.

    >>> phone("0039  0832 515683"), phone(335662950.0)
    ('+39 0832 515683', '335662950')
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(HIDDEN.sub("", str("" if value is None else value)).split())
    return f"+{text[2:].lstrip()}" if text.startswith("00") else text


def cap(value):
    """An Italian postal code: five digits (leading noughts put back for number cells).

    >>> cap("73100"), cap(9100)
    ('73100', '09100')
    """
    numeric = isinstance(value, (int, float))
    text = compact("" if value is None else value).removeprefix("I")
    if numeric and text.isdigit():
        text = text.zfill(5)
    if text and not (len(text) == 5 and text.isascii() and text.isdigit()):
        raise IdentifierError("zip_invalid", value, "characters")
    return text
