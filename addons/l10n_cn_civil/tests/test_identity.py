from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, freeze_time, tagged

from ..tools import (
    check_identity_number,
    convert_legacy_identity_number,
    identity_birth_date,
    identity_sex,
    identity_warnings,
)

VALID = [
    "11010519491231002X",
    "451024198002290016",
    "440307195508160028",
    "810000199809020017",
    "451024202601010038",
    "440307194803271519",
    "451024195306150027",
]
COUNTIES = st.sampled_from(["110105", "440307", "451024", "810000", "830000", "911144", "452626"])


@st.composite
def identity_numbers(draw):
    birth_date = draw(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
    body = f"{draw(COUNTIES)}{birth_date:%Y%m%d}{draw(st.integers(1, 999)):03d}"
    return body + ric.calc_check_digit(body + "0")


@tagged("post_install", "-at_install")
@freeze_time("2026-06-01")
class TestIdentity(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "zh_CN"})

    def check(self, value):
        return check_identity_number(self.env, value)

    def assert_refused(self, value, fragment=""):
        with self.assertRaises(ValidationError) as caught:
            self.check(value)
        self.assertIn(fragment, str(caught.exception))

    def is_valid(self, value):
        # assertRaises() would open a savepoint for each of the many thousand numbers.
        try:
            return bool(self.check(value))
        except ValidationError:
            return False

    def test_valid_numbers_pass(self):
        for number in VALID:
            with self.subTest(number=number):
                self.assertEqual(self.check(number), number)

    def test_a_wrong_last_character_is_refused(self):
        for number in VALID:
            for last in set("0123456789X") - {number[-1]}:
                self.assert_refused(number[:-1] + last, "校验码")

    def test_impossible_numbers_are_refused_with_the_reason(self):
        for value, fragment in [
            ("451024198102290013", "1981-02-29"),
            ("45102419810229001", "17"),
            ("", "0"),
            ("4510241980022X0016", "X"),
            ("45102420270101003X", "晚于今天"),
            ("CHN110080123456", "15"),
        ]:
            with self.subTest(value=value):
                self.assert_refused(value, fragment)

    def test_the_written_form_does_not_matter(self):
        for value in ("11010519491231002x", " 110105 19491231 002X ", "１１0105１９４９1231002Ｘ"):
            self.assertEqual(self.check(value), "11010519491231002X")

    def test_legacy_numbers_are_converted(self):
        for old, new in [
            ("110105491231002", "11010519491231002X"),
            ("451024530615002", "451024195306150027"),
        ]:
            self.assertEqual(convert_legacy_identity_number(self.env, old), new)
            self.assertEqual(self.check(old), new)
        centenarian = convert_legacy_identity_number(self.env, "451024980615997")
        self.assertEqual(identity_birth_date(centenarian), date(1898, 6, 15))
        with self.assertRaises(ValidationError):
            convert_legacy_identity_number(self.env, VALID[0])

    def test_birth_date_and_sex_are_read_from_the_number(self):
        self.assertEqual(identity_birth_date(VALID[0]), date(1949, 12, 31))
        self.assertEqual(identity_sex(VALID[0]), "female")
        self.assertEqual(identity_sex(VALID[1]), "male")

    def test_an_unknown_county_and_a_very_old_person_are_only_warned_about(self):
        for number in VALID:
            self.assertFalse(identity_warnings(self.env, number))
        for body, count in [("99990018990101001", 1), ("45999918990101001", 2)]:
            number = body + ric.calc_check_digit(body + "0")
            self.assertEqual(len(identity_warnings(self.env, number)), count)

    @settings(max_examples=150, deadline=None)
    @given(identity_numbers())
    def test_every_single_digit_error_is_caught(self, number):
        """All 163 errors of each number: more than 20,000 wrong numbers, none accepted."""
        for place, right in enumerate(number):
            for wrong in set("0123456789X" if place == 17 else "0123456789") - {right}:
                self.assertFalse(self.is_valid(number[:place] + wrong + number[place + 1 :]))

    @settings(max_examples=1200, deadline=None)
    @given(identity_numbers())
    def test_every_swap_of_neighbours_is_caught(self, number):
        """All 17 swaps of each number: more than 20,000, but for equal neighbours."""
        for place in range(17):
            swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            self.assertEqual(self.is_valid(swapped), swapped == number)
