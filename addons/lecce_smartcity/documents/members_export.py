# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""The members' book as CSV and XLSX: safe to open anywhere, and read back by our own import.

A row is a sequence of values in the order of the headings: ``str``, ``int``, ``datetime.date``,
``Decimal`` (an amount in euros) or ``None``. ``member_values`` makes one of a member's facts.
"""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from .safe_cells import csv_text, xlsx_text

# (attribute of a member's facts, Italian heading, English heading)
COLUMNS = (
    ("number", "N.", "Number"),
    ("surname_or_name", "Cognome / Denominazione", "Surname / Organisation"),
    ("first_name", "Nome", "First name"),
    ("legal_form", "Forma giuridica", "Legal form"),
    ("codice_fiscale", "Codice fiscale", "Tax code"),
    ("vat", "P. IVA", "VAT number"),
    ("birth_date", "Data di nascita", "Date of birth"),
    ("birth_place", "Luogo di nascita", "Place of birth"),
    ("street", "Indirizzo", "Address"),
    ("zip", "CAP", "Postal code"),
    ("city", "Comune", "City"),
    ("province", "Prov.", "Province"),
    ("email", "E-mail", "E-mail"),
    ("pec", "PEC", "Certified e-mail"),
    ("phone", "Telefono", "Phone"),
    ("mobile", "Cellulare", "Mobile"),
    ("ipa_code", "Cod. IPA", "IPA code"),
    ("representative", "Rappresentante", "Representative"),
    ("representative_role", "Carica rappresentante", "Representative role"),
    ("category", "Categoria", "Category"),
    ("application_date", "Data domanda", "Application date"),
    ("resolution_date", "Data delibera", "Resolution date"),
    ("joined_on", "Data iscrizione", "Joined on"),
    ("fee_cents", "Quota", "Fee"),
    ("fee_paid_on", "Pagata il", "Paid on"),
    ("ceased_on", "Data cessazione", "Ceased on"),
    ("cessation_text", "Causa cessazione", "Reason for leaving"),
    ("notes", "Note", "Notes"),
)
_MAX_CELL = 32_767  # characters that a worksheet's cell holds


def member_headers(lang="it"):
    """Headings of ``member_values``: those that the import knows.

    >>> member_headers("en")[:3]
    ('Number', 'Surname / Organisation', 'First name')
    """
    return tuple(column[1 if lang.startswith("it") else 2] for column in COLUMNS)


def member_values(member, category_names=None):
    """One row of an export.

    :param member: an object with the attributes of ``intake.records.MemberRow``
    :param category_names: code → name to print; without it the code is printed
    :returns: list of values in the order of ``COLUMNS``
    """
    special = {
        "surname_or_name": member.name or member.last_name,
        "category": (category_names or {}).get(member.category, member.category),
        "fee_cents": None if member.fee_cents is None else Decimal(member.fee_cents).scaleb(-2),
        "cessation_text": member.cessation_text or member.cessation_event,
    }
    return [
        special[name] if name in special else getattr(member, name) for name, _it, _en in COLUMNS
    ]


def members_csv(rows, headers):
    """CSV as Italian Excel opens it: UTF-8 with mark, semicolons, 31/12/2020, 1.000,00.

    :param rows: iterable of rows of values
    :returns: bytes

    >>> members_csv([[1, "=1+1", date(2020, 12, 31), Decimal("1000")]], ["N."]).decode("utf-8-sig")
    "N.\\r\\n1;'=1+1;31/12/2020;1.000,00\\r\\n"
    """
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([csv_text(heading) for heading in headers])
    writer.writerows([_csv_value(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def _csv_value(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return csv_text(value.replace("\0", ""))
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    if isinstance(value, Decimal):
        return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    return str(value)


def members_xlsx(rows, headers, title):
    """Workbook with one sheet: title, frozen headings with filters, dates and amounts as such.

    :param rows: iterable of rows of values
    :param title: line above the headings; its start names the sheet
    :returns: bytes
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    sheet = book.add_worksheet(_sheet_name(title))
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        date: book.add_format({"num_format": "dd/mm/yyyy"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
    }
    sheet.write_string(0, 0, xlsx_text(title), formats["title"])
    widths = [len(heading) for heading in headers]
    for column, heading in enumerate(headers):
        sheet.write_string(1, column, xlsx_text(heading), formats["heading"])
    last = 1
    for last, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            widths[column] = max(widths[column], _write(sheet, last, column, value, formats))
    sheet.freeze_panes(2, min(2, len(headers)))
    sheet.autofilter(1, 0, last, max(len(headers) - 1, 0))
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(max(width + 2, 6), 50))
    book.close()
    return stream.getvalue()


def _write(sheet, row, column, value, formats):
    """Write one value by its kind; how many characters wide it is."""
    if value is None or value == "":
        return 0
    if isinstance(value, str):
        text = value.replace("\0", "")[:_MAX_CELL]
        sheet.write_string(row, column, xlsx_text(text)[:_MAX_CELL])
        return max(map(len, text.splitlines()), default=0)
    if isinstance(value, date) and value.year >= 1900:
        moment = datetime(value.year, value.month, value.day)
        sheet.write_datetime(row, column, moment, formats[date])
        return 10
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value), formats[Decimal])
        return 10
    if isinstance(value, int):
        sheet.write_number(row, column, value)
        return len(str(value))
    sheet.write_string(row, column, _csv_value(value))  # a day before the sheet's calendar
    return 10


def _sheet_name(title):
    """A legal name for a sheet: 31 characters, none of ``[]:*?/\\``, no apostrophe at an end."""
    name = "".join(" " if char in "[]:*?/\\" else char for char in title)[:31].strip(" '")
    return name if name and name.lower() != "history" else "Libro soci"
