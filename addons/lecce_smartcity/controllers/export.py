"""The web client's own export, safe against formulas (OWASP: CSV injection).

Odoo writes text into XLSX through ``worksheet.write``, which makes a formula of ``=HYPERLINK(…)``, and guards CSV
cells that begin with ``= - +`` alone, telephone numbers included. Here text stays text in both, and “+39 0832 …” stays
readable.
"""

import csv
import io

from odoo.addons.web.controllers import export

from ..documents.safe_cells import csv_text, xlsx_text


class TextSafeWriter:
    """Writes every string as a string, whatever it looks like."""

    def write(self, row, column, cell_value, style=None):
        """Write one cell of the sheet."""
        if isinstance(cell_value, str):
            return self.worksheet.write_string(row, column, xlsx_text(cell_value), style)
        return super().write(row, column, cell_value, style)


class SafeXlsxWriter(TextSafeWriter, export.ExportXlsxWriter):
    pass


class SafeGroupXlsxWriter(TextSafeWriter, export.GroupExportXlsxWriter):
    pass


class ExcelExport(export.ExcelExport):
    def from_data(self, fields, columns_headers, rows):
        """Return the sheet of a plain list."""
        with SafeXlsxWriter(fields, columns_headers, len(rows)) as writer:
            for row_index, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    writer.write_cell(row_index, column, value)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        """Return the sheet of a grouped list."""
        with SafeGroupXlsxWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class CSVExport(export.CSVExport):
    def from_data(self, fields, columns_headers, rows):
        """Return the text of a plain list; what a spreadsheet program would compute gets an apostrophe in front."""
        stream = io.StringIO()
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow([csv_text(header) for header in columns_headers])
        writer.writerows([self._cell(value) for value in row] for row in rows)
        return stream.getvalue()

    @staticmethod
    def _cell(value):
        if value is None or value is False:
            return ""
        if isinstance(value, bytes):
            value = value.decode()
        return csv_text(value) if isinstance(value, str) else value
