from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import PDF, BillingCase

CREDIT_CODE = "91350100M000100Y43"


@tagged("post_install", "-at_install")
@freeze_time("2025-05-01")
class TestBillingQualification(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract.with_user(cls.officer).contract_kind = "lump_sum"

    def _load(self):
        contract = self.contract.with_user(self.officer)
        contract.action_load_qualification()
        return contract.qualification_item_ids

    def _meet(self, items, valid_until="2026-04-30"):
        self.supplier.company_registry = CREDIT_CODE
        for item in items:
            item._add_evidence("证照.pdf", PDF)
            item.valid_until = item.needs_valid_until and valid_until
            item.action_mark_met()

    def test_the_checklist_holds_the_four_conditions(self):
        items = self._load()
        self.assertEqual(items.mapped("category"), ["legal", "licence", "capacity", "record"])
        self.assertEqual(set(items.mapped("met")), {"pending"})
        with self.assertRaises(UserError):
            self._load()

    def test_a_lump_sum_service_is_not_signed_without_checklist(self):
        self.assertEqual(len(self.contract._get_signing_problems()), 1)
        with self.assertRaises(ValidationError):
            self.contract.with_user(self.officer).action_submit_review()

    def test_goods_are_signed_without_checklist_but_not_with_an_open_one(self):
        self.contract.with_user(self.officer).contract_kind = "goods_services"
        self.assertFalse(self.contract._get_signing_problems())
        item = {"project_id": self.contract.id, "name": "营业执照", "condition": "有效"}
        self.env["billing.qualification.item"].with_user(self.officer).create(item)
        self.assertEqual(len(self.contract._get_signing_problems()), 1)

    def test_all_conditions_met_let_it_be_signed(self):
        items = self._load()
        self.assertEqual(len(self.contract._get_signing_problems()), 4)
        self._meet(items)
        self.assertFalse(self.contract._get_signing_problems())
        self.assertEqual(items.checked_by_id, self.officer)
        self._sign(self.contract, "2025-05-01")
        self.assertEqual(self.contract.contract_stage, "active")

    def test_a_condition_not_met_blocks(self):
        items = self._load()
        self._meet(items)
        items[3].action_mark_not_met()
        [problem] = self.contract._get_signing_problems()
        self.assertIn(items[3].name, problem)

    def test_a_proof_that_ran_out_blocks(self):
        items = self._load()
        self._meet(items)
        with freeze_time("2026-05-01"):
            items.invalidate_recordset(["problem"])
            problems = self.contract._get_signing_problems()
        self.assertEqual(len(problems), 2)
        self.assertIn("2026-04-30", problems[0])

    def test_met_needs_evidence_a_date_and_a_lawful_credit_code(self):
        item = self._load()[0]
        with self.assertRaises(ValidationError):
            item.action_mark_met()
        item._add_evidence("营业执照.pdf", PDF)
        with self.assertRaises(ValidationError):
            item.action_mark_met()
        item.valid_until = "2026-01-01"
        with self.assertRaises(ValidationError):
            item.action_mark_met()
        self.supplier.company_registry = CREDIT_CODE
        item.action_mark_met()
        self.assertEqual(item.met, "yes")

    def test_a_credit_code_that_is_not_lawful_blocks(self):
        items = self._load()
        self._meet(items)
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET company_registry = '91350100M000100Y4' WHERE id = %s",
            [self.supplier.id],
        )
        self.env.invalidate_all()
        [problem] = self.contract._get_signing_problems()
        self.assertIn(items[0].name, problem)

    def test_evidence_taken_away_again_blocks(self):
        items = self._load()
        self._meet(items)
        items[2].evidence_ids.unlink()
        self.assertEqual(len(self.contract._get_signing_problems()), 1)

    def test_who_checked_cannot_be_forged(self):
        item = self._load()[2]
        item._add_evidence("清单.pdf", PDF)
        item.write({"met": "yes", "checked_by_id": self.approver.id})
        self.assertEqual(item.checked_by_id, self.officer)

    def test_the_officer_cannot_ease_the_checklist(self):
        items = self._load()
        for act in (items[0].unlink, lambda: items[0].write({"needs_evidence": False})):
            with self.assertRaises(UserError):
                act()
        items[0].with_user(self.approver).unlink()
        self.assertEqual(len(self.contract.qualification_item_ids), 3)

    def test_the_cron_tells_once_thirty_days_ahead(self):
        items = self._load()
        self._meet(items[:2], "2026-04-30")
        cron = self.env.ref("contract_billing.ir_cron_qualification_expiry")
        for day, told in (("2026-03-30", 0), ("2026-03-31", 1), ("2026-04-01", 1)):
            with freeze_time(day), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(len(items[0].activity_ids), told)
        items[0].valid_until = "2026-05-02"
        with freeze_time("2026-04-15"), self.enter_registry_test_mode():
            cron.method_direct_trigger()
        self.assertEqual(len(items[0].activity_ids), 2)

    def test_the_viewer_reads_and_changes_nothing(self):
        items = self._load()
        self.assertTrue(items.with_user(self.viewer).mapped("problem"))
        with self.assertRaises(AccessError):
            items[0].with_user(self.viewer).action_mark_not_met()
        with self.assertRaises(AccessError):
            self.contract.with_user(self.viewer)._load_qualification()

    def test_another_county_sees_no_checklist_of_a_contract(self):
        items = self._load()
        model = self.env["billing.qualification.item"].with_user(self.stranger)
        self.assertFalse(model.search([]))
        with self.assertRaises(AccessError):
            items.with_user(self.stranger).read(["name"])

    def test_checklists_are_kept_by_the_approver(self):
        template = self.env.ref("contract_billing.qualification_template_service")
        with self.assertRaises(AccessError):
            template.with_user(self.officer).write({"name": "x"})
        template.with_user(self.approver).write({"name": "服务类供应商"})
