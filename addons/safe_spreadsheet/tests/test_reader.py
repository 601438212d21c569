from datetime import date
from decimal import Decimal

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import COLUMNS, HEADINGS, SpreadsheetCase, workbook


@tagged("post_install", "-at_install")
class TestReader(SpreadsheetCase):
    def test_rows_below_a_title_are_read_with_their_row_numbers(self):
        table = self.read_rows(
            ["德保县设备清单"],
            [],
            ["序号", *HEADINGS, "备注"],
            [1, "体检一体机", 17, "29.8万元", "2026-03-01", "=1+1"],
            [],
            [2, "随访包", "180", None, None, None],
        )
        self.assertFalse(table.errors)
        self.assertEqual([row.number for row in table.rows], [4, 6])
        self.assertEqual(
            table.rows[0].values,
            {
                "name": "体检一体机",
                "quantity": 17,
                "price": Decimal("298000.00"),
                "date": date(2026, 3, 1),
            },
        )
        self.assertEqual(table.rows[1].values["price"], None)

    def test_errors_name_cell_and_heading_in_the_order_of_the_file(self):
        table = self.read_rows(HEADINGS, ["甲", "十", "x"], ["乙", 1, 1], [None, 1, 1])
        self.assertEqual([error.cell for error in table.errors], ["B2", "C2", "A4"])
        self.assertEqual([row.number for row in table.rows], [3])
        with self.assertRaises(UserError) as caught:
            table.raise_if_errors()
        self.assertIn("第 2 行“数量”（B2）：“十”不是数字", str(caught.exception))

    def test_the_sheet_with_the_headings_is_found(self):
        def add_sheet(book, _sheet):
            book.create_sheet("说明").append(["填写说明"])

        content = workbook(HEADINGS, ["甲", 1, 1, None], prepare=add_sheet)
        self.assertEqual(len(self.read(content).rows), 1)
        self.assertEqual(len(self.read(content, sheet="清单").rows), 1)
        with self.assertRaisesRegex(UserError, "附件一.*清单.*说明"):
            self.read(content, sheet="附件一")

    def test_two_fitting_sheets_are_refused(self):
        def add_sheet(book, _sheet):
            book.create_sheet("第二批").append(HEADINGS)

        with self.assertRaisesRegex(UserError, "清单.*第二批"):
            self.read_rows(HEADINGS, ["甲", 1, 1, None], prepare=add_sheet)

    def test_missing_headings_are_named_with_what_was_found(self):
        with self.assertRaises(UserError) as caught:
            self.read_rows(["数量", "金额"], [1, 2])
        for fragment in ("设备名称", "数量", "金额", "清单"):
            self.assertIn(fragment, str(caught.exception))

    def test_a_heading_found_twice_is_refused(self):
        with self.assertRaisesRegex(UserError, "A1.*B1"):
            self.read_rows(["设备名称", "名称"], ["甲", "乙"])

    def test_merged_cells_in_the_table_are_refused_but_a_merged_title_is_not(self):
        def merge(reference):
            return lambda _book, sheet: sheet.merge_cells(reference)

        rows = [["清单"], HEADINGS, ["甲", 1, 1, None], ["乙", 2, 1, None]]
        self.assertEqual(len(self.read_rows(*rows, prepare=merge("A1:D1")).rows), 2)
        for reference in ("A3:A4", "A1:A2"):
            with self.assertRaisesRegex(UserError, reference):
                self.read_rows(*rows, prepare=merge(reference))

    def test_csv_in_every_usual_encoding_and_separator(self):
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"):
            for separator in ",;\t":
                text = f"设备名称{separator}数量\r\n血压计{separator}17\r\n"
                with self.subTest(encoding=encoding, separator=separator):
                    table = self.read(text.encode(encoding), "清单.csv")
                    self.assertEqual(table.rows[0].values["name"], "血压计")
                    self.assertEqual(table.rows[0].values["quantity"], 17)

    def test_a_table_without_rows_is_refused(self):
        with self.assertRaisesRegex(UserError, "没有数据行"):
            self.read_rows(HEADINGS)

    def test_row_limit_counts_only_filled_rows(self):
        rows = [HEADINGS, *[["甲", 1, 1]] * 5, *[[None] * 4] * 50]
        self.assertEqual(len(self.read(workbook(*rows), max_rows=5).rows), 5)
        with self.assertRaisesRegex(UserError, "5"):
            self.read(workbook(*rows), max_rows=4)

    def test_optional_headings_may_be_absent(self):
        table = self.read_rows(["名称"], ["甲"])
        self.assertEqual(set(table.rows[0].values), {column.name for column in COLUMNS})
