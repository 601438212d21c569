from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestBillingInvoice(BillingCase):
    def _create(self, **vals):
        return (
            self.env["billing.invoice"]
            .with_user(self.finance)
            .create(
                {
                    "milestone_id": self.m1.id,
                    "org_unit_id": self.hospitals[0].id,
                    "number": "25442000000123456789",
                    "invoice_date": "2025-07-01",
                    "amount": 320000,
                    **vals,
                }
            )
        )

    def test_a_number_is_handed_in_once(self):
        self._create()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self._create().flush_recordset()

    def test_numbers_have_their_digits(self):
        with self.assertRaises(ValidationError):
            self._create(number="123")
        with self.assertRaises(ValidationError):
            self._create(kind="ordinary", number="12345678", code="12")
        self.assertTrue(self._create(kind="ordinary", number="12345678", code="4400123456"))

    def test_a_digital_invoice_carries_no_code_that_would_make_it_another_one(self):
        with self.assertRaises(ValidationError):
            self._create(code="1234567890")

    def test_the_result_of_the_check_is_not_typed(self):
        invoice = self._create(check_state="valid")
        self.assertEqual(invoice.check_state, "received")
        invoice.action_mark_valid()
        with self.assertRaises(UserError):
            invoice.check_state = "received"

    def test_only_an_owner_of_the_contract_may_be_invoiced(self):
        with self.assertRaises(ValidationError):
            self._create(org_unit_id=self.stranger_bureau.id)

    def test_a_checked_invoice_stands_still_and_meets_the_condition(self):
        invoice = self._create()
        condition = (
            self.env["billing.condition"]
            .with_user(self.officer)
            .create({"milestone_id": self.m1.id, "kind": "invoice"})
        )
        self.assertFalse(condition.is_met)
        invoice.action_mark_valid()
        condition.invalidate_recordset()
        self.assertTrue(condition.is_met)
        with self.assertRaises(UserError):
            invoice.amount = 1
