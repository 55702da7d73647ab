"""Files of every usual kind, and hostile ones."""

import io
import random
import time
import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.lecce_smartcity.intake import limits, rows, spreadsheet
from odoo.addons.lecce_smartcity.intake.errors import IntakeError

from . import tables

HEADERS = ["N.", "Cognome", "Nome", "Data iscrizione"]
ROWS = [["1", "Carlà", "Anna", "01/03/2020"], ["2", "De Luca", "Niccolò", "02/03/2020"]]


def read(data, name="soci.csv"):
    return spreadsheet.read_table(data, name)


def refusal(data, name="soci.csv"):
    with pytest.raises(IntakeError) as caught:
        read(data, name)
    assert name in caught.value.message("it")
    assert caught.value.message("it") != caught.value.message("en")
    return caught.value.code


@pytest.mark.parametrize("delimiter", ";,\t|")
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"]
)
def test_encoding_and_delimiter_of_a_csv_are_found_out(delimiter, encoding):
    table = read(tables.csv_bytes([HEADERS, *ROWS], delimiter, encoding))
    assert table.headers == tuple(HEADERS)
    assert [list(row.cells) for row in table.rows] == ROWS
    assert table.delimiter == delimiter


def test_titles_blank_rows_and_repeated_headings_are_no_data():
    titled = [["LIBRO SOCI; al 30/6"], [], ["Associazione", "di prova"], [], HEADERS]
    data = tables.csv_bytes([*titled, ROWS[0], ["", " ", ""], HEADERS, ROWS[1], []])
    table = read(data)
    assert [(row.number, row.line) for row in table.rows] == [(1, 6), (2, 9)]
    assert table.header_row == 5


def test_a_quoted_line_break_stays_in_its_cell_and_lines_are_counted():
    data = tables.csv_bytes([[*HEADERS, "Note"], [*ROWS[0], "una\ndue"], [*ROWS[1], ""]])
    table = read(data)
    assert table.rows[0].cells[4] == "una\ndue"
    assert [row.line for row in table.rows] == [2, 4]


def test_excel_s_own_line_that_names_the_separator_is_believed():
    assert read(b"sep=|\r\n" + tables.csv_bytes([HEADERS, *ROWS], "|")).delimiter == "|"


@pytest.mark.parametrize("writer", [tables.xlsx_bytes, tables.xls_bytes, tables.ods_bytes])
def test_workbooks_of_three_kinds_read_alike(writer):
    day = date(2020, 3, 1)
    table = read(
        writer([["LIBRO SOCI"], HEADERS, [7, "Carlà", "Anna", day], ["8", "Lo Re", "", ""]])
    )
    first = table.rows[0].cells
    assert first[0] == 7
    assert first[1:3] == ("Carlà", "Anna")
    assert first[3] in (day, datetime(2020, 3, 1))
    assert table.rows[1].cells == ("8", "Lo Re")
    assert table.sheet in ("Sheet", "Soci")


def test_the_sheet_with_the_headings_is_taken_and_the_others_are_named():
    data = tables.xlsx_bytes([["Istruzioni"], ["leggere"]], [("Soci", [HEADERS, *ROWS])])
    table = read(data, "soci.xlsx")
    assert (table.sheet, table.other_sheets) == ("Soci", ("Sheet",))


def test_a_formula_without_a_computed_value_keeps_its_text():
    data = tables.xlsx_bytes([HEADERS, ["1", "Carlà", "=UPPER(B2)", "01/03/2020"]])
    assert read(data, "soci.xlsx").rows[0].cells[2] == "=UPPER(B2)"


def test_the_kind_is_told_by_the_content_and_not_by_the_name():
    assert read(tables.xlsx_bytes([HEADERS, *ROWS]), "soci.csv").kind == "xlsx"
    assert read(tables.csv_bytes([HEADERS, *ROWS]), "soci.xlsx").kind == "csv"


@pytest.mark.parametrize(
    "data, code",
    [
        (b"", "empty_file"),
        (b" \r\n\t", "empty_file"),
        (b"\0" * 50, "empty_file"),
        (b"%PDF-1.7 ...", "unreadable_file"),
        (b"\x89PNG\r\n", "unreadable_file"),
        (b"PK\x03\x04 not a zip", "unreadable_file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "unreadable_file"),
        (b"ciao;mondo\n1;2\n", "header_not_found"),
        (b"N.;Cognome\n", "no_rows"),
        (b"N.;Cognome\n1;Ros\0si\n", "unreadable_file"),
        (b"\xff\xfeN", "unreadable_file"),
        (b'N.;Cognome\n1;"Rossi\n2;Bianchi\n', "csv_malformed"),
        (b"N.;Cognome\n1;" + b"x" * 40_000, "cell_too_long"),
        (b"N.;Cognome\n1;" + b"x" * 200_000, "cell_too_long"),
        (b"N.;Cognome\n" + b";" * 300 + b"x\n", "too_many_columns"),
        (b"x" * (limits.MAX_BYTES + 1), "file_too_large"),
        (tables.zip_bytes({"readme.txt": b"no workbook"}), "unreadable_file"),
        (tables.zip_bytes({"xl/bomb.xml": b"0" * 20_000_000}), "archive_too_large"),
        (tables.zip_bytes({f"{n}.xml": b"" for n in range(1001)}), "archive_too_large"),
        (tables.ods_bytes([HEADERS, *ROWS], '<!DOCTYPE x [<!ENTITY a "b">]>'), "unreadable_file"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_clear_sentence(data, code):
    assert refusal(data, "libro <soci>.csv") == code


def test_a_million_rows_are_refused_before_they_are_judged():
    assert refusal(b"N.;Cognome\n" + b"1;Rossi\n" * 1_000_000) == "too_many_rows"


def test_blank_rows_without_end_cost_next_to_nothing():
    sheet = io.BytesIO(tables.xlsx_bytes([HEADERS, *ROWS]))
    parts = {}
    with zipfile.ZipFile(sheet) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    name = "xl/worksheets/sheet1.xml"
    whole = parts[name]
    far = b'<row r="1048576"><c r="XFA1048576"/></row></sheetData>'
    parts[name] = whole.replace(b"</sheetData>", far)
    start = time.process_time()
    assert len(read(tables.zip_bytes(parts)).rows) == 2
    assert time.process_time() - start < 3
    parts[name] = whole.replace(b"</sheetData>", b"<row/>" * 300_000 + b"</sheetData>")
    parts["noise.bin"] = random.Random(1).randbytes(100_000)  # keeps the ratio honest
    assert refusal(tables.zip_bytes(parts)) == "too_many_rows"


def test_a_zip_that_unpacks_to_more_than_it_may_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(zipfile.ZipFile, "read", None)  # would be called to unpack
    noise = bytes(range(256)) * 4000
    parts = {f"{n}.bin": noise for n in range(60)}
    assert refusal(tables.zip_bytes(parts)) == "archive_too_large"


def test_an_encrypted_workbook_says_so():
    stream = io.BytesIO(tables.xlsx_bytes([HEADERS, *ROWS]))
    data = bytearray(stream.getvalue())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    assert refusal(bytes(data)) == "file_encrypted"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refusal(ole) == "file_encrypted"


def test_a_cell_far_to_the_right_is_refused_and_blank_ones_are_not_counted():
    with pytest.raises(IntakeError) as caught:
        rows.add_row([], 1, [None] * 300 + ["x"])
    assert caught.value.code == "too_many_columns"
    found = []
    rows.add_row(found, 1, ["x", *[None] * 16_000, " "])
    assert found == [(1, ("x",))]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_a_table_or_a_refusal(data):
    for prefix in (
        b"",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\xff\xfe",
        b"N.;Cognome\n",
    ):
        try:
            tables.judge(prefix + data)
        except IntakeError as error:
            assert error.message("it") and error.message("en")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_a_table_or_a_refusal(data):
    whole = data.draw(st.sampled_from(WORKBOOKS))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = (
        whole[:at] + data.draw(st.binary(max_size=8)) + whole[at + data.draw(st.integers(0, 8)) :]
    )
    try:
        tables.judge(damaged)
    except IntakeError as error:
        assert error.message("it")


WORKBOOKS = [
    writer([HEADERS, *ROWS]) for writer in (tables.xlsx_bytes, tables.xls_bytes, tables.ods_bytes)
]
