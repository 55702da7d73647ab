# License AGPL-3.0 or later (https://www.gnu.org/licenses/agpl).
"""XLSX, ODS and XLS workbooks to plain cells. No formula is computed and no macro is run.

A zipped workbook is weighed before it is unpacked, and one that declares a document type (the
way to entity bombs and to reading other files) is refused.
"""

import io
import re
import warnings
import zipfile

import openpyxl
import xlrd

from . import ods
from .errors import IntakeError
from .limits import (
    MAX_COLUMNS,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_ROW_ELEMENTS,
    MAX_ROWS,
    MAX_UNPACKED,
)
from .rows import add_row

_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def read_zipped(data):
    """(kind, sheets) of an XLSX or ODS file; sheets are [(name, [(line, cells)])].

    :raises IntakeError: archive_too_large, file_encrypted, unreadable_file, and the limits of rows
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _weigh(archive, len(data))
            formulas = _inspect(archive)
            if "content.xml" in archive.namelist():
                return "ods", ods.read_sheets(archive.read("content.xml"))
        return "xlsx", _read_xlsx(data, formulas)
    except IntakeError:
        raise
    except Exception as error:  # pylint: disable=broad-except
        # The parsers raise whatever a damaged part makes them: all of it means one thing.
        raise IntakeError("unreadable_file", reason=type(error).__name__) from error


def _weigh(archive, packed):
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise IntakeError("file_encrypted")
    if len(entries) > MAX_ENTRIES:
        raise IntakeError("archive_too_large", reason=f"{len(entries)} > {MAX_ENTRIES} parts")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        reason = f"{unpacked // 10**6} > {MAX_UNPACKED // 10**6} MB"
        raise IntakeError("archive_too_large", reason=reason)
    if unpacked > MAX_RATIO * packed:
        raise IntakeError("archive_too_large", reason=f"1:{unpacked // max(packed, 1)}")


def _inspect(archive):
    """Refuse document types and endless blank rows; tell whether any part holds a formula."""
    formulas, rows = False, 0
    for entry in archive.infolist():
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        part = archive.read(entry)
        if any(mark in part for mark in _DOCTYPE):
            raise IntakeError("unreadable_file", reason="DOCTYPE")
        rows += sum(1 for _ in _ROW.finditer(part))
        if rows > MAX_ROW_ELEMENTS:
            raise IntakeError("too_many_rows", limit=MAX_ROWS)
        formulas = formulas or bool(_FORMULA.search(part))
    return formulas


def _read_xlsx(data, formulas):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles it does not know
        sheets = _xlsx_sheets(data, computed=True)
        if formulas:
            # A formula that was never computed has no value: its text is kept instead, so that
            # the cell is reported and not taken for empty.
            sheets = _with_formulas(sheets, _xlsx_sheets(data, computed=False))
    return sheets


def _xlsx_sheets(data, computed):
    book = openpyxl.load_workbook(
        io.BytesIO(data), read_only=True, data_only=computed, keep_links=False
    )
    try:
        return [(sheet.title, _xlsx_rows(sheet)) for sheet in book.worksheets]
    finally:
        book.close()


def _xlsx_rows(sheet):
    sheet.reset_dimensions()  # what a file says of its own size is not to be trusted
    found, blank = [], None
    for line, values in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), 1):
        if values is blank:
            continue  # the one tuple that openpyxl fills gaps with, up to a million times
        if values.count(None) == len(values):
            blank = values
        else:
            add_row(found, line, values)
    return found


def _with_formulas(sheets, sources):
    """The computed rows, with a formula's text where its value is missing."""
    merged = []
    for (name, rows), (_, texts) in zip(sheets, sources, strict=True):
        values = dict(rows)
        found = []
        for line, cells in texts:
            computed = values.get(line, ())
            computed += (None,) * (len(cells) - len(computed))
            pairs = zip(computed, cells, strict=False)
            add_row(found, line, [text if value is None else value for value, text in pairs])
        merged.append((name, found))
    return merged


def read_xls(data):
    """Sheets of a workbook of Excel 97–2003, as ``read_zipped`` gives them."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise IntakeError("file_encrypted")
    try:
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        return [(name, _xls_rows(book, name)) for name in book.sheet_names()]
    except IntakeError:
        raise
    except Exception as error:  # pylint: disable=broad-except
        if "encrypted" in str(error):
            raise IntakeError("file_encrypted") from error
        raise IntakeError("unreadable_file", reason=type(error).__name__) from error


def _xls_rows(book, name):
    sheet = book.sheet_by_name(name)
    found = []
    for index in range(sheet.nrows):
        cells = zip(sheet.row_types(index), sheet.row_values(index), strict=True)
        add_row(found, index + 1, [_xls_value(book, *cell) for cell in cells])
    book.unload_sheet(name)
    return found


def _xls_value(book, kind, value):
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError):
            return str(value)
    if kind == xlrd.XL_CELL_ERROR:
        return xlrd.error_text_from_code.get(value, "#N/A")
    return bool(value) if kind == xlrd.XL_CELL_BOOLEAN else value
