# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""Who a row is about: a person or a body, and by which name."""

from typing import NamedTuple

from . import identifiers, legal_forms, municipalities
from .names import agrees, given_name_letters, split_full_name, surname_letters

NATURAL, LEGAL = "natural", "legal"


class Who(NamedTuple):
    """A row's subject; ``assumed`` when nothing but the look of the name tells a person."""

    kind: str
    last_name: str = ""
    first_name: str = ""
    name: str = ""
    assumed: bool = False


def identify(reader, *, code, given_first):
    """Tell person from body, and put the name in its parts.

    :param reader: ``reading.RowReader``; ``name_missing`` is reported on it
    :param code: the row's codice fiscale, "" when missing or refused
    :param given_first: whether the combined column puts given names first
    """
    stated = legal_forms.of_column(reader.text("legal_form")) if reader.has("legal_form") else None
    organisation = reader.text("organisation")
    surname = reader.text("surname_or_name") or reader.text("surname")
    given = reader.text("first_name")
    combined = reader.text("full_name")
    if organisation and not _is_person(stated, code, bool(surname and given)):
        _keep_contact(reader, surname, given)
        return Who(LEGAL, name=organisation)
    if organisation and surname:
        reader.keep("organisation")
    if given and not _is_body(stated, surname, single_word=False):
        if not surname:
            reader.error("name_missing", _name_field(reader))
        return Who(NATURAL, surname, given)
    if given and surname:
        reader.keep("first_name")
    text = surname or combined or organisation
    if not text:
        reader.error("name_missing", _name_field(reader))
        return Who(NATURAL if len(code) == 16 else LEGAL)
    return _from_one_cell(reader, text, stated, code, given_first)


def _from_one_cell(reader, text, stated, code, given_first):
    """A name in one cell: a body's, or surname and given names together."""
    last, first, sure = split_full_name(text, code=code, given_first=given_first)
    if not sure and _is_body(stated, text, single_word=len(code) != 16, code=code):
        return Who(LEGAL, name=text)
    personal = len(code) == 16 or stated == legal_forms.NATURAL_PERSON or reader.text("birth_date")
    if sure or (personal and first and not code):
        return Who(NATURAL, last, first)
    if personal and not first and (not code or agrees(last, code[:3], surname_letters)):
        reader.error("name_missing", "first_name" if reader.has("first_name") else "full_name")
        return Who(NATURAL, last)
    if stated == legal_forms.NATURAL_PERSON or (personal and reader.text("birth_date")):
        return Who(NATURAL, last, first)
    # A sole trader's firm carries the owner's code; without a code a column for full names
    # holds persons.
    likely = bool(reader.text("full_name") and first and not code and not reader.text("vat"))
    return Who(NATURAL, last, first, assumed=True) if likely else Who(LEGAL, name=text)


def _is_person(stated, code, named):
    if stated:
        return stated == legal_forms.NATURAL_PERSON
    return named and len(code) == 16


def _is_body(stated, name, *, single_word, code=""):
    """Whether a name is a body's.

    :param single_word: whether one word can be one: beside a given name or a person's code it is
        a surname, whatever it means ("Banca")
    :param code: codice fiscale; 11 digits tell a body where no given name stands beside them
        (a person's provisional code has 11 digits, too)
    """
    if stated:
        return stated != legal_forms.NATURAL_PERSON
    if len(code) == 11:
        return True
    return (single_word or " " in name) and legal_forms.of_name(name) is not None


def _keep_contact(reader, surname, given):
    for field, text in (("surname", surname), ("surname_or_name", surname), ("first_name", given)):
        if text and reader.has(field):
            reader.keep(field)


def _name_field(reader):
    for field in ("surname_or_name", "surname", "full_name", "organisation"):
        if reader.has(field):
            return field
    return "first_name"


def disagreements(code, who, birth_date, birth_place):
    """What of a person's data the 16-character codice fiscale contradicts (names of fields).

    Letters of a name are looked for in any run of its words; a birth place is only judged when
    python-codicefiscale's tables know its name.

    >>> from datetime import date
    >>> who = Who(NATURAL, "Rossi", "Mario")
    >>> disagreements("RSSMRA80A01H501U", who, date(1980, 1, 1), "Roma")
    []
    >>> disagreements("RSSMRA80A01H501U", who, date(1980, 1, 2), "Lecce")
    ['birth_date', 'birth_place']
    """
    decoded = identifiers.decode_codice_fiscale(code)
    found = []
    if who.last_name and not agrees(who.last_name, decoded.surname, surname_letters):
        found.append("surname")
    if who.first_name and not agrees(who.first_name, decoded.given_name, given_name_letters):
        found.append("given_name")
    if birth_date and birth_date not in decoded.birth_dates and birth_date.year >= 1900:
        found.append("birth_date")
    codes = municipalities.belfiore_codes(birth_place) if birth_place else ()
    if codes and decoded.belfiore not in codes:
        found.append("birth_place")
    return found
