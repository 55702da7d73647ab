"""Small members' books for the tests, in the formats that secretariats send. People invented."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import xlwt

from odoo.addons.lecce_smartcity.intake import members, spreadsheet
from odoo.addons.lecce_smartcity.intake.categories import DEFAULT_CATEGORIES

DATA = Path(__file__).resolve().parents[2] / "data"
TODAY = date(2026, 6, 30)
ROSSI, CARLA, BIANCHI, DE_LUCA = (
    "RSSMRA80A01H501U",
    "CRLNNA85B41E506P",
    "BNCLCU70C15F842T",
    "DLCNMR80A41E506X",
)
FIRM, BODY = "93123450756", "80008510754"


def csv_bytes(rows, delimiter=";", encoding="utf-8"):
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def xlsx_bytes(rows, sheets=()):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for title, others in sheets:
        sheet = book.create_sheet(title)
        for row in others:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def xls_bytes(rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Soci")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(line, column, value, *([day] if isinstance(value, date) else []))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def ods_bytes(rows, prolog=""):
    def cell(value):
        if value in (None, ""):
            return '<table:table-cell table:number-columns-repeated="1"/>'
        if isinstance(value, date):
            return (
                f'<table:table-cell office:value-type="date" office:date-value="{value}">'
                "<text:p>shown</text:p></table:table-cell>"
            )
        if isinstance(value, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return (
            '<table:table-cell office:value-type="string"><office:annotation><text:p>chi?</text:p>'
            f"</office:annotation><text:p>{value}</text:p></table:table-cell>"
        )

    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?>{prolog}<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Soci">{body}'
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    return zip_bytes({"mimetype": b"application/vnd.oasis", "content.xml": content.encode()})


def zip_bytes(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def judge(data, filename="soci.csv", **options):
    options = {"categories": DEFAULT_CATEGORIES, "today": TODAY, **options}
    return members.examine(spreadsheet.read_table(data, filename), **options)


def judge_row(headers, cells, **options):
    """The verdict of a table of one row."""
    return judge(csv_bytes([headers, cells]), **options)[0]


def codes(findings):
    return [finding.code for finding in findings]
