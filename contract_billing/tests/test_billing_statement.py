from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import BillingCase

PRINTED = [
    ("体检工作站", "sum", "506.6", [("plus", "17", "29.8")]),
    ("随访包", "sum", "209.3", [("plus", "91", "2.3")]),
    ("设备", "sum", "715.9", [("plus", "17", "29.8"), ("plus", "91", "2.3")]),
    ("接口", "sum", "34", [("plus", "17", "2")]),
    ("总投资", "sum", "759.9", [("plus", "1", "715.9"), ("plus", "1", "10"), ("plus", "1", "34")]),
    ("公卫资金", "sum", "852.9787069", [("plus", "1", "530.563207"), ("plus", "1", "322.4155")]),
    ("医疗服务资金", "sum", "336.6106", [("plus", "1", "818.06"), ("minus", "1", "382.1031")]),
    ("药物资金", "sum", "425.781847", [("plus", "1", "290.396433"), ("plus", "1", "135.385414")]),
    ("第一笔占比", "ratio", "62.3", [("plus", "1", "531.93"), ("divide", "1", "852.9787069")]),
    ("第二笔占比", "ratio", "45.2", [("plus", "1", "151.98"), ("divide", "1", "336.6106")]),
    ("第三笔占比", "ratio", "17.8", [("plus", "1", "75.9"), ("divide", "1", "425.781847")]),
]
"""Every calculation of the Debao document: name, kind, printed result, printed terms."""


def statement_vals(contract, name, kind, stated, terms):
    return {
        "project_id": contract.id,
        "name": name,
        "kind": kind,
        "unit": "percent" if kind == "ratio" else "wan",
        "stated_value": stated,
        "term_ids": [
            Command.create({"sequence": at, "sign": sign, "factor": factor, "value": value})
            for at, (sign, factor, value) in enumerate(terms)
        ],
    }


@tagged("post_install", "-at_install")
class TestBillingStatement(BillingCase):
    def _state(self, *printed):
        return (
            self.env["billing.statement"]
            .with_user(self.officer)
            .create(statement_vals(self.contract, *printed))
        )

    def test_every_printed_calculation_gets_its_verdict(self):
        verdicts = {printed[0]: self._state(*printed).verdict for printed in PRINTED}
        self.assertEqual(
            {name: verdict for name, verdict in verdicts.items() if verdict != "equal"},
            {"公卫资金": "rounding", "医疗服务资金": "different", "第一笔占比": "truncated"},
        )

    def test_results_are_exact_to_the_last_digit(self):
        results = {printed[0]: self._state(*printed) for printed in PRINTED}
        self.assertEqual(results["公卫资金"].computed_value, "852.978707")
        self.assertEqual(results["公卫资金"].difference, -0.001)
        self.assertEqual(results["医疗服务资金"].difference, -993463.0)
        self.assertEqual(f"{Decimal(results['第一笔占比'].computed_value):.4f}", "62.3615")
        self.assertEqual(results["设备"].formula, "17 × 29.8 + 91 × 2.3")

    def test_what_is_no_printed_number_is_refused(self):
        for bad in ("75,9万", "1e3", "", "0.123456789", "NaN", "Infinity", "=1+1"):
            with self.subTest(bad=bad), self.assertRaises(ValidationError):
                self._state("坏数", "sum", bad or " ", [("plus", "1", "1")])
            with self.subTest(term=bad), self.assertRaises(ValidationError):
                self._state("坏数", "sum", "1", [("plus", "1", bad or " ")])

    def test_a_ratio_names_its_divisor_and_a_sum_has_none(self):
        with self.assertRaises(ValidationError):
            self._state("占比", "ratio", "50", [("plus", "1", "1")])
        with self.assertRaises(ValidationError):
            self._state("合计", "sum", "1", [("plus", "1", "1"), ("divide", "1", "2")])

    def test_dividing_by_zero_differs_and_breaks_nothing(self):
        ratio = self._state("占比", "ratio", "50", [("plus", "1", "1"), ("divide", "1", "0")])
        self.assertEqual(ratio.verdict, "different")

    def test_other_counties_and_viewers_keep_out(self):
        statement = self._state(*PRINTED[0])
        with self.assertRaises(AccessError):
            statement.with_user(self.stranger).read(["name"])
        with self.assertRaises(AccessError):
            statement.with_user(self.viewer).write({"stated_value": "1"})
        with self.assertRaises(AccessError):
            statement.with_user(self.officer).write({"verdict": "equal"})

    @settings(max_examples=40)
    @given(
        numbers=st.lists(
            st.decimals("0", "99999", places=6, allow_nan=False), min_size=1, max_size=5
        )
    )
    def test_any_printed_sum_comes_out_exactly(self, numbers):
        terms = [("plus", "1", f"{number:f}") for number in numbers]
        statement = self.env["billing.statement"].new(
            statement_vals(self.contract, "合计", "sum", f"{sum(numbers):f}", terms)
        )
        self.assertEqual(statement.verdict, "equal")
        self.assertEqual(statement.difference, 0.0)

    @settings(max_examples=40)
    @given(part=st.integers(1, 10**8), whole=st.integers(1, 10**8))
    def test_any_percentage_rounded_half_up_agrees(self, part, whole):
        exact = Decimal(part) / Decimal(whole) * 100
        stated = f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP):f}"
        terms = [("plus", "1", str(part)), ("divide", "1", str(whole))]
        statement = self.env["billing.statement"].new(
            statement_vals(self.contract, "占比", "ratio", stated, terms)
        )
        self.assertEqual(statement.verdict, "equal")
