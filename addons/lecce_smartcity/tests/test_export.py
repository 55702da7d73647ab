import csv
import io
import json

import openpyxl

from odoo import http
from odoo.tests import HttpCase, tagged

HOSTILE = {
    "formula": '=HYPERLINK("http://example.org","click")',
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
}
PHONE = "+39 0832 515683"


@tagged("post_install", "-at_install")
class TestExport(HttpCase):
    """The web client's own export of a list: text is never computed by a spreadsheet program."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partners = cls.env["res.partner"].create(
            [
                {"name": f"Hostile {key}", "comment": False, "street": text, "phone": PHONE}
                for key, text in HOSTILE.items()
            ]
        )

    def export(self, kind, groupby=()):
        self.authenticate("admin", "admin")
        names = ("name", "street", "phone")
        data = {
            "model": "res.partner",
            "fields": [{"name": name, "label": name, "type": "char"} for name in names],
            "ids": self.partners.ids,
            "domain": [],
            "groupby": list(groupby),
            "import_compat": False,
            "context": {},
        }
        answer = self.url_open(
            f"/web/export/{kind}",
            data={"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)},
        )
        answer.raise_for_status()
        return answer.content

    def test_xlsx_has_texts_and_no_formulas(self):
        for groupby in ((), ("street",)):
            sheet = openpyxl.load_workbook(io.BytesIO(self.export("xlsx", groupby))).active
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            self.assertFalse([cell.value for cell in cells if cell.data_type == "f"])
            values = {cell.value for cell in cells}
            self.assertLessEqual({HOSTILE["formula"], HOSTILE["at"], PHONE}, values)

    def test_csv_guards_what_would_be_computed_and_leaves_telephone_numbers(self):
        rows = list(csv.DictReader(io.StringIO(self.export("csv").decode())))
        by_name = {row["name"]: row for row in rows}
        for key, text in HOSTILE.items():
            street = by_name[f"Hostile {key}"]["street"]
            self.assertTrue(street.startswith("'"), street)
            self.assertEqual(street[1:].strip(), text.strip())
        self.assertEqual({row["phone"] for row in rows}, {PHONE})
