"""Headings, categories, causes and legal forms in the spellings people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake import columns, legal_forms
from odoo.addons.lecce_smartcity.intake.categories import (
    DEFAULT_CATEGORIES,
    Categories,
    CategoryUnknown,
    cessation_event,
)
from odoo.addons.lecce_smartcity.intake.errors import IntakeError


@pytest.mark.parametrize(
    "heading, field",
    [
        ("N.", "number"),
        ("N°", "number"),
        ("#", "number"),
        ("Nr. socio", "number"),
        ("COGNOME E NOME", "full_name"),
        ("cognome / denominazione", "surname_or_name"),
        ("Ragione Sociale", "organisation"),
        ("C.F.", "codice_fiscale"),
        ("Cod.Fisc.", "codice_fiscale"),
        ("P.IVA", "vat"),
        ("Partita Iva", "vat"),
        ("Nato/a il", "birth_date"),
        ("Data di nascita (gg/mm/aaaa)", "birth_date"),
        ("E-Mail", "email"),
        ("Indirizzo e-mail", "email"),
        ("e-mail PEC", "pec"),
        ("Città", "city"),
        ("C.A.P.", "zip"),
        ("Categoria di socio", "category"),
        ("Data della delibera", "resolution_date"),
        ("Data d'iscrizione al libro dei soci", "joined_on"),
        ("Quota associativa (€)", "fee"),
        ("Motivo della cessazione", "cessation_cause"),
        ("Legale rappresentante", "representative"),
        ("Tax code", "codice_fiscale"),
        ("Date of birth", "birth_date"),
        ("Member since", "joined_on"),
        ("Segno zodiacale", None),
        ("", None),
    ],
)
def test_a_heading_is_known_in_its_usual_spellings(heading, field):
    assert columns.field_of(heading) == field


def test_a_bare_nome_is_the_first_name_only_beside_a_surname():
    assert "first_name" in columns.recognise(["Cognome", "Nome"]).fields
    assert "full_name" in columns.recognise(["Nome", "Categoria"]).fields


def test_the_admission_is_the_resolution_when_the_book_has_its_own_date():
    found = columns.recognise(["Data ammissione", "Data iscrizione"]).fields
    assert found == {"resolution_date": 0, "joined_on": 1}
    assert columns.recognise(["Data ammissione"]).fields == {"joined_on": 0}


def test_two_columns_of_one_meaning_are_refused_by_their_names():
    with pytest.raises(IntakeError) as caught:
        columns.recognise(["Cognome", "C.F.", "Codice fiscale"])
    assert "«C.F.», «Codice fiscale»" in caught.value.message("it")


@pytest.mark.parametrize(
    "text, code",
    [
        ("ORD.", "ordinary"),
        ("ordinari", "ordinary"),
        ("Socio ordinario", "ordinary"),
        ("ORDINARIA", "ordinary"),
        ("Cat. ordinario", "ordinary"),
        ("Ordinario pubblico", "ordinary_public"),
        ("ord. priv.", "ordinary_private"),
        ("FOND.", "founder"),
        ("soci fondatori", "founder"),
        ("Socia fondatrice", "founder"),
        ("sost.", "supporter"),
        ("Sostenitrici", "supporter"),
        ("onor.", "honorary"),
        ("Socio d'onore", "honorary"),
        ("osservatore", "observer"),
        ("Honorary member", "honorary"),
        ("ordinary_public", "ordinary_public"),
    ],
)
def test_a_category_is_known_by_stem_and_abbreviation(text, code):
    assert Categories(DEFAULT_CATEGORIES).code(text) == code


@pytest.mark.parametrize("text", ["Simpatizzante", "O", "or", "socio", "pubblico o privato", "???"])
def test_a_category_of_another_association_is_refused(text):
    with pytest.raises(CategoryUnknown):
        Categories(DEFAULT_CATEGORIES).code(text)


def test_a_text_that_fits_two_categories_names_both():
    own = {"public": ["Ordinario pubblico"], "private": ["Ordinario privato"]}
    with pytest.raises(CategoryUnknown) as caught:
        Categories(own).code("ordinario")
    assert caught.value.candidates == ("private", "public")


def test_the_association_s_own_categories_are_the_only_ones():
    own = Categories({"a": ["Amico della biblioteca"], "b": ["Mecenate"]})
    assert [own.code(text) for text in ("amici biblioteca", "mecen.")] == ["a", "b"]
    with pytest.raises(CategoryUnknown):
        own.code("ordinario")


@given(st.text(max_size=60))
def test_any_text_is_a_category_or_refused_by_name(text):
    try:
        assert Categories(DEFAULT_CATEGORIES).code(text) in DEFAULT_CATEGORIES
    except CategoryUnknown as error:
        assert error.code == "category_unknown"


@pytest.mark.parametrize(
    "text, event",
    [
        ("recesso", "withdrawal"),
        ("Dimissioni volontarie", "withdrawal"),
        ("dimissionario", "withdrawal"),
        ("esclusione", "exclusion"),
        ("escluso", "exclusion"),
        ("Espulso", "exclusion"),
        ("radiato", "exclusion"),
        ("decaduto per morosità", "lapse"),
        ("decadenza", "lapse"),
        ("Decesso", "death"),
        ("deceduta", "death"),
        ("morto", "death"),
        ("scioglimento", "dissolution"),
        ("Estinzione dell'ente", "dissolution"),
        ("posto in liquidazione", "dissolution"),
        ("esclusione per morosità", None),  # two causes: which one is not ours to say
        ("recesso non accolto", None),
        ("trasferito", None),
        ("", None),
    ],
)
def test_a_cause_of_cessation_is_known_or_left_alone(text, event):
    assert cessation_event(text) == event


@pytest.mark.parametrize(
    "name, form",
    [
        ("Comune di Nardò", "municipality"),
        ("COMUNE DI LECCE - Settore 3", "municipality"),
        ("Provincia di Lecce", "public_body"),
        ("Unione dei Comuni della Grecìa Salentina", "public_body"),
        ("Università del Salento", "university"),
        ("Camera di Commercio di Lecce", "chamber_of_commerce"),
        ("Alba Tech S.r.l.s. 452", "company"),
        ("Ulivo Mobilità S.p.A.", "company"),
        ("Rossi & C. s.n.c.", "company"),
        ("Società Agricola Lupiae", "company"),
        ("Cooperativa Sociale Alba", "cooperative"),
        ("Fondazione Messapia", "foundation"),
        ("Associazione Culturale Pajara", "association"),
        ("Pro Loco di Otranto", "association"),
        ("Amici del Mare ODV", "association"),
        ("CNR - Istituto di nanotecnologia", "research_body"),
        ("Studio Barocco e Associati", "professional_firm"),
        ("Anna Rossi", None),
    ],
)
def test_a_name_tells_the_legal_form(name, form):
    assert legal_forms.of_name(name) == form


def test_what_the_file_states_wins_over_the_name():
    assert legal_forms.infer("Studio Barocco", stated="Associazione") == "association"
