"""The story of the first instalment: what was owed, the county match arrives, all is paid."""

import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.contract_billing.tests.common import BillingCase


@tagged("standard", "post_install", "-at_install")
@freeze_time("2026-11-22")
class TestFlowDebao(BillingCase):
    def test_the_first_instalment_is_paid_in_full_once_the_county_match_arrives(self):
        self._sign(self.contract)
        self._accept_all(self.contract)
        self.pay_what_may_be_paid(5305632.07)
        self.assertEqual(self.m1.payment_state, "partly_paid")
        self.assertEqual(self.m1.missing_amount, 13667.93)
        with self.assertRaises(UserError):
            self.m1.with_user(self.finance).action_request_payment()

        expected = self.funds[0].arrival_ids.filtered(lambda arrival: arrival.state == "expected")
        expected.with_user(self.finance).action_record_arrival()
        self.pay_what_may_be_paid(13667.93)

        self.assertEqual(self.m1.payment_state, "paid")
        self.assert_everything_says(5319300.00)

    def pay_what_may_be_paid(self, amount):
        """Request, approval by another person, bills and payments, each by its role."""
        request = self._request(self.m1)
        self.assertEqual(request.amount_total, amount)
        with self.assertRaises(UserError):
            request.with_user(self.finance).action_approve()
        request.with_user(self.approver).action_approve()
        request.with_user(self.finance).action_create_bills()
        self.assertEqual(len(request.bill_ids), 17)
        self._pay(request.bill_ids)
        self.assertEqual(request.payment_progress, "paid")

    def assert_everything_says(self, paid):
        owners = sum(self.contract.owner_ids.mapped("paid_total"))
        bills = sum(self.contract.request_ids.bill_ids.mapped("amount_total"))
        totals = {
            "contract": self.contract.paid_total,
            "instalment": self.m1.paid_total,
            "fund": self.funds[0].paid_total,
            "owners": round(owners, 2),
            "bills": round(bills, 2),
            "ledger": self.read_paid_of_ledger(),
        }
        self.assertEqual(totals, dict.fromkeys(totals, paid))

    def read_paid_of_ledger(self):
        report = self.env["report.contract_billing.billing_ledger"].with_user(self.finance)
        report = report.with_context(active_model="project.project")
        content, _kind = report.create_xlsx_report(self.contract.ids, {})
        ledger = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        rows = ledger.iter_rows(min_row=3, max_row=ledger.max_row - 1, values_only=True)
        return round(sum(row[12] for row in rows), 2)
