from datetime import date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import tagged

from ..tools.cells import convert
from ..tools.header import Binding
from ..tools.quick_reader import RawCell
from ..tools.schema import Column
from .common import SpreadsheetCase, workbook


@tagged("post_install", "-at_install")
class TestCells(SpreadsheetCase):
    def test_amounts_are_exact_yuan_with_two_decimals(self):
        for value, expected in [
            (29.8, "29.80"),
            (0.1 + 0.2, "0.30"),
            ("1,234.50", "1234.50"),
            ("￥1234.5元", "1234.50"),
            ("１２３", "123.00"),
            (-5, "-5.00"),
            ("29.8万元", "298000.00"),
            ("29.8 万", "298000.00"),
            (0, "0.00"),
        ]:
            with self.subTest(value=value):
                self.assert_read("money", value, Decimal(expected))

    def test_the_unit_may_stand_in_the_heading(self):
        for header in ("列(万元)", "列（单位：万元）", "列 （万元）*", "列万元"):
            with self.subTest(header=header):
                self.assert_read("money", 29.8, Decimal("298000.00"), header=header)
        self.assert_read("money", "100元", Decimal("100.00"), header="列（元）")

    def test_a_unit_given_twice_or_mixed_is_refused(self):
        self.assert_refused("money", "29.8万元", "表头", header="列(万元)")
        self.assert_refused("money", "29.8万元", "表头", header="列(元)")
        table = self.read_column("money", "29.8万元", 298000, "5万元", "7元")
        self.assertEqual([error.cell for error in table.errors], ["B3", "B5"])
        self.assertIn("万元", table.errors[0].message)

    def test_a_number_format_that_hides_ten_thousand_is_refused(self):
        def show_ten_thousand(_book, sheet):
            sheet["C2"].number_format = '0.00"万元"'

        content = workbook(["设备名称", "数量", "单价"], ["甲", 1, 29.8], prepare=show_ten_thousand)
        self.assertEqual([error.cell for error in self.read(content).errors], ["C2"])

    def test_more_than_two_decimals_of_a_yuan_are_refused(self):
        self.assert_refused("money", 12.345, "分")
        self.assert_refused("money", "1.2345678万元", "分")
        self.assert_refused("money", 1e15, "过大")

    def test_text_in_a_number_cell_is_refused(self):
        for kind in ("integer", "number", "money"):
            for value in ("十台", "1,23,4", "12台", "1e5", "50%", "(5)", True, date(2026, 1, 1)):
                with self.subTest(kind=kind, value=value):
                    self.assert_refused(kind, value, "不是数字")
        self.assert_refused("integer", 1.5, "不是整数")

    def test_numbers_stored_as_text_are_accepted(self):
        self.assert_read("integer", "17", 17)
        self.assert_read("integer", 17.0, 17)
        self.assert_read("number", "1,234.567", Decimal("1234.567"))

    def test_a_formula_is_refused_even_in_a_number_cell(self):
        for kind in ("text", "integer", "money", "date"):
            with self.subTest(kind=kind):
                self.assert_refused(kind, "=1+1", "公式")

    def test_text_that_could_become_a_formula_is_refused(self):
        for value in ("+86 755", "-5", "@SUM(A1)", "\tx", "\rx"):
            with self.subTest(value=value):
                self.assert_refused("text", value, "开头")

    def test_injected_formula_text_is_refused(self):
        content = '名称,列\nx,"=HYPERLINK(""http://a.b"")"\n'.encode()
        table = self.read(content, "a.csv", [Column("value", ("列",))])
        self.assertEqual([error.cell for error in table.errors], ["B2"])

    def test_codes_keep_their_digits(self):
        self.assert_read("text", 440307, "440307")
        self.assert_read("text", " 001 ", "001")
        self.assert_refused("text", 451024198002290016, "15")

    def test_dates_in_the_usual_notations(self):
        day = date(2026, 3, 1)
        for value in (datetime(2026, 3, 1, 9, 30), day, "2026-03-01", "2026/3/1", "2026.3.1",
                      "2026年3月1日", "20260301"):  # fmt: skip
            with self.subTest(value=value):
                self.assert_read("date", value, day)
        for value in ("2026-02-30", "明天", 46082, "2026-3"):
            with self.subTest(value=value):
                self.assert_refused("date", value, "不是日期")

    def test_an_excel_error_is_refused(self):
        self.assert_refused("money", "#REF!", "#REF!")

    @settings(max_examples=1000, deadline=None)
    @given(st.decimals(min_value="-9999999999999", max_value="9999999999999", places=2))
    def test_any_amount_survives_the_float_that_excel_stores(self, amount):
        binding = Binding(Column("value", ("列",), kind="money"), 0, "列")
        for stored in (float(amount), str(amount), f"{amount:,}"):
            self.assertEqual(convert(self.env, RawCell(stored), binding), amount)
