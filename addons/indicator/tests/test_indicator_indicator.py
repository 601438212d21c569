from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import BaseCase, Form, tagged
from odoo.tools import mute_logger

from ..tools import ratio, traffic_light
from .common import IndicatorCase

NUMBERS = st.integers(0, 10**9)


@tagged("post_install", "-at_install")
class TestFigure(BaseCase):
    def test_half_a_hundredth_goes_up(self):
        self.assertEqual(ratio(Decimal(1), Decimal(800), 100), Decimal("0.13"))
        self.assertEqual(ratio(Decimal(2), Decimal(3), 100), Decimal("66.67"))

    @given(NUMBERS, NUMBERS)
    def test_percentage_is_exact_to_the_hundredth(self, numerator, denominator):
        value = ratio(Decimal(numerator), Decimal(denominator), 100)
        if not denominator:
            self.assertIsNone(value)
            return
        error = Fraction(value) - Fraction(100 * numerator, denominator)
        self.assertTrue(Fraction(-1, 200) < error <= Fraction(1, 200))

    @given(NUMBERS, NUMBERS, st.integers(1, 100), st.booleans())
    def test_light_never_gets_worse_with_a_better_value(self, value, expected, warning, lower):
        def rank(number):
            light = traffic_light(number, expected, lower_is_better=lower, warning_percent=warning)
            return ["red", "yellow", "green"].index(light)

        better = value - 1 if lower else value + 1
        self.assertGreaterEqual(rank(better), rank(value))
        self.assertEqual(rank(expected), 2)


@tagged("post_install", "-at_install")
class TestIndicatorIndicator(IndicatorCase):
    def test_rate_needs_its_denominator(self):
        query = self._query()
        for vals in (
            {"denominator_source": "query"},
            {"denominator_source": "population"},
            {"unit": "percent", "denominator_source": "none"},
        ):
            with self.assertRaises(ValidationError):
                self._indicator(numerator_id=query.id, **vals)

    def test_period_is_judged_by_the_definition_in_force_on_its_last_day(self):
        query = self._query()
        old = self._indicator(numerator_id=query.id, valid_from="2025-01-01")
        new = self._indicator(numerator_id=query.id, valid_from="2026-01-01")
        ended = self._indicator(
            "T-END", numerator_id=query.id, valid_from="2025-01-01", valid_to="2025-12-31"
        )
        Indicator = self.env["indicator.indicator"]
        ours = old | new | ended
        self.assertEqual(Indicator._search_in_force("2025-12-31") & ours, old | ended)
        self.assertEqual(Indicator._search_in_force("2026-01-01") & ours, new)

    def test_two_definitions_cannot_begin_on_one_day(self):
        query = self._query()
        self._indicator(numerator_id=query.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._indicator(numerator_id=query.id)

    def test_only_the_manager_defines_indicators(self):
        indicator = self._indicator(numerator_id=self._query().id)
        for record in (indicator, indicator.numerator_id):
            with self.assertRaises(AccessError):
                record.with_user(self.county).name = "Mine"
        with Form(indicator.with_user(self.manager)) as form:
            form.formula = "Better words"
        self.assertEqual(indicator.formula, "Better words")

    def test_change_of_a_definition_is_recorded(self):
        indicator = self._indicator(numerator_id=self._query().id)
        self.cr.precommit.run()
        indicator.numerator_id = self._query("Other rule")
        self.env.flush_all()
        self.cr.precommit.run()
        tracked = indicator.message_ids.tracking_value_ids
        self.assertEqual(tracked.field_id.name, "numerator_id")
        self.assertEqual(tracked.new_value_char, "Other rule")
