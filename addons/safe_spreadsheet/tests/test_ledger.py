import io
import tracemalloc
from datetime import date, datetime
from decimal import Decimal
from unittest.mock import patch

import openpyxl

from odoo.tests import BaseCase, tagged

from ..tools import LedgerColumn, LedgerSheet, write_ledger
from ..tools.ledger import LONGEST_TEXT

CREATED = datetime(2026, 11, 21, 9, 30)
COLUMNS = [
    LedgerColumn("姓名", 12),
    LedgerColumn("日期", 12, "date"),
    LedgerColumn("时间", 18, "datetime"),
    LedgerColumn("次数", 8, "integer"),
    LedgerColumn("金额", 12, "money"),
]
ROW = ("张三", date(2026, 7, 1), datetime(2026, 7, 1, 8, 5), 0, Decimal("12.30"))


@tagged("post_install", "-at_install")
class TestLedger(BaseCase):
    def write(self, *rows, title="服务台账"):
        file = io.BytesIO()
        write_ledger(file, [LedgerSheet("台账", title, COLUMNS, rows)], CREATED)
        return file.getvalue()

    def read(self, *rows, **values):
        book = openpyxl.load_workbook(io.BytesIO(self.write(*rows, **values)))
        return book["台账"]

    def test_values_come_back_as_they_were(self):
        sheet = self.read(ROW)
        cells = list(sheet.values)
        self.assertEqual(cells[0][0], "服务台账")
        self.assertEqual(cells[1], tuple(column.label for column in COLUMNS))
        self.assertEqual(cells[2][0], "张三")
        self.assertEqual(cells[2][1:3], (datetime(2026, 7, 1), datetime(2026, 7, 1, 8, 5)))
        self.assertEqual(cells[2][3:], (0, 12.3))
        self.assertEqual(sheet["E3"].number_format, "#,##0.00")

    def test_text_never_becomes_a_formula_or_a_link(self):
        texts = ["=1+1", "+86", "@SUM(1)", "http://example.com", "0012", "{=1}"]
        sheet = self.read(*[(text, *ROW[1:]) for text in texts], title="=2+2")
        self.assertEqual([sheet.cell(row, 1).value for row in range(3, 9)], texts)
        self.assertEqual({sheet.cell(row, 1).data_type for row in [1, *range(3, 9)]}, {"s"})
        self.assertFalse(sheet._hyperlinks)

    def test_empty_cells_stay_empty(self):
        sheet = self.read(("", None, False, 0, None))
        self.assertEqual(list(sheet.values)[2], (None, None, None, 0, None))

    def test_text_longer_than_a_cell_shows_that_it_was_cut(self):
        text = self.read(("长" * 40_000, *ROW[1:]))["A3"].value
        self.assertEqual(len(text), LONGEST_TEXT)
        self.assertTrue(text.endswith("长…"))

    def test_same_content_gives_the_same_bytes(self):
        self.assertEqual(self.write(ROW, ROW), self.write(ROW, ROW))

    def test_table_prints_across_with_its_headings_on_every_page(self):
        sheet = self.read(ROW)
        self.assertEqual(sheet.page_setup.orientation, "landscape")
        self.assertEqual(sheet.print_title_rows, "$1:$2")
        self.assertEqual(sheet.auto_filter.ref, "A2:E3")

    def test_more_rows_than_a_worksheet_holds_are_refused(self):
        with patch("odoo.addons.safe_spreadsheet.tools.ledger.LAST_EXCEL_ROW", 4):
            self.write(ROW, ROW)
            with self.assertRaisesRegex(ValueError, "台账"):
                self.write(ROW, ROW, ROW)

    def test_row_of_another_width_is_refused(self):
        with self.assertRaises(ValueError):
            self.write(ROW[1:])

    def test_memory_does_not_grow_with_the_rows(self):
        def peak(count):
            rows = ((f"人员{number}", *ROW[1:]) for number in range(count))
            with io.BytesIO() as file:
                tracemalloc.start()
                write_ledger(file, [LedgerSheet("台账", "台账", COLUMNS, rows)], CREATED)
                grown = tracemalloc.get_traced_memory()[1] - file.tell()
                tracemalloc.stop()
            return grown

        peak(10)
        self.assertLess(peak(5_000), peak(500) + 500_000)
