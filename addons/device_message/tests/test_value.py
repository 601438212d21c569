from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.charset import clean, decode, get_charset
from ..tools.moment import read_moment
from ..tools.value import convert, is_same_unit, read_number, write_number


@tagged("post_install", "-at_install")
class TestValue(BaseCase):
    def test_numbers_of_devices_are_read(self):
        for text, expected in {
            "5.6": ("", "5.6"), " 12 ": ("", "12"), ".5": ("", ".5"), "<0.1": ("<", "0.1"),
            "≥ 100": (">=", "100"), "-3.2": ("", "-3.2"),
        }.items():  # fmt: skip
            with self.subTest(text=text):
                self.assertEqual(read_number(text), (expected[0], Decimal(expected[1])))

    def test_what_is_no_number_is_not_taken_for_one(self):
        for text in ("", "-", "***", "5,6", "1e999", "NaN", "Infinity", "5.6 H", "1" * 400, "٣"):
            with self.subTest(text=text):
                self.assertIsNone(read_number(text))

    @given(st.decimals(min_value=0, max_value=99999, places=3))
    def test_every_number_survives_factor_one(self, number):
        self.assertEqual(Decimal(write_number(convert(number, 1.0))), number)

    def test_a_factor_gives_the_unit_of_the_item(self):
        self.assertEqual(write_number(convert(Decimal("126"), 0.0555)), "6.993")
        self.assertEqual(write_number(convert(Decimal("0.000001"), 10.0)), "0.00001")

    def test_one_unit_has_many_notations(self):
        for one, other in (
            ("10*9/L", "×10⁹/L"), ("10*9/L", "10^9/L"), ("x10^9/l", "10e9/L"),
            ("umol/L", "µmol/L"), ("μmol/L", "UMOL/L"), ("mmol / L", "mmol/L"),
        ):  # fmt: skip
            with self.subTest(one=one, other=other):
                self.assertTrue(is_same_unit(one, other))

    def test_other_units_stay_apart(self):
        for one, other in (("mmol/L", "umol/L"), ("10*9/L", "10*12/L"), ("g/L", "g/dL")):
            self.assertFalse(is_same_unit(one, other), (one, other))

    def test_times_become_utc(self):
        for text, expected in {
            "20261102080000": "2026-11-02 00:00:00",
            "202611020800": "2026-11-02 00:00:00",
            "20261102": "2026-11-01 16:00:00",
            "20261102080000.123+0000": "2026-11-02 08:00:00",
            "20261102080000-0530": "2026-11-02 13:30:00",
        }.items():
            with self.subTest(text=text):
                self.assertEqual(str(read_moment(text, "Asia/Shanghai")), expected)

    def test_what_is_no_time_is_none(self):
        for text in ("", "2026", "20261399", "00000000", "99991231235959-9999", "yesterday"):
            self.assertIsNone(read_moment(text, "Asia/Shanghai"), text)

    @given(st.text())
    def test_any_text_is_a_time_or_not(self, text):
        read_moment(text, "Asia/Shanghai")

    def test_chinese_is_read_in_the_charset_it_was_written_in(self):
        self.assertEqual(decode("张三丰".encode("gb18030"), get_charset("GB 18030-2000")), "张三丰")
        self.assertEqual(decode("张三丰".encode("gb18030")), "张三丰")
        self.assertEqual(decode("张三丰".encode("gb18030"), "ascii"), "张三丰")
        self.assertIn("\ufffd", decode(b"\xff\xff\xff"))

    @given(st.binary(), st.sampled_from(["", "utf-8", "gb18030", "ascii"]))
    def test_any_bytes_become_a_text_a_database_takes(self, raw, charset):
        text = clean(decode(raw, charset), 100)
        self.assertNotIn("\x00", text)
        text.encode()
