"""What we export, anyone may open, and our own import reads back."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.documents import members_export, safe_cells
from odoo.addons.lecce_smartcity.intake import cells, members, spreadsheet
from odoo.addons.lecce_smartcity.intake.categories import DEFAULT_CATEGORIES
from odoo.addons.lecce_smartcity.intake.records import Existing

from . import tables

NAMES = {code: names[0] for code, names in DEFAULT_CATEGORIES.items()}
HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|cmd", " =1", "＝1", "'=1"]


def exported(kind, language="it"):
    """The sample's good rows: as facts, and as a file of ours."""
    good = [
        v.member for v in tables.judge((tables.DATA / "libro_soci.csv").read_bytes()) if v.member
    ]
    rows = [members_export.member_values(member, NAMES) for member in good]
    headers = members_export.member_headers(language)
    if kind == "csv":
        return good, members_export.members_csv(rows, headers)
    return good, members_export.members_xlsx(rows, headers, "Libro degli associati")


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_export_comes_back_unchanged(kind, language):
    good, data = exported(kind, language)
    verdicts = tables.judge(data, existing=Existing.of(dict(enumerate(good))))
    assert {v.action for v in verdicts} == {"unchanged"}
    assert [v.key for v in verdicts] == list(range(len(good)))
    assert {code for v in verdicts for code in tables.codes(v.warnings)} <= {
        "formula_text",
        "codice_fiscale_missing",
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_our_own_export_into_an_empty_register_gives_the_same_facts(kind):
    good, data = exported(kind)
    back = [v.member for v in tables.judge(data)]
    for before, after in zip(good, back, strict=True):
        for field in (
            "number",
            "joined_on",
            "birth_date",
            "fee_cents",
            "notes",
            "phone",
            "category",
        ):
            assert getattr(before, field) == getattr(after, field)
        assert before.display_name == after.display_name


@pytest.mark.parametrize("text", HOSTILE)
def test_no_program_computes_what_a_person_typed(text):
    csv = members_export.members_csv([[text]], ["Note"]).decode("utf-8-sig")
    assert csv.split("\r\n", 1)[1].lstrip('"').startswith("'")
    data = members_export.members_xlsx([[text]], ["Note"], "=1+1")
    for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows():
        assert {cell.data_type for cell in row} <= {"s", "n"}
        assert all(cell.data_type == "s" or cell.value is None for cell in row)


@pytest.mark.parametrize(
    "text", ["+39 0832 515683", "-12,50", "+3.5", "Lecce", "a=b", "", "D'Amico"]
)
def test_numbers_telephones_and_plain_text_stay_as_they_are(text):
    assert safe_cells.csv_text(text) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_guarded_text_is_the_text_again(text):
    assert cells.unguard(safe_cells.csv_text(text)) == text
    assert cells.unguard(safe_cells.xlsx_text(text)) == text


@given(st.text(max_size=40))
def test_what_the_import_warns_of_the_export_guards(text):
    if cells.is_formula_text(text) and not text.startswith("'"):
        assert safe_cells.csv_text(text).startswith("'")


PLAIN = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zs"]), max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PLAIN, PLAIN), min_size=1, max_size=5))
def test_any_text_survives_both_files(pairs):
    rows = [(f"x{name}", note) for name, note in pairs]
    headers = ["Denominazione", "Note"]
    for data in (
        members_export.members_csv(rows, headers),
        members_export.members_xlsx(rows, headers, "Soci"),
    ):
        back = spreadsheet.read_table(data).rows
        texts = [tuple(cells.as_text(cell) for cell in row.cells) for row in back]
        padded = [(*row, "")[:2] for row in texts]
        assert padded == rows


def test_the_workbook_has_dates_amounts_filters_and_frozen_headings():
    row = [7, "Rossi", date(2020, 3, 1), Decimal("1000.50"), None, date(1899, 12, 1)]
    headers = ["N.", "Cognome", "Data", "Quota", "Note", "Nascita"]
    sheet = openpyxl.load_workbook(
        io.BytesIO(members_export.members_xlsx([row], headers, "Libro: soci/2026"))
    ).active
    assert sheet.title == "Libro  soci 2026"
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == "A2:F3"
    number, _, day, amount, note, old = sheet[3]
    assert (number.value, day.value.date(), amount.value) == (7, date(2020, 3, 1), 1000.5)
    assert (day.number_format, amount.number_format) == ("dd/mm/yyyy", "#,##0.00")
    assert (note.value, old.value) == (None, "01/12/1899")


def test_an_empty_book_is_a_file_too():
    headers = members_export.member_headers()
    assert members_export.members_csv([], headers).startswith(b"\xef\xbb\xbfN.;")
    assert openpyxl.load_workbook(io.BytesIO(members_export.members_xlsx([], headers, "")))


def test_the_headings_of_the_export_are_those_that_the_import_knows():
    for language in ("it", "en"):
        table = spreadsheet.Table(members_export.member_headers(language), (), "csv", 1)
        assert members.columns.recognise(table.headers).unknown == {}
