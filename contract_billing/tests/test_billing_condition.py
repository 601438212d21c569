from odoo.tests import freeze_time, tagged

from .common import PDF, BillingCase


@tagged("post_install", "-at_install")
class TestBillingCondition(BillingCase):
    def _add(self, kind, **vals):
        condition = self.env["billing.condition"].with_user(self.officer)
        return condition.create({"milestone_id": self.m1.id, "kind": kind, **vals})

    def test_a_fiscal_year_is_reached_on_new_years_day(self):
        condition = self.m2.condition_ids
        for day, met in (("2025-12-31", False), ("2026-01-01", True)):
            with freeze_time(day):
                condition.invalidate_recordset()
                self.assertEqual(condition.is_met, met)

    @freeze_time("2026-11-22")
    def test_an_indicator_is_reached_by_a_number_from_outside(self):
        condition = self._add("kpi", kpi_target=80)
        self.assertFalse(condition.is_met)
        condition.write({"kpi_value": 80, "kpi_reference": "满意度调查"})
        self.assertTrue(condition.is_met)
        self.assertIn("满意度调查", condition.met_by)

    @freeze_time("2026-11-22")
    def test_a_document_condition_is_met_by_the_document(self):
        condition = self._add("document")
        self.assertFalse(condition.is_met)
        self.m1.with_user(self.officer)._add_evidence("验收单.pdf", PDF, kind="document")
        condition.invalidate_recordset()
        self.assertTrue(condition.is_met)
        self.assertEqual(condition.met_by, "验收单.pdf")

    @freeze_time("2026-11-22")
    def test_the_fund_condition_names_how_much_arrived(self):
        condition = self._add("fund")
        self.assertFalse(condition.is_met)
        self.assertIn("5,305,632.07", condition.met_by)

    def test_the_night_run_opens_what_became_due(self):
        with freeze_time("2026-11-22"):
            self._sign(self.contract)
            self.assertEqual(self.m3.payment_state, "planned")
        with freeze_time("2027-01-02"):
            self.env.invalidate_all()
            self.env["project.milestone"]._cron_refresh_payment_state()
            self.assertEqual(self.m3.payment_state, "open")
