from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2.errors import CheckViolation

from odoo.fields import Date
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..tools import Reference
from .finding_common import FindingCase

ORDER = {"LL": 0, "L": 1, "": 2, "H": 3, "HH": 4}
LIMITS = st.lists(
    st.integers(1, 100_000).map(lambda n: n / 100), min_size=4, max_size=4, unique=True
).map(sorted)
NUMBER = st.integers(1, 200_000).map(lambda n: n / 100)
DAY = Date.to_date("2026-03-10")


def _reference(limits, at_limit=False):
    critical_low, low, high, critical_high = limits
    return Reference(low, high, critical_low, critical_high, at_limit)


@tagged("post_install", "-at_install")
class TestHealthReferenceRange(FindingCase):
    def _get_flag(self, kind, value, sex="2", age=70, device="", date=DAY):
        ranges = self.env["health.reference.range"].with_user(self.lab)
        kind = self.env["health.measurement.kind"]._get_by_code(kind)
        return ranges._get_flag(kind, value, sex, age, date, device)

    @settings(deadline=None, max_examples=300)
    @given(LIMITS, NUMBER, NUMBER, st.booleans())
    def test_a_higher_number_never_has_a_lower_flag(self, limits, one, other, at_limit):
        reference = _reference(limits, at_limit)
        low, high = sorted((one, other))
        self.assertLessEqual(ORDER[reference.get_flag(low)], ORDER[reference.get_flag(high)])

    @settings(deadline=None, max_examples=300)
    @given(LIMITS)
    def test_the_limits_themselves_are_normal_and_the_next_number_is_not(self, limits):
        reference = _reference(limits)
        _critical_low, low, high, _critical_high = limits
        self.assertEqual((reference.get_flag(low), reference.get_flag(high)), ("", ""))
        self.assertIn(reference.get_flag(low - 0.001), ("L", "LL"))
        self.assertIn(reference.get_flag(high + 0.001), ("H", "HH"))

    @settings(deadline=None, max_examples=300)
    @given(LIMITS, st.booleans())
    def test_a_critical_limit_is_critical_itself_only_if_it_says_so(self, limits, at_limit):
        reference = _reference(limits, at_limit)
        expected = ("LL", "HH") if at_limit else ("L", "H")
        found = reference.get_flag(limits[0]), reference.get_flag(limits[3])
        self.assertEqual(found, expected)

    @settings(deadline=None, max_examples=100)
    @given(NUMBER)
    def test_without_limits_everything_is_normal(self, number):
        self.assertEqual(Reference().get_flag(number), "")

    def test_limits_of_the_norm_by_sex_and_age(self):
        vectors = [
            ("hgb", 129, "1", 40, "L"), ("hgb", 130, "1", 40, ""), ("hgb", 115, "2", 40, ""),
            ("hgb", 114, "2", 40, "L"), ("hgb", 50, "2", 40, "L"), ("hgb", 49, "2", 40, "LL"),
            ("crea", 81, "2", 59, "H"), ("crea", 81, "2", 60, ""), ("crea", 111, "1", 85, ""),
            ("crea", 650, "1", 85, "H"), ("crea", 650.1, "1", 85, "HH"),
            ("urea", 3.0, "2", 60, "L"), ("urea", 3.0, "2", 59, ""),
            ("fbg", 2.8, "2", 70, "LL"), ("fbg", 2.9, "2", 70, "L"), ("fbg", 6.1, "2", 70, ""),
            ("fbg", 22.1, "2", 70, "H"), ("fbg", 22.2, "2", 70, "HH"),
            ("k", 2.8, "2", 70, "L"), ("k", 2.79, "2", 70, "LL"), ("k", 6.2, "2", 70, "H"),
            ("k", 6.21, "2", 70, "HH"), ("na", 120, "1", 70, "L"), ("na", 119.9, "1", 70, "LL"),
            ("plt", 30, "1", 70, "L"), ("plt", 29, "1", 70, "LL"), ("wbc", 1.0, "1", 70, "L"),
            ("wbc", 0.99, "1", 70, "LL"), ("wbc", 30.01, "1", 70, "HH"),
            ("tc", 5.19, "1", 70, ""), ("tc", 5.2, "1", 70, "H"), ("hdl", 0.99, "1", 70, "L"),
            ("sbp", 139, "1", 70, ""), ("sbp", 140, "1", 70, "H"), ("sbp", 89, "1", 70, "L"),
            ("waist", 84.9, "1", 70, ""), ("waist", 80, "2", 70, "H"),
            # no reference for a child, nor where the sex decides and isn't known
            ("crea", 300, "1", 12, ""), ("hgb", 90, "9", 40, ""),
        ]  # fmt: skip
        for kind, value, sex, age, flag in vectors:
            with self.subTest(kind=kind, value=value, sex=sex, age=age):
                self.assertEqual(self._get_flag(kind, value, sex, age), flag)

    def test_range_of_a_device_counts_for_its_numbers_only(self):
        kind = self.env.ref("health_exam.measurement_kind_dbil")
        self.env["health.reference.range"].create(
            {
                "kind_id": kind.id, "device_code": "BS-240", "high": 4, "age_from": 18,
                "valid_from": "2026-01-01", "source": "试剂说明书",
            }
        )  # fmt: skip
        self.assertEqual(self._get_flag("dbil", 5, device="BS-240"), "H")
        self.assertEqual(self._get_flag("dbil", 5, device="other"), "")
        self.assertEqual(self._get_flag("dbil", 5), "")
        before = Date.to_date("2025-12-31")
        self.assertEqual(self._get_flag("dbil", 5, device="BS-240", date=before), "")

    def test_a_new_norm_holds_from_its_day(self):
        old = self.env.ref("health_exam.range_hdl")
        old.valid_to = "2026-06-30"
        old.copy({"low": 1.2, "valid_from": "2026-07-01", "valid_to": False})
        self.assertEqual(self._get_flag("hdl", 1.1), "")
        self.assertEqual(self._get_flag("hdl", 1.1, date=Date.to_date("2026-07-01")), "L")

    def test_kind_without_ranges_has_the_normal_range_of_the_kind(self):
        kind = self.env.ref("health_exam.measurement_kind_plt")
        self.env["health.reference.range"].search([("kind_id", "=", kind.id)]).unlink()
        self.assertEqual(self._get_flag("plt", 351), "H")

    def test_limits_out_of_order_are_refused(self):
        row = self.env.ref("health_exam.range_k")
        with mute_logger("odoo.sql_db"), self.assertRaises(CheckViolation):
            row.critical_low = 3.6
