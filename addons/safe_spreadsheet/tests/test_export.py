import csv
import io
import json

import openpyxl

from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged

DANGEROUS = [
    "=1+1",
    '=HYPERLINK("http://a.b")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "http://a.b",
]


@tagged("post_install", "-at_install")
class TestExport(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(
            cls.env,
            "sheet_exporter",
            groups="base.group_user,base.group_allow_export,base.group_partner_manager",
        )
        cls.partners = cls.env["res.partner"].create(
            [{"name": name, "ref": "x", "color": -3} for name in DANGEROUS],
        )

    def export(self, kind, **params):
        self.authenticate("sheet_exporter", "sheet_exporter")
        data = {
            "model": "res.partner",
            "fields": [
                {"name": "name", "label": "=名称", "type": "char"},
                {"name": "color", "label": "颜色", "type": "integer"},
            ],
            "ids": self.partners.ids,
            "domain": [],
            "import_compat": False,
            **params,
        }
        return self.post(f"/web/export/{kind}", data)

    def post(self, url, data):
        data = {"data": json.dumps(data), "csrf_token": http.Request.csrf_token(self)}
        response = self.url_open(url, data=data)
        self.assertEqual(response.status_code, 200)
        return response.content

    def assert_no_formula(self, content):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        cells = [cell for row in sheet.rows for cell in row]
        self.assertFalse([cell.value for cell in cells if cell.data_type == "f"])
        self.assertFalse([cell.value for cell in cells if cell.hyperlink])
        return [cell.value for cell in cells]

    def test_xlsx_export_keeps_text_as_text_and_numbers_as_numbers(self):
        values = self.assert_no_formula(self.export("xlsx"))
        self.assertIn("=1+1", values)
        self.assertIn(-3, values)

    def test_grouped_xlsx_export_keeps_text_as_text(self):
        values = self.assert_no_formula(self.export("xlsx", groupby=["name"]))
        self.assertIn("=1+1 (1)", values)

    def test_csv_export_marks_every_dangerous_start_once(self):
        text = self.export("csv").decode()
        rows = list(csv.reader(io.StringIO(text, newline="")))
        self.assertEqual(rows[0], ["'=名称", "颜色"])
        names = {row[0] for row in rows[1:]}
        expected = {"'" + name for name in DANGEROUS[:-1]} | {"http://a.b"}
        self.assertEqual(names, expected)
        self.assertEqual({row[1] for row in rows[1:]}, {"-3"})

    def test_pivot_export_keeps_titles_as_text(self):
        self.authenticate("sheet_exporter", "sheet_exporter")
        data = {
            "title": "伙伴",
            "model": "res.partner",
            "measure_count": 1,
            "origin_count": 1,
            "col_group_headers": [[{"title": "=1+1", "width": 1, "height": 1}]],
            "measure_headers": [{"title": "=2", "width": 1, "height": 1, "is_bold": False}],
            "rows": [{"title": "=3", "indent": 0, "values": [{"value": -5}, {"value": "=4"}]}],
        }
        values = self.assert_no_formula(self.post("/web/pivot/export_xlsx", data))
        self.assertIn("'=1+1", values)
        self.assertIn(-5, values)
