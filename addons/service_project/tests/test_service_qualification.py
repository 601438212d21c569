from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError

from .common import TODAY, ServiceCase

CODE = "91440307MA5DEM020D"


@freeze_time(TODAY)
class TestServiceQualification(ServiceCase):
    def setUp(self):
        super().setUp()
        self.project.user_id = self.manager
        self.row = self.env["service.qualification"].create(
            {
                "project_id": self.project.id,
                "name": "执业许可",
                "condition": "持有执业许可证",
                "needs_valid_until": True,
            }
        )
        self.own = self.row.with_user(self.manager)

    def _prove(self, user=None):
        return self.row.with_user(user or self.manager)._add_evidence("a.pdf", b"%PDF-1.4 a")

    def test_it_is_confirmed_when_its_proof_and_its_end_are_there(self):
        with self.assertRaisesRegex(UserError, "attach the proof"):
            self.own.action_confirm()
        self._prove()
        with self.assertRaisesRegex(UserError, "until when"):
            self.own.action_confirm()
        self.own.valid_until = "2026-11-20"
        with self.assertRaisesRegex(UserError, "expired"):
            self.own.action_confirm()
        self.own.valid_until = "2026-11-21"
        self.own.action_confirm()
        self.assertEqual((self.row.state, self.row.confirmed_by_id), ("met", self.manager))

    def test_it_expires_by_itself(self):
        self._prove()
        self.own.valid_until = "2026-11-30"
        self.own.action_confirm()
        with freeze_time("2026-11-30 16:00:00"):  # midnight in China
            self.row.invalidate_recordset()
            self.assertEqual(self.row.state, "expired")
            expired = self.env["service.qualification"].search([("state", "=", "expired")])
            self.assertIn(self.row, expired)
            self.assertEqual(self.project.qualification_problem_count, 1)

    def test_the_credit_code_of_the_supplier_is_checked(self):
        row = self.own
        row.write({"checks_credit_code": True, "valid_until": "2027-06-30"})
        self._prove()
        with self.assertRaisesRegex(UserError, "credit code"):
            row.action_confirm()
        supplier = self.env["res.partner"].create({"name": "Supplier", "is_company": True})
        self.project.supplier_id = supplier
        # a code that a foreign contact may bear, but no Chinese one
        supplier.company_registry = CODE[:-1] + "0"
        with self.assertRaises(UserError):
            row.action_confirm()
        supplier.company_registry = CODE
        row.action_confirm()
        self.assertEqual(row.state, "met")

    def test_a_supplier_delivers_proofs_and_judges_none(self):
        row = self.row.with_user(self.coordinator)
        self._prove(self.coordinator)
        row.valid_until = "2027-01-31"
        for attempt in (
            row.action_confirm,
            row.action_reopen,
            lambda: row.write({"condition": "nothing"}),
            lambda: row.write({"needs_valid_until": False}),
            lambda: row.write({"confirmed_at": "2026-11-01 00:00:00"}),
            row.unlink,
        ):
            with self.assertRaises(AccessError):
                attempt()

    def test_the_proof_that_was_confirmed_stays_until_it_is_reopened(self):
        item = self._prove()
        self.own.valid_until = "2027-01-31"
        self.own.action_confirm()
        with self.assertRaises(UserError):
            item.with_user(self.manager).unlink()
        self.own.action_reopen()
        item.with_user(self.manager).unlink()
        self.assertEqual(self.row.state, "open")

    def test_another_end_is_looked_at_anew(self):
        self._prove()
        self.own.valid_until = "2027-01-31"
        self.own.action_confirm()
        self.row.with_user(self.coordinator).valid_until = "2029-01-31"
        self.assertEqual(self.row.state, "open")

    def test_the_manager_is_told_once_before_a_proof_expires(self):
        rows = self.env["service.qualification"]
        self.row.valid_until = "2026-12-22"
        rows._cron_warn()
        self.assertFalse(self.row.activity_ids)
        self.row.valid_until = "2026-12-21"
        rows._cron_warn()
        rows._cron_warn()
        self.assertEqual(self.row.activity_ids.user_id, self.manager)
        self.assertEqual(self.row.activity_ids.date_deadline, date(2026, 12, 21))
        self.row.valid_until = "2026-12-20"
        rows._cron_warn()
        self.assertEqual(len(self.row.activity_ids), 2)
