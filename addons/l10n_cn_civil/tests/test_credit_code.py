from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import uscc

from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from ..tools import canonical_credit_code, check_credit_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = "91110000600037341L"


@tagged("post_install", "-at_install")
class TestCreditCode(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "zh_CN"})

    def assert_refused(self, value, fragment=""):
        with self.assertRaises(ValidationError) as caught:
            check_credit_code(self.env, value)
        self.assertIn(fragment, str(caught.exception))

    def is_valid(self, value):
        # assertRaises() would open a savepoint for each of the many thousand codes.
        try:
            return bool(check_credit_code(self.env, value))
        except ValidationError:
            return False

    def test_the_written_form_does_not_matter(self):
        for value in (CODE, CODE.lower(), "9111 0000 6000 3734 1L", "９111000060003734１Ｌ"):
            self.assertEqual(check_credit_code(self.env, value), CODE)
            self.assertEqual(canonical_credit_code(value), CODE)

    def test_a_rural_collective_may_begin_with_a_letter(self):
        body = "N2451024MF1234567"
        code = body + uscc.calc_check_digit(body)
        self.assertEqual(check_credit_code(self.env, code), code)

    def test_wrong_codes_are_refused_with_what_to_do(self):
        for value, fragment in [
            (CODE[:-1], "17 个字符"),
            ("440306103456789", "旧版"),
            ("9111000060003734IL", "I、O、S、V、Z"),
            (CODE[:-1] + "M", "最后一位"),
            ("", "0 个字符"),
        ]:
            with self.subTest(value=value):
                self.assert_refused(value, fragment)
                self.assertEqual(canonical_credit_code(value), value)

    @settings(max_examples=50, deadline=None)
    @given(
        st.text("0123456789", min_size=6, max_size=6),
        st.text(ALPHABET, min_size=9, max_size=9),
    )
    def test_every_single_character_error_is_caught(self, county, body):
        """All 540 errors of each code: 27,000 wrong codes, none accepted."""
        code = f"91{county}{body}"
        code += uscc.calc_check_digit(code)
        self.assertEqual(check_credit_code(self.env, code), code)
        for place, right in enumerate(code):
            for wrong in set(ALPHABET) - {right}:
                self.assertFalse(self.is_valid(code[:place] + wrong + code[place + 1 :]))
