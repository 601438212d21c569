from contextlib import suppress
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools import ExpressionError, Span, evaluate

SPAN = Span(date(2026, 1, 1), date(2026, 12, 31), date(2026, 2, 28))


def _read(text):
    return evaluate(text, SPAN.names())


class Spy:
    """A value that tells when anything is done to it but being handed on."""

    def __getattribute__(self, name):
        if name != "__class__":  # isinstance() asks for it
            raise AssertionError(name)
        return Spy


@tagged("post_install", "-at_install")
class TestExpression(BaseCase):
    def test_domain_of_plain_values_is_read_as_written(self):
        text = "['|', ('kind', 'in', ['a', 'b']), ('number', '>', -1.5), ('open', '=', True)]"
        expected = ["|", ("kind", "in", ["a", "b"]), ("number", ">", -1.5), ("open", "=", True)]
        self.assertEqual(_read(text), expected)

    def test_names_stand_for_the_period(self):
        days = [date(2026, 1, 1), date(2026, 12, 31), date(2026, 2, 28)]
        self.assertEqual(_read("[period_start, period_end, today]"), days)

    def test_dates_are_shifted_by_days_months_and_years(self):
        self.assertEqual(_read("today - 65 * year"), date(1961, 2, 28))
        self.assertEqual(_read("period_end - 6 * month"), date(2026, 6, 30))
        self.assertEqual(_read("period_start + 1 * day"), date(2026, 1, 2))

    def test_whatever_could_run_or_reach_something_is_refused(self):
        for text in (
            "__import__('os').system('true')",
            "today.replace(year=1)",
            "[c for c in ()]",
            "(lambda: 1)()",
            "unknown",
            "{'a': 1}",
            "'a' % ()",
            "9 ** 9 ** 9",
            "'x' * 999999999",
            "[1] * 99999999",
            "today[0]",
            "f'{today}'",
            "today if today else 1",
            "today - 99999 * year",
            "b'x'",
            "[*today]",
            "(today := 1)",
            "[",
            "",
            "-" * 3000 + "1",
            "[" * 3000 + "]" * 3000,
        ):
            with self.subTest(text[:40]), self.assertRaises(ExpressionError):
                _read(text)

    @given(st.text(alphabet="spy.()[]{}'\"_,:=+-*/%@ 0aw\n\\", max_size=40))
    @example("spy()")
    @example("spy.x")
    @example("[spy, spy()]")
    @example("spy[0]")
    @example("spy + spy")
    def test_no_text_does_anything_to_a_value(self, text):
        with suppress(ExpressionError):
            evaluate(text, {"spy": Spy()})

    @given(
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.text(max_size=8)
            | st.floats(allow_nan=False, allow_infinity=False),
            lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner),
            max_leaves=12,
        )
    )
    def test_plain_values_come_back_unchanged(self, value):
        self.assertEqual(evaluate(repr(value), {}), value)
