"""Verdicts on rows: the sample book, books of other shapes, and one fault at a time."""

import json
import time
from datetime import date, datetime
from pathlib import Path

import pytest

from odoo.addons.lecce_smartcity.intake import findings, members, people, reading, uniqueness
from odoo.addons.lecce_smartcity.intake.errors import IntakeError
from odoo.addons.lecce_smartcity.intake.records import Existing

from . import tables
from .tables import BIANCHI, BODY, CARLA, DE_LUCA, FIRM, ROSSI, codes, judge, judge_row

EXPECTED = json.loads((tables.DATA / "libro_soci.expected.json").read_text())
HEADERS = [
    "N.",
    "Cognome / Denominazione",
    "Nome",
    "Codice fiscale",
    "Categoria",
    "Data iscrizione",
]
ROW = ["1", "Rossi", "Mario", ROSSI, "ordinario", "01/03/2020"]


def sample(kind):
    return (tables.DATA / f"libro_soci.{kind}").read_bytes()


def faulty(**cells):
    """The verdict on a good row with other or additional cells, by heading."""
    row = dict(zip(HEADERS, ROW, strict=True)) | cells
    return judge_row(list(row), list(row.values()))


# -- the sample --------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_sample_book_gets_exactly_the_expected_verdicts(kind):
    told = members.verdict_json(judge(sample(kind)))
    assert told["rows"] == EXPECTED["rows"]
    assert told["imported"] == EXPECTED["imported"]
    errors = {row: [each["code"] for each in found] for row, found in told["errors"].items()}
    warnings = {row: [each["code"] for each in found] for row, found in told["warnings"].items()}
    assert errors == {row: [each["error"]] for row, each in EXPECTED["errors"].items()}
    assert warnings == {row: each["warnings"] for row, each in EXPECTED["warnings"].items()}


def test_the_sample_reads_the_same_from_both_files():
    from_csv, from_xlsx = ([v.member for v in judge(sample(kind))] for kind in ("csv", "xlsx"))
    assert from_csv == from_xlsx


def test_a_book_imported_twice_changes_nothing():
    first = judge(sample("csv"))
    register = Existing.of({v.row: v.member for v in first if v.member})
    second = judge(sample("xlsx"), existing=register)
    assert [v.row for v in first if v.action == "create"] == [
        v.row for v in second if v.action == "unchanged"
    ]
    assert members.verdict_json(second)["errors"].keys() == EXPECTED["errors"].keys()
    assert members.verdict_json(second)["imported"] == 0


def test_every_sentence_of_the_sample_names_row_column_and_remedy():
    for language in ("it", "en"):
        told = members.verdict_json(judge(sample("csv")), language)
        for found in (*told["errors"].values(), *told["warnings"].values()):
            for each in found:
                assert each["message"].startswith(("Riga", "Row"))
                assert ("«" in each["message"]) or ("“" in each["message"])
                assert each["message"].endswith(".")


# -- books of other shapes ---------------------------------------------------------------------
def test_a_comma_book_in_english_with_other_columns_in_another_order():
    data = tables.csv_bytes(
        [
            ["Member since", "Membership type", "Last name", "First name", "Tax code", "Shoe size"],
            ["2020-03-01", "Honorary member", "Rossi", "Mario", ROSSI.lower(), "43"],
            ["March 2, 2020", "founding", "Carlà", "Anna", CARLA, ""],
        ],
        delimiter=",",
    )
    first, second = judge(data)
    assert (first.action, second.action) == ("create", "create")
    assert first.member.category == "honorary"
    assert first.member.extras == {"Shoe size": "43"}
    assert first.member.number is None
    assert second.member.joined_on == date(2020, 3, 2)
    assert not first.warnings and not second.warnings


def test_a_book_with_names_in_one_column_and_excel_s_own_dates():
    data = tables.xlsx_bytes(
        [
            ["Elenco soci"],
            ["N°", "Cognome e nome", "C.F.", "Nato il", "Cat.", "Iscritto il", "Quota €"],
            [
                1,
                "De Luca Anna Maria",
                DE_LUCA,
                datetime(1980, 1, 1),
                "ord.",
                datetime(2020, 3, 1),
                50,
            ],
            [2, "Luca Bianchi", BIANCHI, 25642, "sost.", 43892, 50.5],
            [3, "Comune di Nardò", int(BODY), None, "fond.", "3 marzo 2020", "1.000,00"],
        ]
    )
    first, second, third = (v.member for v in judge(data, "soci.xlsx"))
    assert (first.last_name, first.first_name) == ("De Luca", "Anna Maria")
    assert (second.last_name, second.first_name) == ("Bianchi", "Luca")
    assert (second.birth_date, second.joined_on) == (date(1970, 3, 15), date(2020, 3, 2))
    assert (third.kind, third.name, third.codice_fiscale) == ("legal", "Comune di Nardò", BODY)
    assert [m.fee_cents for m in (first, second, third)] == [5000, 5050, 100000]
    assert third.legal_form == "municipality"


def test_a_tabbed_book_in_utf_16_with_a_column_for_bodies():
    data = tables.csv_bytes(
        [
            [
                "Ragione sociale",
                "Cognome",
                "Nome",
                "Partita IVA",
                "Codice fiscale",
                "Tipo",
                "Adesione",
            ],
            ["Alba S.r.l.", "", "", f"IT{FIRM}", "", "ordinario", "1-3-2020"],
            ["", "Rossi", "Mario", "", ROSSI, "ordinario", "1-3-2020"],
        ],
        delimiter="\t",
        encoding="utf-16",
    )
    firm, person = (v.member for v in judge(data))
    assert (firm.kind, firm.name, firm.vat, firm.legal_form) == (
        "legal",
        "Alba S.r.l.",
        FIRM,
        "company",
    )
    assert (person.kind, person.last_name) == ("natural", "Rossi")


@pytest.mark.parametrize("writer", [tables.xls_bytes, tables.ods_bytes])
def test_a_book_of_an_old_or_a_free_program(writer):
    rows = [HEADERS, [1, "Rossi", "Mario", ROSSI, "ordinario", date(2020, 3, 1)]]
    (verdict,) = judge(writer(rows))
    assert (verdict.action, verdict.member.number) == ("create", 1)
    assert verdict.member.joined_on == date(2020, 3, 1)


def test_a_book_without_categories_takes_the_one_given():
    data = tables.csv_bytes([[*HEADERS[:4], HEADERS[5]], [*ROW[:4], ROW[5]]])
    assert judge(data, default_category="ordinary")[0].member.category == "ordinary"
    with pytest.raises(IntakeError) as caught:
        judge(data)
    assert "«Categoria»" in caught.value.message("it")


def test_a_book_without_names_or_dates_is_refused_as_a_whole():
    with pytest.raises(IntakeError) as caught:
        judge(tables.csv_bytes([["N.", "Categoria"], ["1", "ordinario"]]))
    assert caught.value.code == "column_missing"
    assert "Cognome" in caught.value.message("it") and "iscrizione" in caught.value.message("it")


# -- one fault at a time -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "cells, expected",
    [
        ({"N.": "dodici"}, ["number_invalid"]),
        ({"N.": "0"}, ["number_invalid"]),
        ({"N.": "12 bis"}, ["number_invalid"]),
        ({"Nome": "", "Cognome / Denominazione": ""}, ["name_missing"]),
        ({"Cognome / Denominazione": "-"}, ["name_missing"]),
        ({"Nome": ""}, ["name_missing"]),
        ({"Codice fiscale": "RSSMRA80A01H501X"}, ["codice_fiscale_invalid"]),
        ({"P. IVA": "12345678901"}, ["vat_invalid"]),
        ({"Data iscrizione": "31/02/2019"}, ["date_invalid"]),
        ({"Data iscrizione": "01/03/2062"}, ["date_invalid"]),
        ({"Data iscrizione": ""}, ["date_missing"]),
        ({"Data di nascita": "30/02/1980"}, ["date_invalid"]),
        ({"Data di nascita": "01/01/2080"}, ["date_invalid"]),
        ({"Data di nascita": "01/01/2021"}, ["birth_after_joined"]),
        ({"Data domanda": "02/03/2020"}, ["joined_before_application"]),
        ({"Quota": "cinquanta"}, ["amount_invalid"]),
        ({"Quota": "-50"}, ["amount_negative"]),
        ({"Quota": "1,000"}, ["amount_ambiguous"]),
        ({"Quota": "#REF!"}, ["cell_error"]),
        ({"Data domanda": "#N/A"}, ["cell_error"]),
        ({"Categoria": "Simpatizzante"}, ["category_unknown"]),
        ({"Categoria": ""}, ["category_missing"]),
        ({"Indirizzo": "via " * 100}, ["text_too_long"]),
        ({"Cognome / Denominazione": "a b " * 4000, "Nome": ""}, ["text_too_long"]),
        ({"Data cessazione": "01/03/2021"}, ["cessation_cause_missing"]),
        ({"Causa cessazione": "recesso"}, ["cessation_date_missing"]),
        (
            {"Data cessazione": "01/03/2021", "Causa cessazione": "boh"},
            ["cessation_cause_unknown"],
        ),
        (
            {"Data cessazione": "01/03/2019", "Causa cessazione": "recesso"},
            ["ceased_before_joined"],
        ),
        (
            {"N.": "x", "Quota": "y", "Data iscrizione": "z", "Categoria": "w"},
            ["number_invalid", "date_invalid", "category_unknown", "amount_invalid"],
        ),
    ],
)
def test_a_faulty_row_is_refused_with_all_its_faults(cells, expected):
    verdict = faulty(**cells)
    assert sorted(codes(verdict.errors)) == sorted(expected)
    assert (verdict.action, verdict.member) == ("refused", None)


@pytest.mark.parametrize(
    "cells, expected",
    [
        ({}, []),
        ({"N.": ""}, ["number_missing"]),
        ({"Codice fiscale": ""}, ["codice_fiscale_missing"]),
        ({"Codice fiscale": FIRM}, ["codice_fiscale_of_body"]),
        ({"Data di nascita": "02/01/1980"}, ["codice_fiscale_mismatch"]),
        ({"Luogo di nascita": "Nardò"}, ["codice_fiscale_mismatch"]),
        ({"Luogo di nascita": "Roma"}, []),
        ({"Luogo di nascita": "Borgo che non c'è"}, []),
        ({"E-mail": "nessuna"}, ["email_invalid"]),
        ({"E-mail": "a@example.it; b@example.it"}, ["email_several"]),
        ({"E-mail": "-"}, []),
        ({"PEC": "boh"}, ["pec_invalid"]),
        ({"CAP": "7310"}, ["zip_invalid"]),
        ({"Cod. IPA": "c f842"}, ["ipa_invalid"]),
        ({"Forma giuridica": "misteriosa"}, ["legal_form_unknown"]),
        ({"Note": "=HYPERLINK(1)"}, ["formula_text"]),
        ({"Note": "'=HYPERLINK(1)"}, ["formula_text"]),
        ({"Note": "@SUM(A1)"}, ["formula_text"]),
        ({"Note": "\t=1"}, ["formula_text"]),
        ({"Note": "-50"}, []),
        ({"Telefono": "+39 0832/123456"}, []),
        ({"Hobby": "=cmd|' /C calc'!A0"}, ["formula_text"]),
        ({"Note": "ciao\u202eoaic"}, ["hidden_characters"]),
        ({"Data delibera": "02/03/2020"}, ["joined_before_resolution"]),
        (
            {"Data delibera": "01/02/2020", "Data domanda": "01/03/2020"},
            ["resolution_before_application"],
        ),
        ({"Data delibera": "01/03/2020", "Data iscrizione": ""}, ["joined_on_assumed"]),
        ({"Pagata il": "01/07/2026"}, ["date_in_future"]),
        ({"Data cessazione": "31/12/2026", "Causa cessazione": "recesso"}, []),
    ],
)
def test_a_doubtful_row_is_taken_with_a_warning(cells, expected):
    verdict = faulty(**cells)
    assert codes(verdict.warnings) == expected
    assert verdict.action == "create"


def test_nothing_that_was_typed_is_lost():
    cells = {"E-mail": "nessuna", "CAP": "731", "Note": "=1+1\nseconda", "Hobby": "vela", "": "?!"}
    member = faulty(**cells).member
    assert member.extras == {"E-mail": "nessuna", "CAP": "731", "Hobby": "vela", "K": "?!"}
    assert member.email == member.zip == ""
    assert member.notes == "=1+1\nseconda"


def test_cells_beyond_the_headings_of_a_csv_mean_a_shifted_row():
    data = tables.csv_bytes([HEADERS, [*ROW[:2], "e figli", *ROW[2:]]])
    assert "cells_shifted" in codes(judge(data)[0].errors)


def test_a_birth_of_two_figures_comes_before_the_joining():
    found = judge_row([*HEADERS, "Data di nascita"], [*ROW[:3], "", *ROW[4:], "24.10.22"])
    assert found.member.birth_date == date(1922, 10, 24)


def test_a_person_whose_surname_means_a_body_is_a_person():
    for surname in ("Banca", "Rossi"):
        cells = {"Cognome / Denominazione": surname, "Codice fiscale": ""}
        assert faulty(**cells).member.kind == "natural"
    found = faulty(**{"Cognome / Denominazione": "Comune di Nardò", "Nome": "Sindaco"})
    assert (found.member.kind, found.member.extras) == ("legal", {"Nome": "Sindaco"})


def test_a_sole_trader_s_firm_is_a_body_with_a_person_s_code():
    found = faulty(**{"Cognome / Denominazione": "Studio Rossi", "Nome": ""}).member
    assert (found.kind, found.name, found.legal_form) == (
        "legal",
        "Studio Rossi",
        "professional_firm",
    )


def test_a_name_without_any_code_in_a_column_for_full_names_is_taken_for_a_person_s():
    headers = ["Nominativo", "Categoria", "Data iscrizione"]
    verdict = judge_row(headers, ["Rossi Mario", "ord.", "1/3/20"])
    assert verdict.member.last_name == "Rossi"
    assert codes(verdict.warnings) == ["kind_assumed", "codice_fiscale_missing"]
    assert judge_row(headers, ["Pro Loco Otranto", "ord.", "1/3/20"]).member.kind == "legal"


# -- one member, one number --------------------------------------------------------------------
def book(*rows):
    return tables.csv_bytes([HEADERS, *rows])


def test_the_first_of_two_rows_is_good_and_the_second_refused():
    again = ["2", "Rossi", "Mario", ROSSI, "sost.", "01/03/2021"]
    other = ["1", "Carlà", "Anna", CARLA, "ord.", "01/03/2021"]
    first, second, third = judge(book(ROW, again, other))
    assert first.action == "create"
    assert codes(second.errors) == ["duplicate_member"]
    assert codes(third.errors) == ["number_duplicate"]
    assert "riga 1" in findings.message(third.errors[0])


def test_a_refused_row_takes_neither_number_nor_code():
    bad = [*ROW[:5], "31/02/2019"]
    assert [v.action for v in judge(book(bad, ROW))] == ["refused", "create"]


def test_offices_of_one_body_may_share_the_ipa_code():
    headers = [*HEADERS, "Cod. IPA"]
    rows = [
        ["1", "Comune di Nardò - Settore 1", "", FIRM, "ord.", "1/3/20", "c_f842"],
        ["2", "Comune di Nardò - Settore 2", "", BODY, "ord.", "1/3/20", "C_F842"],
    ]
    found = judge(tables.csv_bytes([headers, *rows]))
    assert [(v.action, v.member.ipa_code) for v in found] == [("create", "c_f842")] * 2


def test_a_shared_partita_iva_is_a_warning_when_the_codici_fiscali_differ():
    headers = [*HEADERS, "P. IVA"]
    rows = [
        ["1", "Alba S.r.l.", "", FIRM, "ord.", "1/3/20", FIRM],
        ["2", "Beta S.r.l.", "", BODY, "ord.", "1/3/20", FIRM],
        ["3", "Alba S.r.l.", "", "", "ord.", "1/3/20", FIRM],
    ]
    first, second, third = judge(tables.csv_bytes([headers, *rows]))
    assert (first.action, codes(second.warnings)) == ("create", ["vat_shared"])
    assert codes(third.errors) == ["duplicate_member"]


def existing(*rows):
    return Existing.of({f"key {v.row}": v.member for v in judge(book(*rows))})


def test_a_row_that_the_register_holds_is_unchanged():
    (verdict,) = judge(book(ROW), existing=existing(ROW))
    assert (verdict.action, verdict.key, verdict.errors) == ("unchanged", "key 1", ())


def test_a_row_without_codes_is_known_again_by_name_and_number_or_day():
    for row in (["1", "Rossi", "Mario", "", *ROW[4:]], ["", "Rossi", "Mario", "", *ROW[4:]]):
        assert judge(book(row), existing=existing(row))[0].action == "unchanged"


def test_a_number_in_the_register_is_not_given_to_another():
    register = existing(ROW)
    (verdict,) = judge(book(["1", "Carlà", "Anna", CARLA, *ROW[4:]]), existing=register)
    assert codes(verdict.errors) == ["number_duplicate"]
    (verdict,) = judge(book(["9", *ROW[1:]]), existing=register)
    assert codes(verdict.errors) == ["duplicate_member"]
    retired = Existing.of({}, numbers={1: "who had it"})
    assert codes(judge(book(ROW), existing=retired)[0].errors) == ["number_duplicate"]


def test_a_row_that_contradicts_the_register_is_refused_and_names_the_fields():
    (verdict,) = judge(book([*ROW[:4], "sost.", "02/03/2020"]), existing=existing(ROW))
    assert codes(verdict.errors) == ["member_differs"]
    assert "categoria, data iscrizione" in findings.message(verdict.errors[0])


def test_another_address_is_told_and_left_to_the_office():
    data = tables.csv_bytes([[*HEADERS, "E-mail"], [*ROW, "mario@example.it"]])
    (verdict,) = judge(data, existing=existing(ROW))
    assert (verdict.action, codes(verdict.warnings)) == ("unchanged", ["details_differ"])


# -- wording and speed -------------------------------------------------------------------------
def test_every_code_has_its_sentences_and_every_sentence_its_code():
    modules = (members, people, reading, uniqueness)
    sources = "".join(Path(module.__file__).read_text(encoding="utf-8") for module in modules)
    raised = {"date_invalid", "codice_fiscale_invalid", "vat_invalid"}
    raised |= {"amount_invalid", "amount_negative", "amount_ambiguous"}
    for code in findings.SENTENCES:
        bare = code.split(".")[0]
        assert bare in raised or f'"{bare}"' in sources, code
    for italian, english in findings.SENTENCES.values():
        assert italian.endswith(".") and english.endswith(".") and italian != english


@pytest.mark.parametrize("code", findings.SENTENCES)
def test_a_sentence_is_whole_even_with_the_least_it_can_know(code):
    found = findings.Finding(
        code.split(".")[0], "", {"other": "x", "limit": 1, "reason": code.split(".")[-1]}
    )
    for language in ("it", "en_US"):
        assert "{" not in findings.message(found, language)


def test_ten_thousand_rows_are_judged_in_seconds():
    rows = [
        [
            str(n),
            f"Ditta {n} S.r.l.",
            "",
            "",
            "ord.",
            "1/3/2020",
            f"via Roma {n}",
            f"a{n}@example.it",
        ]
        for n in range(1, 10_001)
    ]
    data = tables.csv_bytes([[*HEADERS, "Indirizzo", "E-mail"], *rows])
    start = time.process_time()
    assert len(judge(data)) == 10_000
    assert time.process_time() - start < 3
