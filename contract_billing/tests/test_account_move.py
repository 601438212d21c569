from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..tools import to_fen
from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestAccountMove(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sign(cls.contract)
        cls._accept_all(cls.contract)
        cls.request = cls._request_and_approve(cls.m1)
        cls.request.with_user(cls.finance).action_create_bills()
        cls.bill = cls.request.bill_ids[0]
        cls.line = cls.request.line_ids.filtered(
            lambda line: line.owner_unit_id == cls.bill.billing_owner_unit_id
        )

    def test_one_posted_bill_per_owner_with_the_fund_on_its_lines(self):
        bills = self.request.bill_ids
        self.assertEqual(len(bills), 17)
        self.assertEqual(set(bills.mapped("state")), {"posted"})
        self.assertEqual(bills.invoice_line_ids.billing_fund_id, self.funds[0])
        self.assertEqual(sum(map(to_fen, bills.mapped("amount_total"))), 530563207)
        self.assertEqual(self.m1.payment_state, "billed")

    def test_nothing_is_billed_twice(self):
        with self.assertRaises(UserError):
            self.request.with_user(self.finance).action_create_bills()

    def test_a_bill_is_not_tied_to_a_request_by_hand(self):
        for vals in (
            {"billing_request_id": self.request.id},
            {"billing_project_id": self.contract.id},
        ):
            with self.assertRaises(UserError):
                self.bill.with_user(self.finance).write(vals)
            with self.assertRaises(UserError):
                self.bill.with_user(self.finance).create({"move_type": "in_invoice", **vals})

    def test_a_bill_is_not_cut_off_from_its_request_by_hand(self):
        bill = self.bill.with_user(self.finance)
        for vals in ({"billing_request_id": False}, {"billing_owner_unit_id": False}):
            with self.assertRaises(UserError):
                bill.write(vals)
        for name in ("billing_request_line_id", "billing_fund_id"):
            with self.assertRaises(UserError):
                bill.invoice_line_ids.write({name: False})

    def test_a_duplicated_bill_does_not_count_for_the_request(self):
        copy = self.bill.with_user(self.finance).copy()
        self.assertFalse(copy.invoice_line_ids.billing_request_line_id)
        self.assertEqual(self.line.billed_amount, self.line.amount)

    def test_another_county_neither_sees_nor_touches_the_payments(self):
        payments = self._pay(self.request.bill_ids)
        self.env.invalidate_all()
        for user in (self.stranger, self.hospital_clerk):
            seen = self.env["account.payment"].with_user(user).search([("id", "in", payments.ids)])
            self.assertLessEqual(len(seen), int(user == self.hospital_clerk))
        with self.assertRaises(AccessError):
            payments[:1].with_user(self.stranger).action_draft()

    def test_payments_flow_back_to_share_milestone_fund_and_contract(self):
        self._pay(self.request.bill_ids)
        paid = 5305632.07
        self.assertEqual(self.m1.paid_total, paid)
        self.assertEqual(self.m1.payment_state, "partly_paid")
        self.assertEqual(self.funds[0].paid_total, paid)
        self.assertEqual(self.contract.paid_total, paid)
        self.assertEqual(self.request.payment_progress, "paid")

    def test_a_partial_payment_counts_to_the_fen(self):
        self._pay(self.bill, amount=1000.01)
        self.assertEqual(self.line.paid_amount, 1000.01)
        self.assertEqual(self.line.share_id.paid_total, 1000.01)
        self.assertEqual(self.request.payment_progress, "partly")

    def test_a_credit_note_opens_the_share_again(self):
        share = self.line.share_id
        credit = self._credit(self.bill)
        self.assertEqual(credit.billing_request_id, self.request)
        self.assertEqual(self.line.billed_amount, 0)
        self.assertEqual(share.requested_total, 0)
        self.assertEqual(share.open_amount, share.amount)
        self.assertEqual(to_fen(self.funds[0].free_total), to_fen(self.line.amount))

    def _credit(self, bill):
        context = {"active_model": "account.move", "active_ids": bill.ids}
        reversal = self.env["account.move.reversal"].with_user(self.finance).with_context(**context)
        reversal.create({"journal_id": bill.journal_id.id, "reason": "退货"}).reverse_moves()
        credit = self.env["account.move"].search([("reversed_entry_id", "=", bill.id)])
        credit.with_user(self.finance).action_post()
        return credit

    def test_a_bill_larger_than_approved_is_refused(self):
        bill = self.bill.with_user(self.finance)
        bill.button_draft()
        bill.invoice_line_ids.price_unit = self.line.amount + 1
        with self.assertRaises(ValidationError), self.cr.savepoint():
            bill.action_post()

    def test_a_cancelled_bill_may_be_drawn_up_again_once(self):
        bill = self.bill.with_user(self.finance)
        bill.button_draft()
        bill.button_cancel()
        self.request.with_user(self.finance).action_create_bills()
        self.assertEqual(self.line.billed_amount, self.line.amount)
        with self.assertRaises(UserError):
            self.request.with_user(self.finance).action_create_bills()

    def test_a_request_with_posted_bills_is_not_cancelled(self):
        with self.assertRaises(UserError):
            self.request.with_user(self.finance).action_cancel()

    def test_a_deduction_is_held_back_and_settles_the_share(self):
        share = self.m2.share_ids[0]
        request = (
            self.env["billing.request"]
            .with_user(self.finance)
            .create(
                {
                    "milestone_id": self.m2.id,
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                "share_id": share.id,
                                "amount": share.amount,
                                "deduction": 376.48,
                                "deduction_reason": "逾期违约金",
                            },
                        )
                    ],
                }
            )
        )
        request.action_submit()
        request.with_user(self.approver).action_approve()
        request.action_create_bills()
        self.assertEqual(to_fen(request.bill_ids.amount_total), to_fen(share.amount - 376.48))
        self._pay(request.bill_ids)
        self.assertEqual(to_fen(share.paid_total + share.deduction_total), to_fen(share.amount))
