"""Codice fiscale, P.IVA, addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake import identifiers, people
from odoo.addons.lecce_smartcity.intake.identifiers import IdentifierError
from odoo.addons.lecce_smartcity.intake.names import split_full_name

OMOCODIA = [
    "RSSMRA80A01H501U",
    "RSSMRA80A01H50MM",
    "RSSMRA80A01H5LMX",
    "RSSMRA80A01HRLMS",
    "RSSMRA80A0MHRLMK",
    "RSSMRA80ALMHRLMV",
    "RSSMRA8LALMHRLMG",
    "RSSMRAULALMHRLMD",
]


@pytest.mark.parametrize("code", OMOCODIA)
def test_omocodia_changes_the_letters_and_not_what_they_say(code):
    assert identifiers.codice_fiscale(f" {code.lower()} ") == code
    decoded = identifiers.decode_codice_fiscale(code, date(2026, 6, 30))
    assert decoded == ("RSS", "MRA", (date(1980, 1, 1),), "M", "H501")


def test_a_woman_s_day_is_forty_more():
    decoded = identifiers.decode_codice_fiscale("SCHMRA83D58E506G")
    assert (decoded.gender, decoded.birth_dates[-1]) == ("F", date(1983, 4, 18))


@pytest.mark.parametrize(
    "text, reason",
    [
        ("RSSMRA80A01H501X", "check"),
        ("RSSMRA80A01H501", "length"),
        ("RSSMRA80A41H5O1U", "characters"),
        ("RSSMRА80A01H501U", "characters"),  # a Cyrillic А
        ("RSSMRA80B30H501X", "date"),
        ("00153060755", "check"),
        ("93123451259", "component"),
        ("12345", "length"),
        ("nessuno", "length"),
    ],
)
def test_a_wrong_codice_fiscale_is_refused_with_its_reason(text, reason):
    with pytest.raises(IdentifierError) as caught:
        identifiers.codice_fiscale(text)
    assert (caught.value.code, caught.value.reason) == ("codice_fiscale_invalid", reason)


@pytest.mark.parametrize("text", ["80008510754", "80034840167", "00636460164", "93123450756"])
def test_a_body_s_codice_fiscale_has_eleven_digits(text):
    assert identifiers.codice_fiscale(text) == text


def test_noughts_that_a_sheet_dropped_are_put_back_when_the_check_digit_agrees():
    assert identifiers.partita_iva(636460164) == "00636460164"
    with pytest.raises(IdentifierError):
        identifiers.partita_iva(636460165)


@pytest.mark.parametrize("text", ["RSSMRA80A01H501U", "IT123", "XX12345678", "abc"])
def test_a_partita_iva_is_no_codice_fiscale_and_no_word(text):
    with pytest.raises(IdentifierError) as caught:
        identifiers.partita_iva(text)
    assert caught.value.code == "vat_invalid"


@pytest.mark.parametrize(
    "text",
    ["nessuna", "a@b", "a b@c.it", "@c.it", "a@c..it", "a@-c.it", ".a@c.it", "a@c.it;", "a@"],
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(IdentifierError):
        identifiers.email(text)


@given(st.text(max_size=300))
def test_any_text_is_an_identifier_or_refused_by_name(text):
    parsers = (
        identifiers.codice_fiscale,
        identifiers.partita_iva,
        identifiers.email,
        identifiers.ipa_code,
        identifiers.cap,
    )
    for parse in parsers:
        try:
            normal = parse(text)
        except IdentifierError:
            continue
        assert parse(normal) == normal
    assert identifiers.phone(identifiers.phone(text)) == identifiers.phone(text)


@pytest.mark.parametrize(
    "last, first, birth, place, wrong",
    [
        ("Rossi", "Mario", date(1980, 1, 1), "Roma", []),
        ("ROSSI IN BIANCHI", "Mario Carlo", date(1980, 1, 1), "Roma (RM)", []),
        ("Rosso", "Mario", None, "", []),  # RSS too: consonants alone tell no more
        ("Bianchi", "Mario", None, "", ["surname"]),
        ("Mario", "Rossi", None, "", ["surname", "given_name"]),
        ("Rossi", "Mario", date(1980, 2, 1), "Contrada ignota", ["birth_date"]),
        ("Rossi", "Mario", date(1980, 1, 1), "Nardò", ["birth_place"]),
    ],
)
def test_only_what_the_code_contradicts_is_told(last, first, birth, place, wrong):
    who = people.Who(people.NATURAL, last, first)
    assert people.disagreements("RSSMRA80A01H501U", who, birth, place) == wrong


@pytest.mark.parametrize(
    "text, code, given_first, expected",
    [
        ("Rossi Mario", "RSSMRA80A01H501U", False, ("Rossi", "Mario")),
        ("Mario Rossi", "RSSMRA80A01H501U", False, ("Rossi", "Mario")),
        ("Dott. Mario Rossi", "RSSMRA80A01H501U", False, ("Rossi", "Mario")),
        ("Rossi, Mario", "", False, ("Rossi", "Mario")),
        ("De Luca Anna Maria", "", False, ("De Luca", "Anna Maria")),
        ("Anna Maria De Luca", "", True, ("De Luca", "Anna Maria")),
        ("Rossi", "", False, ("Rossi", "")),
    ],
)
def test_a_full_name_is_cut_where_the_codice_fiscale_says(text, code, given_first, expected):
    assert split_full_name(text, code=code, given_first=given_first)[:2] == expected
