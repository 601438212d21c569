from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from .common import BillingCase
from .test_billing_statement import PRINTED, statement_vals


@tagged("post_install", "-at_install")
@freeze_time("2026-11-21")
class TestBillingFinding(BillingCase):
    clinic_count = 180

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.center = cls.env["org.unit"].create(
            {
                "name": "测试社区中心",
                "code": "TD",
                "kind": "community_center",
                "parent_id": cls.bureau.id,
            }
        )
        cls.env["billing.statement"].with_user(cls.officer).create(
            [statement_vals(cls.contract, *printed) for printed in PRINTED]
        )
        cls.agreement = (
            cls.env["billing.maintenance"]
            .with_user(cls.finance)
            .create({"name": "维保费", "project_id": cls.contract.id, "rate": 2.5, "years": 0})
        )
        cls.contract.with_user(cls.officer).action_refresh_findings()

    def _get(self, code, state="open"):
        return self.contract.finding_ids.filtered(lambda f: f.code == code and f.state == state)

    def _check(self, code, amount, *figures):
        finding = self._get(code)
        self.assertEqual(len(finding), 1, code)
        self.assertEqual(finding.amount, amount, code)
        for figure in figures:
            self.assertIn(figure, finding.message)

    def test_the_third_instalment_is_900_yuan_short(self):
        self._check("D1", 900.00, "759,000.00", "759,900.00", "900.00")
        self.assertEqual(self._get("D1").severity, "error")

    def test_the_printed_instalments_do_not_add_up(self):
        self._check("D2", 900.00, "7,598,100.00", "7,599,000.00")

    def test_the_first_fund_is_short_until_the_county_match_arrives(self):
        self._check("D3", 13667.93, "5,305,632.07", "5,319,300.00", "3,224,155.00", "2026-12-31")
        expected = self.funds[0].arrival_ids.filtered(lambda arrival: arrival.state == "expected")
        expected.with_user(self.finance).action_record_arrival()
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertFalse(self._get("D3"))
        self.assertTrue(self._get("D3", "resolved"))

    def test_the_balance_of_the_second_fund_is_unexplained(self):
        self._check("D4", 993463.00, "435.9569", "336.6106", "993,463")

    def test_a_cut_off_percentage_is_named_exactly(self):
        self._check("D5", 0.0, "62.3615", "62.4", "62.3 ")

    def test_a_thousandth_of_a_yuan_is_only_rounding(self):
        self._check("D6", 0.0, "852.978707", "852.9787069", "0.001")
        self.assertEqual(self._get("D6").severity, "info")

    def test_91_kits_do_not_reach_180_clinics_nor_198_sites(self):
        self._check(
            "D7", 2047000.00, "50.6", "89", "2,047,000.00", "198", "46.0", "107", "2,461,000.00"
        )

    def test_91_kits_do_not_divide_by_17_owners(self):
        self._check("D8", 0.0, "91", "17", "5.35")

    def test_a_centre_in_scope_that_is_not_priced_is_named(self):
        self._check("D10", 0.0, "测试社区中心")

    def test_printed_terms_omit_acceptance_and_bonds(self):
        self._check("D18", 0.0, "第一笔")
        self._check("D18B", 0.0, "10", "3")
        self.env["billing.bond"].with_user(self.finance).create(
            {"project_id": self.contract.id, "kind": "performance", "percentage": 5}
        )
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertFalse(self._get("D18B"))

    def test_the_free_year_has_no_start(self):
        self._check("D19", 0.0, "12")

    def test_the_maintenance_fee_lacks_base_duration_and_fund(self):
        self._check("D20", 189975.00, "2.5", "189,975.00", "126,650.00", "52,325.00")
        self.agreement.with_user(self.finance).write(
            {
                "base_kind": "total",
                "start_date": "2025-06-01",
                "years": 1,
                "fund_id": self.funds[2].id,
            }
        )
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertFalse(self._get("D19") | self._get("D20"))

    def test_later_instalments_wait_longer_than_small_enterprises_may(self):
        second, third = self._get("SME").sorted("amount", reverse=True)
        # planned delivery 2025-07-30 and 30 days: 2025-08-29; 489 and 854 days later
        self.assertEqual(second.amount, 371591.10)
        self.assertEqual(third.amount, 324477.30)
        self.supplier.enterprise_size = "large"
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertFalse(self._get("SME"))

    def test_old_money_and_unconfirmed_purposes_are_named_per_fund(self):
        self.assertEqual(len(self._get("D24")), 3)
        self.assertEqual(len(self._get("D25")), 3)
        self.funds[0].with_user(self.finance).purpose_note = "县财政局 2025-04-20 函"
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertEqual(len(self._get("D25")), 2)

    def test_a_line_printed_wrongly_is_found(self):
        self.assertFalse(self._get("A1"))
        self.contract.line_ids[0].with_user(self.officer).stated_amount = 5065000
        self.contract.with_user(self.officer).action_refresh_findings()
        self._check("A1", 1000.00, "5,065,000.00", "5,066,000.00")

    def test_a_contract_that_adds_up_has_no_errors(self):
        self.m3.with_user(self.officer).stated_amount = 759900
        self.contract.statement_ids.filtered(
            lambda statement: statement.verdict == "different"
        ).with_user(self.officer).unlink()
        self.funds[0].arrival_ids.filtered(lambda a: a.state == "expected").action_record_arrival()
        self.contract.with_user(self.officer).action_refresh_findings()
        found = self.contract.finding_ids.filtered("is_current")
        self.assertNotIn("error", found.mapped("severity"))

    def test_checking_twice_changes_nothing_and_keeps_decisions(self):
        finding = self._get("D1").with_user(self.officer)
        finding.write({"decision": "computed", "decision_note": "县财政局确认 75.99 万元"})
        before = self.contract.finding_ids.ids
        self.contract.with_user(self.finance).action_refresh_findings()
        self.assertEqual(self.contract.finding_ids.ids, before)
        self.assertEqual(finding.state, "decided")
        self.assertEqual(finding.decided_by_id, self.officer)
        self.assertTrue(finding.decided_at)

    def test_other_figures_reopen_a_decision(self):
        finding = self._get("D1").with_user(self.officer)
        finding.write({"decision": "computed", "decision_note": "已确认"})
        self.m3.with_user(self.officer).stated_amount = 750000
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertEqual((finding.state, finding.amount), ("open", 9900.00))
        self.assertFalse(finding.decided_by_id)

    def test_a_decision_needs_its_reason_and_names_who_took_it(self):
        finding = self._get("D2").with_user(self.officer)
        with self.assertRaises(ValidationError):
            finding.write({"decision": "stated"})
        with self.assertRaises(AccessError):
            finding.write({"decided_by_id": self.approver.id})

    def test_users_decide_but_do_not_write_findings(self):
        finding = self._get("D1")
        with self.assertRaises(AccessError):
            finding.with_user(self.officer).write({"amount": 0})
        with self.assertRaises(AccessError):
            finding.with_user(self.approver).unlink()
        with self.assertRaises(AccessError):
            finding.with_user(self.viewer).write({"decision": "accepted", "decision_note": "x"})
        with self.assertRaises(AccessError):
            finding.with_user(self.stranger).read(["message"])
        with self.assertRaises(AccessError):
            self.contract.with_user(self.viewer).action_refresh_findings()

    def test_findings_can_be_decided_from_the_contract_after_signing(self):
        self._sign(self.contract)
        finding = self._get("D2")
        decision = {"decision": "computed", "decision_note": "合同正文"}
        self.contract.with_user(self.officer).write(
            {"finding_ids": [Command.update(finding.id, decision)]}
        )
        self.assertEqual(finding.state, "decided")

    def test_going_to_review_checks_the_contract(self):
        self.contract.finding_ids.sudo().unlink()
        self.contract.with_user(self.officer).action_submit_review()
        self.assertTrue(self._get("D1"))

    def test_every_night_all_contracts_under_way_are_checked(self):
        self.m3.with_user(self.officer).stated_amount = 759800
        with self.enter_registry_test_mode():
            self.env.ref("contract_billing.ir_cron_refresh_findings").method_direct_trigger()
        self.assertEqual(self._get("D1").amount, 100.00)

    def test_a_rule_that_is_not_in_force_is_not_checked(self):
        rule = self.env.ref("contract_billing.finding_rule_coverage")
        rule.with_user(self.approver).valid_to = "2026-01-31"
        self.contract.with_user(self.officer).action_refresh_findings()
        self.assertFalse(self._get("D7"))

    def test_the_open_count_counts_open_findings_only(self):
        total = self.contract.open_finding_count
        self._get("D6").with_user(self.officer).write(
            {"decision": "accepted", "decision_note": "仅为四舍五入"}
        )
        self.contract.invalidate_recordset(["open_finding_count"])
        self.assertEqual(self.contract.open_finding_count, total - 1)
