"""The public application form: what is asked, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake import application_check as check
from odoo.addons.lecce_smartcity.intake import application_form as form
from odoo.addons.lecce_smartcity.intake import uploads

TODAY = date(2026, 6, 30)
PERSON = form.Audience("natural_person", is_person=True)
TOWN = form.Audience("municipality", is_public=True)
FIRM = form.Audience("company")
CLUB = form.Audience("association")
CHOICES = check.Choices(
    frozenset({"7"}), frozenset({"IT", "FR"}), provinces=frozenset({"LE", "BG"})
)

ANNA = {
    "surname": "Greco",
    "given_name": "Anna",
    "birth_date": "1980-01-01",
    "birth_place": "Lecce",
    "codice_fiscale": "RSSMRA80A01H501U",
    "street": "Via Palmieri 1",
    "zip": "73100",
    "city": "Lecce",
    "state": "LE",
    "country": "IT",
    "email": "anna@example.it",
    "phone": "+39 0832 515683",
    "category": "7",
}
COMUNE = {
    "denomination": "Comune di Melendugno",
    "codice_fiscale": "80010060756",
    "ipa_code": "C_F101",
    "street": "Via San Nicola 6",
    "zip": "73026",
    "city": "Melendugno",
    "state": "LE",
    "country": "IT",
    "email": "protocollo@example.it",
    "pec": "comune@pec.example.it",
    "rep_surname": "Rossi",
    "rep_given_name": "Maria",
    "rep_codice_fiscale": "RSSMRA80A01H501U",
    "rep_office": "Sindaca",
    "act_body": "Consiglio comunale",
    "act_number": "12",
    "act_date": "10/03/2026",
    "category": "7",
}


def faults(raw, audience):
    """{field: code} of what is wrong."""
    return {f.field: f.code for f in check.check(raw, audience, CHOICES, TODAY).faults}


def test_a_persons_full_answers_are_accepted_and_read():
    found = check.check(ANNA, PERSON, CHOICES, TODAY)
    assert found.faults == ()
    assert found.values["birth_date"] == date(1980, 1, 1)
    assert found.values["category"] == "7"


def test_a_towns_full_answers_are_accepted_and_read():
    found = check.check(COMUNE, TOWN, CHOICES, TODAY)
    assert found.faults == ()
    assert found.values["ipa_code"] == "c_f101"
    assert found.values["act_date"] == date(2026, 3, 10)


def test_an_empty_form_lists_every_required_field_at_once():
    for audience in (PERSON, TOWN, FIRM, CLUB):
        required = {
            f.name
            for f in form.fields_for(audience)
            if form.is_required(f, audience) and f.name != "country"
        }
        assert faults({"country": "IT"}, audience) == dict.fromkeys(required, "missing")


def test_only_public_bodies_are_asked_for_the_act_the_pec_and_the_ipa_code():
    asked = {f.name for f in form.fields_for(TOWN) if form.is_required(f, TOWN)}
    assert {"pec", "ipa_code", "act_number", "act_date", "act_body"} <= asked
    asked = {f.name for f in form.fields_for(CLUB) if form.is_required(f, CLUB)}
    assert not asked & {"pec", "ipa_code", "act_number", "act_date", "act_body", "vat"}


def test_answers_to_questions_that_were_not_asked_are_dropped():
    found = check.check(
        ANNA | {"ipa_code": "x", "state_id": "3", "id": "1"}, PERSON, CHOICES, TODAY
    )
    assert set(found.values) == {f.name for f in form.fields_for(PERSON)}


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("codice_fiscale", "RSSMRA80A01H501X", "codice_fiscale_invalid"),
        ("codice_fiscale", "80010060756", "codice_fiscale_of_body"),
        ("birth_date", "1980-01-02", None),
        ("birth_date", "2030-01-01", "date_future"),
        ("birth_date", "31/02/1980", "date_invalid"),
        ("birth_date", "1880-01-01", "date_too_old"),
        ("zip", "7310", "zip_invalid"),
        ("email", "anna@", "email_invalid"),
        ("phone", "call me", "phone_invalid"),
        ("state", "ZZ", "choice_unknown"),
        ("country", "XX", "choice_unknown"),
        ("category", "8", "category_not_admitted"),
        ("surname", "12", "letters_missing"),
        ("surname", "x" * 61, "too_long"),
    ],
)
def test_a_wrong_answer_is_named(field, text, code):
    found = faults(ANNA | {field: text}, PERSON)
    assert found.get(field) == code


def test_a_code_of_somebody_born_on_another_day_is_noticed():
    assert faults(ANNA | {"birth_date": "1980-01-02"}, PERSON) == {
        "codice_fiscale": "codice_fiscale_birth_date"
    }


def test_who_lives_abroad_needs_no_codice_fiscale_and_no_italian_post_code():
    away = ANNA | {"country": "FR", "zip": "F-75001", "state": "", "codice_fiscale": ""}
    assert faults(away, PERSON) == {}


def test_a_body_with_a_persons_code_is_refused_unless_one_person_is_behind_it():
    code = {"codice_fiscale": "RSSMRA80A01H501U"}
    assert faults(code, CLUB)["codice_fiscale"] == "codice_fiscale_of_person"
    assert "codice_fiscale" not in faults(code, FIRM)


def test_a_third_sector_body_says_how_many_members_it_has():
    assert faults({"is_ets": "1"}, CLUB)["ets_members"] == "missing"
    assert faults({"is_ets": "1", "ets_members": "many"}, CLUB)["ets_members"] == "count_invalid"
    assert "ets_members" not in faults({"is_ets": "1", "ets_members": "120"}, CLUB)


def test_each_field_has_one_fault_at_most():
    found = check.check({}, TOWN, CHOICES, TODAY).faults
    assert len({f.field for f in found}) == len(found)


@given(st.dictionaries(st.sampled_from([f.name for f in form.FIELDS]), st.text(max_size=200)))
def test_no_input_makes_the_check_fail(raw):
    for audience in (PERSON, TOWN, FIRM, CLUB):
        check.check(raw, audience, CHOICES, TODAY)


# --- files ---


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"%PDF-" + b"0" * uploads.FILE_MAX, "file_too_large"),
        (b"<svg onload=alert(1)>", "file_type"),
        (b"MZ\x90\x00", "file_type"),
        (b"PK\x03\x04", "file_type"),
        (b"\x30\x82\x01\x00 no signature", "file_type"),
    ],
)
def test_a_file_that_is_not_taken_says_why(content, code):
    with pytest.raises(uploads.FileFault) as caught:
        uploads.taken("atto.pdf", content)
    assert caught.value.code == code


def test_a_signed_document_is_taken():
    content = b"\x30\x82\x0a\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0"
    assert uploads.taken("delibera.pdf.p7m", content).mimetype == "application/pkcs7-mime"


@given(st.text(max_size=300))
def test_no_file_name_keeps_a_path_or_a_control_character(name):
    tame = uploads.harmless_name(name)
    assert tame and len(tame) <= 100
    assert not set(tame) & set('/\\<>:"|?*\n\r\t\0')
    assert not tame.startswith(".")
