from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import split_lines


@tagged("post_install", "-at_install")
class TestLines(BaseCase):
    """Texts on the lines of the printed ledger."""

    def test_short_text_leaves_the_other_lines_empty(self):
        self.assertEqual(split_lines("拔罐", 4, 2), ["拔罐", ""])
        self.assertEqual(split_lines(None, 4, 2), ["", ""])
        self.assertEqual(split_lines(False, 4, 1), [""])

    def test_long_text_goes_on_below_and_ends_in_dots(self):
        self.assertEqual(split_lines("肩颈不适要求理疗", 4, 2), ["肩颈不适", "要求理疗"])
        self.assertEqual(split_lines("肩颈不适要求理疗了", 4, 2), ["肩颈不适", "要求理…"])

    @given(st.text(), st.integers(1, 30), st.integers(1, 4))
    def test_lines_are_as_many_as_asked_for_and_none_is_too_wide(self, text, width, count):
        lines = split_lines(text, width, count)
        self.assertEqual(len(lines), count)
        plain = " ".join(text.split())
        joined = "".join(lines)
        if joined != plain:
            self.assertTrue(joined.endswith("…"))
            self.assertTrue(plain.startswith(joined[:-1]))
        for line in lines:
            self.assertLessEqual(
                sum(1 if ord(sign) > 0x2E7F else 0.6 for sign in line), width / 0.6
            )
            self.assertNotIn("\n", line)
