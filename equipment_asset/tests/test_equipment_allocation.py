import base64
import io
from fractions import Fraction

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.l10n_cn_civil.tools import split

from ..tools.allocation import exact_quota, split_capped
from .common import EquipmentCase

CLINICS_OF_DEBAO = [11] * 10 + [10] * 7
"""Village clinics below each of the 17 hospitals; 180 in all."""


class TestEquipmentAllocation(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clinics = cls.clinic
        for number in range(2, 6):
            cls.clinics |= cls._unit(f"T-01-{number:02d}", "village_clinic", cls.hospital)
        cls.other_clinics = cls.env["org.unit"]
        for number in range(1, 4):
            code = f"T-02-{number:02d}"
            cls.other_clinics |= cls._unit(code, "village_clinic", cls.other_hospital)

    def _plan(self, quantity=4, **vals):
        plan = self.env["equipment.allocation"].with_user(self.officer)
        plan = plan.create(
            {"name": "随访包分配", "kit_template_id": self.kit_template.id, "quantity": quantity}
            | vals
        )
        plan.action_propose()
        return plan

    def _line(self, plan, unit):
        return plan.line_ids.filtered(lambda line: line.unit_id == unit)

    def _confirm(self, plan):
        plan.action_request_approval()
        plan.with_user(self.manager).action_approve()

    def test_the_equal_shares_of_91_kits_are_six_and_five(self):
        parts = split_capped(91, [1] * 17, CLINICS_OF_DEBAO)
        self.assertEqual(sorted(parts), [5] * 11 + [6] * 6)
        self.assertEqual(exact_quota(91, 1, 17), "5 6/17")

    def test_the_shares_by_clinics_sum_to_91(self):
        parts = split_capped(91, CLINICS_OF_DEBAO, CLINICS_OF_DEBAO)
        self.assertEqual(sum(parts), 91)
        self.assertEqual(set(parts), {5, 6})

    @settings(max_examples=60, deadline=None)
    @given(
        rows=st.lists(
            st.tuples(st.integers(0, 10**6), st.integers(0, 40)), min_size=1, max_size=30
        ),
        share=st.fractions(0, 1),
    )
    def test_any_capped_split_sums_and_exceeds_no_need(self, rows, share):
        weights, caps = zip(*rows, strict=True)
        total = int(sum(caps) * share)
        parts = split_capped(total, list(weights), list(caps))
        self.assertEqual(sum(parts), total)
        self.assertTrue(all(0 <= part <= cap for part, cap in zip(parts, caps, strict=True)))

    @settings(max_examples=60, deadline=None)
    @given(weights=st.lists(st.integers(1, 10**6), min_size=1, max_size=30))
    def test_where_no_need_is_reached_the_split_is_the_largest_remainder(self, weights):
        parts = split_capped(91, weights, [91] * len(weights))
        self.assertEqual(parts, split(91, weights))

    @settings(max_examples=60, deadline=None)
    @given(total=st.integers(1, 500), weight=st.integers(0, 99), rest=st.integers(1, 99))
    def test_the_printed_quota_is_exact(self, total, weight, rest):
        quota = exact_quota(total, weight, weight + rest)
        self.assertEqual(sum(map(Fraction, quota.split())), Fraction(total * weight, weight + rest))

    def test_more_pieces_than_needed_are_refused_in_words(self):
        with self.assertRaisesRegex(UserError, "9 pieces for a need of 8"):
            self._plan(9)

    def test_the_plan_shows_coverage_and_what_the_gap_costs_to_the_fen(self):
        plan = self._plan(3, unit_price=23000.01)
        self.assertEqual((plan.site_count, plan.covered_count, plan.uncovered_count), (8, 3, 5))
        self.assertEqual((plan.coverage, plan.gap_cost), (37.5, 115000.05))

    def test_hospitals_count_as_sites_when_they_need_one_too(self):
        plan = self._plan(4, site_kinds="all")
        self.assertEqual((plan.site_count, plan.uncovered_count), (10, 6))
        self.assertIn(self.hospital, plan.hospital_line_ids[0].child_ids.unit_id)

    def test_each_method_weighs_what_it_names(self):
        for method, expected in (("equal", [2, 2]), ("sites", [3, 1]), ("need", [3, 1])):
            shares = self._plan(4, method=method).hospital_line_ids.mapped("allotted")
            self.assertEqual(sum(shares), 4, method)
            self.assertEqual(shares, expected, method)

    def test_a_plan_by_population_asks_for_it(self):
        with self.assertRaisesRegex(UserError, "population"):
            self._plan(4, method="population")

    def test_population_decides_between_hospitals_and_between_clinics(self):
        plan = self._plan(4)
        self._line(plan, self.clinics[4]).population = 900
        self._line(plan, self.other_clinics[2]).population = 2700
        plan.method = "population"
        plan.action_propose()
        self.assertEqual(plan.hospital_line_ids.mapped("allotted"), [1, 3])
        self.assertEqual(plan.hospital_line_ids.mapped("quota"), ["1", "3"])
        self.assertEqual(self._line(plan, self.clinics[4]).allotted, 1)

    def test_the_same_figures_give_the_same_proposal(self):
        plan = self._plan(5)
        first = plan.line_ids.mapped(lambda line: (line.unit_id.code, line.allotted))
        plan.action_propose()
        self.assertEqual(
            plan.line_ids.mapped(lambda line: (line.unit_id.code, line.allotted)), first
        )

    def test_clinics_without_a_kit_share_one_of_their_hospital(self):
        plan = self._plan(4)
        for line in plan.hospital_line_ids:
            for site in line.child_ids.filtered(lambda site: not site.allotted):
                self.assertIn(site.shares_with_id, line.child_ids.filtered("allotted"))
                self.assertIn(site.shares_with_id.unit_id.name, site.reason)

    def test_a_clinic_that_uses_a_kit_keeps_it(self):
        self._kit(using_unit_id=self.clinics[3].id)
        plan = self._plan(3)
        site = self._line(plan, self.clinics[3])
        self.assertEqual((site.already_held, site.allotted, site.waiting_count), (1, 1, 0))

    def test_a_changed_share_goes_on_to_the_clinics_and_a_wrong_sum_is_named(self):
        plan = self._plan(4)
        first, second = plan.hospital_line_ids
        first.allotted = 4
        self.assertEqual(sum(first.child_ids.mapped("allotted")), 4)
        self.assertIn("1 too many", plan.balance_message)
        with self.assertRaisesRegex(UserError, "1 too many"):
            plan.action_request_approval()
        second.child_ids.filtered("allotted").allotted = 0
        self.assertIn("1 too few", plan.balance_message)

    def test_another_person_confirms_and_the_plan_stands_still(self):
        plan = self._plan(4)
        plan.action_request_approval()
        self.assertEqual(plan.state, "proposed")
        with self.assertRaises(UserError):
            plan.action_approve()
        with self.assertRaises(UserError):
            plan.hospital_line_ids[0].allotted = 1
        plan.with_user(self.manager).action_approve()
        self.assertEqual(plan.state, "confirmed")
        with self.assertRaises(UserError):
            plan.action_propose()

    def test_a_confirmed_plan_moves_what_is_there_and_waits_for_the_rest(self):
        kits = self._kit() | self._kit()
        plan = self._plan(4)
        self._confirm(plan)
        plan.action_apply()
        self.assertEqual(plan.transfer_ids.line_ids.kit_id, kits)
        self.assertEqual(plan.transfer_ids.from_unit_id, self.hospital)
        self.assertEqual(set(plan.transfer_ids.mapped("state")), {"draft"})
        plan.line_ids.invalidate_recordset()
        self.assertEqual(sum(plan.hospital_line_ids.mapped("waiting_count")), 2)
        action = plan.action_apply()
        self.assertIn("2 pieces are waiting", action["params"]["message"])
        self.assertEqual(len(plan.transfer_ids), 2)

    def test_the_county_sees_the_plan_and_nobody_else(self):
        plan = self._plan(4)
        for user in (self.custodian, self.hospital_officer, self.stranger):
            model = self.env["equipment.allocation"].with_user(user)
            self.assertFalse(model.search([("id", "=", plan.id)]))
            lines = self.env["equipment.allocation.line"].with_user(user)
            self.assertFalse(lines.search([("allocation_id", "=", plan.id)]))
        with self.assertRaises(AccessError):
            plan.with_user(self.viewer).quantity = 5

    def _import(self, plan, rows):
        book = openpyxl.Workbook()
        for row in [["单位", "人口", "需求"], *rows]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        wizard = self.env["equipment.allocation.import"].with_user(self.officer)
        wizard = wizard.create(
            {
                "allocation_id": plan.id,
                "file": base64.b64encode(content.getvalue()),
                "filename": "人口.xlsx",
            }
        )
        wizard.action_import()
        return wizard

    def test_population_is_imported_by_name_or_code(self):
        plan = self._plan(4)
        rows = [[self.hospital.name, 5000, 3], [self.other_hospital.code, 3000, None]]
        self.assertEqual(self._import(plan, rows).state, "done")
        self.assertEqual(plan.hospital_line_ids.mapped("population"), [5000, 3000])
        self.assertEqual(plan.hospital_line_ids.mapped("need"), [3, 3])

    def test_a_wrong_row_is_named_and_nothing_is_imported(self):
        plan = self._plan(4)
        rows = [[self.hospital.name, 5000, None], ["无此单位", 1, None], [self.clinic.code, -1, 1]]
        wizard = self._import(plan, rows)
        self.assertEqual(wizard.state, "refused")
        self.assertEqual(wizard.error_ids.mapped("row"), [3, 4])
        self.assertFalse(plan.hospital_line_ids[0].population)


@tagged("post_install", "-at_install")
class TestDebaoAllocation(EquipmentCase):
    """The figures of the 2025 procurement on its 180 clinics, 17 hospitals and one centre."""

    def _debao(self, **vals):
        plan = self.env["equipment.allocation"].create(
            {
                "name": "德保",
                "org_unit_id": self.env.ref("org_unit.unit_debao").id,
                "kit_template_id": self.kit_template.id,
                "quantity": 91,
                "unit_price": 23000,
            }
            | vals
        )
        plan.action_propose()
        return plan

    def test_91_kits_cover_half_of_the_clinics(self):
        plan = self._debao()
        self.assertEqual((plan.site_count, plan.coverage, plan.gap_cost), (180, 50.6, 2047000))
        self.assertEqual(sum(plan.hospital_line_ids.mapped("allotted")), 91)
        self.assertFalse(plan.balance_message)

    def test_counted_with_hospitals_and_centre_91_kits_cover_less(self):
        plan = self._debao(site_kinds="all")
        self.assertEqual((plan.site_count, plan.coverage, plan.gap_cost), (198, 46.0, 2461000))
        self.assertEqual(sum(plan.hospital_line_ids.mapped("allotted")), 91)

    def test_equal_shares_are_six_for_six_hospitals_and_five_for_eleven(self):
        shares = self._debao(method="equal").hospital_line_ids.mapped("allotted")
        self.assertEqual(shares, [6] * 6 + [5] * 11)
