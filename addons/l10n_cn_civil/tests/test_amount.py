from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import amount_in_words

DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}
SCALES = {"万": 10**4, "亿": 10**8}
# Cents as integers: hypothesis draws them an order of magnitude faster than decimals.
AMOUNTS = st.integers(-(10**18) + 1, 10**18 - 1).map(lambda cents: Decimal(cents).scaleb(-2))


def value_of(words):
    """Read an amount in words back, by rules of its own."""
    sign = -1 if words.startswith("负") else 1
    yuan, _yuan_sign, cents = words.removeprefix("负").rpartition("元")
    amount = Decimal(_integer(yuan))
    for unit, weight in (("角", "0.1"), ("分", "0.01")):
        if unit in cents:
            amount += DIGITS.index(cents[cents.index(unit) - 1]) * Decimal(weight)
    return sign * amount


def _integer(words):
    total = section = digit = 0
    for char in words:
        if char in DIGITS:
            digit = DIGITS.index(char)
        elif char in UNITS:
            section, digit = section + digit * UNITS[char], 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * SCALES[char], 0, 0
        else:
            total, section, digit = total + (section + digit) * SCALES[char], 0, 0
    return total + section + digit


@tagged("post_install", "-at_install")
class TestAmount(BaseCase):
    def test_amounts_of_the_rules_for_vouchers(self):
        for amount, words in [
            (0, "零元整"),
            ("0.05", "伍分"),
            ("0.50", "伍角"),
            ("10.05", "壹拾元零伍分"),
            (15, "壹拾伍元整"),
            (20005, "贰万零伍元整"),
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            (Decimal("100000000.01"), "壹亿元零壹分"),
            ("5319300.00", "伍佰叁拾壹万玖仟叁佰元整"),
            ("7599000", "柒佰伍拾玖万玖仟元整"),
            ("1000000000000", "壹万亿元整"),
            (-300000, "负叁拾万元整"),
            ("-0.5", "负伍角"),
        ]:
            with self.subTest(amount=amount):
                self.assertEqual(amount_in_words(amount), words)

    def test_what_is_no_exact_amount_is_refused(self):
        for amount in (1.5, True):
            with self.assertRaises(TypeError):
                amount_in_words(amount)
        for amount in ("1.005", "1e16", "NaN", "x"):
            with self.assertRaises(ValueError):
                amount_in_words(amount)

    @settings(max_examples=250, deadline=None)
    @given(st.lists(AMOUNTS, min_size=20, max_size=20))
    def test_any_amount_can_be_read_back(self, amounts):
        for amount in amounts:
            words = amount_in_words(amount)
            self.assertEqual(value_of(words), amount)
            self.assertEqual(words.endswith("整"), amount == amount.to_integral_value())
            self.assertNotIn("零零", words)
