# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""What is wrong with the answers of an application: all of it, field by field."""

import re
from datetime import date
from typing import NamedTuple

from . import identifiers
from .application_form import ONE_PERSON_FORMS, fields_for, is_required
from .dates import DateError, parse_date
from .text import tidy, tidy_lines

ITALY = "IT"
_OLDEST = date(1900, 1, 1)
_PHONE = re.compile(r"\+?[0-9][0-9 ().\-/]{4,28}$")
_LETTER = re.compile(r"[^\W\d_]")
_NEEDS_LETTERS = {
    "surname", "given_name", "birth_place", "denomination", "city", "rep_surname", "rep_given_name",
}  # fmt: skip


class Choices(NamedTuple):
    """What the lists of the form offer: keys of categories, codes of countries and provinces."""

    categories: frozenset
    countries: frozenset = frozenset({ITALY})
    provinces: frozenset = frozenset()


class Fault(NamedTuple):
    """One thing that is wrong: the field, the name of the refusal, what its sentence is about."""

    field: str
    code: str
    params: dict = {}


class Checked(NamedTuple):
    """``values``: by field, what could be read (dates, booleans, texts). ``faults``: the rest."""

    values: dict
    faults: tuple


def check(raw, audience, choices, today):
    """Read the answers and list everything that is wrong with them.

    :param raw: mapping of field names to texts as typed; other keys are ignored
    :param audience: ``application_form.Audience``
    :param choices: ``Choices``
    :param today: a date in the future is wrong after this day
    :returns: ``Checked``, one fault a field at most, in the form's order

    >>> from .application_form import Audience
    >>> person = Audience("natural_person", is_person=True)
    >>> found = check({"surname": " Greco ", "email": "anna", "country": "IT"}, person,
    ...               Choices(frozenset({"ordinary"})), date(2026, 6, 30))
    >>> found.values["surname"], [(fault.field, fault.code) for fault in found.faults][:3]
    ('Greco', [('given_name', 'missing'), ('birth_date', 'missing'), ('birth_place', 'missing')])
    >>> [fault.code for fault in found.faults if fault.field == "email"]
    ['email_invalid']
    """
    country = tidy(raw.get("country") or ITALY).upper()
    reader = _Reader(audience, choices, today, italian=country == ITALY)
    values, faults = {}, []
    for field in fields_for(audience):
        text = tidy_lines(raw.get(field.name) or "")
        try:
            values[field.name] = reader.read(field, text)
        except _Wrong as wrong:
            faults.append(Fault(field.name, wrong.code, wrong.params))
    faults.extend(_disagreements(values, audience))
    order = {field.name: place for place, field in enumerate(fields_for(audience))}
    return Checked(values, tuple(sorted(faults, key=lambda fault: order[fault.field])))


def _disagreements(values, audience):
    """Answers that are each well formed but cannot both be true."""
    code, born = values.get("codice_fiscale"), values.get("birth_date")
    if audience.is_person and code and born and born not in _births(code):
        yield Fault("codice_fiscale", "codice_fiscale_birth_date", {"birth_date": born})
    if values.get("is_ets") and "ets_members" in values and not values["ets_members"]:
        yield Fault("ets_members", "missing")


def _births(code):
    return identifiers.decode_codice_fiscale(code).birth_dates


class _Wrong(ValueError):
    def __init__(self, code, **params):
        super().__init__(code)
        self.code = code
        self.params = params


class _Reader:
    """Reads one answer by its kind, or raises ``_Wrong``."""

    def __init__(self, audience, choices, today, italian):
        self.audience = audience
        self.choices = choices
        self.today = today
        self.italian = italian

    def read(self, field, text):
        if field.kind != "lines":
            text = tidy(text)
        if not text:
            if is_required(field, self.audience, self.italian):
                raise _Wrong("missing")
            return False if field.kind == "flag" else None
        if len(text) > field.limit:
            raise _Wrong("too_long", limit=field.limit)
        if field.name in _NEEDS_LETTERS and not _LETTER.search(text):
            raise _Wrong("letters_missing")
        return getattr(self, f"_{field.kind}")(text)

    def _text(self, text):
        return text

    _lines = _text

    def _flag(self, text):
        return text not in ("0", "false")

    def _count(self, text):
        if not (text.isascii() and text.isdigit()):
            raise _Wrong("count_invalid")
        return int(text)

    def _birth_date(self, text):
        return self._day(text, "birth")

    def _past_date(self, text):
        return self._day(text, "event")

    def _day(self, text, kind):
        try:
            day = parse_date(text, kind=kind, today=self.today)
        except DateError as error:
            raise _Wrong("date_invalid", reason=error.reason) from None
        if day > self.today:
            raise _Wrong("date_future")
        if day < _OLDEST:
            raise _Wrong("date_too_old")
        return day

    def _identifier(self, function, text, code=None):
        try:
            return function(text)
        except identifiers.IdentifierError as error:
            raise _Wrong(code or error.code, reason=error.reason) from None

    def _codice_fiscale(self, text):
        if self.audience.is_person:
            return self._person_code(text)
        if not self.italian:
            return identifiers.compact(text)
        code = self._identifier(identifiers.codice_fiscale, text)
        if len(code) == 16 and self.audience.form not in ONE_PERSON_FORMS:
            raise _Wrong("codice_fiscale_of_person")
        return code

    def _person_code(self, text):
        code = self._identifier(identifiers.codice_fiscale, text)
        if len(code) != 16:
            raise _Wrong("codice_fiscale_of_body")
        return code

    def _vat(self, text):
        if not self.italian:
            return identifiers.compact(text)
        return self._identifier(identifiers.partita_iva, text)

    def _ipa(self, text):
        return self._identifier(identifiers.ipa_code, text)

    def _email(self, text):
        return self._identifier(identifiers.email, text)

    def _zip(self, text):
        return self._identifier(identifiers.cap, text) if self.italian else text

    def _phone(self, text):
        if not _PHONE.match(text):
            raise _Wrong("phone_invalid")
        return identifiers.phone(text)

    def _country(self, text):
        return self._among(text.upper(), self.choices.countries, "choice_unknown")

    def _province(self, text):
        if not self.italian:
            return None
        return self._among(text.upper(), self.choices.provinces, "choice_unknown")

    def _category(self, text):
        return self._among(text, self.choices.categories, "category_not_admitted")

    def _among(self, text, offered, code):
        if text not in offered:
            raise _Wrong(code)
        return text
