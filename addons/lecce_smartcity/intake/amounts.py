# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Amounts of money to integer cents. Italian first; what could mean two sums is refused."""

import re
from decimal import Decimal, InvalidOperation

_CURRENCY = re.compile(r"^(?:€|eur[oi]?\b\.?)|(?:€|eur[oi]?\.?)$", re.IGNORECASE)
_GROUPED = r"[0-9]{{1,3}}(?:{sep}[0-9]{{3}})+"
_DOTTED, _SPACED, _COMMAED = (_GROUPED.format(sep=sep) for sep in ("[.]", "[ '’]", ","))
_ITALIAN = re.compile(rf"(?:[0-9]+|{_DOTTED}|{_SPACED})(?:,([0-9]{{1,2}}))?$")
_ENGLISH = re.compile(rf"(?:[0-9]+|{_COMMAED})(?:[.]([0-9]{{1,2}}))?$")
_THREE_AFTER_COMMA = re.compile(r"[0-9]{1,3},[0-9]{3}$")
_ROUND = re.compile(r"[,.](?:-{1,2}|–|—|=)$")  # "50,-" and "50,=" as on cheques
_LIMIT = 10**12  # cents: ten thousand million euros, beyond which a cell is a slip of the keyboard


class AmountError(ValueError):
    """No sum of money. ``code``: ``amount_invalid``, ``amount_negative``, ``amount_ambiguous``."""

    def __init__(self, text, code="amount_invalid"):
        super().__init__(f"{code}: {text!r}")
        self.text = text
        self.code = code


def parse_amount(value):
    """Read one cell.

    :param value: text, number or ``None``
    :returns: cents, or ``None`` for an empty cell
    :raises AmountError: for words, negative sums, more than two decimals, and ``1,000``, which
        is a thousand to an English reader and one to an Italian

    >>> [parse_amount(text) for text in ("50", "€ 1.000,00", "1.000", "1,000.00", "50,5", "EUR 25")]
    [5000, 100000, 100000, 100000, 5050, 2500]
    >>> parse_amount("cinquanta")
    Traceback (most recent call last):
    ...
    odoo.addons.lecce_smartcity.intake.amounts.AmountError: amount_invalid: 'cinquanta'
    """
    if value is None:
        return None
    if not isinstance(value, str):
        return _from_number(value)
    text = " ".join(value.split())
    if not text:
        return None
    text = _CURRENCY.sub("", text).strip()
    text = _ROUND.sub("", text).strip()
    if text[:1] in ("-", "−", "–", "(") and any(char.isdigit() for char in text):
        raise AmountError(value, "amount_negative")
    return _bounded(value, _cents(value, text))


def render_amount(cents):
    """Italian form, the one ``parse_amount`` reads back.

    >>> render_amount(123456789)
    '1.234.567,89'
    """
    euros, rest = divmod(cents, 100)
    return f"{euros:,}".replace(",", ".") + f",{rest:02d}"


def _cents(value, text):
    if _THREE_AFTER_COMMA.match(text):
        raise AmountError(value, "amount_ambiguous")
    for pattern in (_ITALIAN, _ENGLISH):
        if match := pattern.match(text):
            decimals = match[1] or ""
            whole = text[: -len(decimals) - 1] if decimals else text
            digits = "".join(char for char in whole if "0" <= char <= "9")
            if len(digits) > 15 or (len(digits) != len(whole) and digits.startswith("0")):
                break  # "0.500" is no thousands
            return int(digits) * 100 + int((decimals + "00")[:2])
    raise AmountError(value)


def _from_number(value):
    if isinstance(value, bool):
        raise AmountError(value)
    try:
        cents = Decimal(str(value)) * 100
        nearest = cents.to_integral_value()
    except (InvalidOperation, ValueError):
        raise AmountError(value) from None
    if not cents.is_finite() or abs(cents - nearest) > Decimal("0.0001"):
        raise AmountError(value)
    if nearest < 0:
        raise AmountError(value, "amount_negative")
    return _bounded(value, int(nearest))


def _bounded(value, cents):
    if cents >= _LIMIT:
        raise AmountError(value)
    return cents
