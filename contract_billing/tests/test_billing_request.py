from unittest.mock import patch

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from ..models import billing_share
from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestBillingRequest(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sign(cls.contract)

    def test_nothing_is_paid_for_what_has_not_been_accepted(self):
        self.assertEqual(self.m1.payment_state, "blocked")
        with self.assertRaises(UserError):
            self.m1.with_user(self.finance).action_request_payment()

    def test_the_first_instalment_is_short_by_13667_93(self):
        self._accept_all(self.contract)
        self.assertEqual(self.m1.payment_state, "open")
        self.assertEqual(self.m1.payable_amount, 5305632.07)
        self.assertEqual(self.m1.missing_amount, 13667.93)
        self.assertEqual(str(self.m1.covered_date), "2026-12-31")
        self.assertIn("13,667.93", self.m1.block_reason)

    def test_the_arrival_of_the_county_match_opens_it_in_full(self):
        self._accept_all(self.contract)
        expected = self.funds[0].arrival_ids.filtered(lambda a: a.state == "expected")
        expected.with_user(self.finance).action_record_arrival()
        self.assertEqual(self.m1.payable_amount, 5319300.00)
        self.assertFalse(self.m1.missing_amount)

    def test_a_request_claims_the_money_and_a_return_frees_it(self):
        self._accept_all(self.contract)
        request = self._request(self.m1)
        self.assertEqual(self.funds[0].free_total, 0)
        self.assertEqual(self.m1.payment_state, "requested")
        request.with_user(self.approver)._return_approval("发票不全")
        self.assertEqual(request.state, "returned")
        self.assertEqual(self.funds[0].free_total, 5305632.07)

    def test_more_than_the_share_is_refused(self):
        self._accept_all(self.contract)
        share = self.m2.share_ids[0]
        request = (
            self.env["billing.request"]
            .with_user(self.finance)
            .create(
                {
                    "milestone_id": self.m2.id,
                    "line_ids": [
                        Command.create({"share_id": share.id, "amount": share.amount + 0.01})
                    ],
                }
            )
        )
        with self.assertRaises(ValidationError), self.cr.savepoint():
            request.action_submit()
        self.assertEqual(self.m2.requested_total, 0)

    def test_more_than_the_fund_holds_is_refused(self):
        self._accept_all(self.contract)
        request = (
            self.env["billing.request"]
            .with_user(self.finance)
            .create(
                {
                    "milestone_id": self.m1.id,
                    "line_ids": [
                        Command.create({"share_id": share.id, "amount": share.amount})
                        for share in self.m1.share_ids
                    ],
                }
            )
        )
        with self.assertRaisesRegex(ValidationError, "13,667.93"):
            request.action_submit()

    def test_a_submitted_request_stands_still(self):
        self._accept_all(self.contract)
        request = self._request(self.m1)
        line = request.line_ids[0]
        for attempt in (
            lambda: line.write({"amount": 1}),
            line.unlink,
            request.unlink,
            lambda: request.write({"state": "approved"}),
            lambda: request.with_context(request_move=True).write({"state": "approved"}),
            lambda: request.write({"approval_state": "approved"}),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_who_requested_cannot_approve(self):
        self._accept_all(self.contract)
        self.approver.copy({"login": "t_approver_2", "name": "第二审批人"})
        action = self.m1.with_user(self.approver).action_request_payment()
        request = self.env["billing.request"].with_user(self.approver).browse(action["res_id"])
        request.action_submit()
        with self.assertRaises(UserError):
            request.action_approve()

    def test_a_deduction_needs_a_reason(self):
        self._accept_all(self.contract)
        action = self.m1.with_user(self.finance).action_request_payment()
        request = self.env["billing.request"].browse(action["res_id"]).with_user(self.finance)
        with self.assertRaises(ValidationError):
            request.line_ids[0].deduction = 100

    def test_a_hospital_clerk_sees_and_requests_her_own_share_only(self):
        self._accept_all(self.contract)
        self._request_and_approve(self.m2)
        self.env.invalidate_all()
        contract = self.contract.with_user(self.hospital_clerk)
        self.assertEqual(contract.share_ids.org_unit_id, self.hospitals[0])
        lines = self.env["billing.request.line"].with_user(self.hospital_clerk).search([])
        self.assertEqual(lines.owner_unit_id, self.hospitals[0])
        action = self.m1.with_user(self.hospital_clerk).action_request_payment()
        request = self.env["billing.request"].browse(action["res_id"])
        self.assertEqual(request.line_ids.owner_unit_id, self.hospitals[0])

    def test_an_owner_does_not_touch_the_contract_nor_the_arrival_of_its_funds(self):
        clerk = self.hospital_clerk
        arrival = self.funds[0].arrival_ids[1]
        attempts = [
            lambda: self.contract.with_user(clerk).write({"description": "x"}),
            lambda: self.contract.line_ids[0].with_user(clerk).write({"delivered_quantity": 17}),
            lambda: arrival.with_user(clerk).action_record_arrival(),
            lambda: self.m1.with_user(clerk).write({"clause": "x"}),
        ]
        for attempt in attempts:
            with self.assertRaises(AccessError):
                attempt()

    def test_strangers_and_village_doctors_see_nothing(self):
        self._accept_all(self.contract)
        self._request_and_approve(self.m1).with_user(self.finance).action_create_bills()
        self.env.invalidate_all()
        for user in (self.stranger, self.village_doctor):
            self.assertFalse(
                self.env["project.project"].with_user(user).search([("is_contract", "=", True)])
                & self.contract.with_user(user)
            )
            milestones = self.env["project.milestone"].with_user(user)
            self.assertFalse(milestones.search([("id", "in", self.contract.milestone_ids.ids)]))
        for model in ("billing.share", "billing.request", "billing.fund", "account.move"):
            seen = self.env[model].with_user(self.stranger).search([])
            self.assertFalse(seen & self._get_own(model).with_user(self.stranger))

    def _get_own(self, model):
        return {
            "billing.share": self.contract.share_ids,
            "billing.request": self.contract.request_ids,
            "billing.fund": self.funds,
            "account.move": self.contract.request_ids.bill_ids,
        }[model]

    def test_the_overview_of_many_contracts_agrees_with_the_owners(self):
        self._accept_all(self.contract)
        for user in (self.finance, self.hospital_clerk):
            shares = self.env["billing.share"].with_user(user)
            domain = [("project_id", "=", self.contract.id)]
            detailed = shares.get_payable_matrix(domain)
            with patch.object(billing_share, "DETAILED", 0):
                overview = shares.get_payable_matrix(domain)
            for name in ("amount", "requested", "paid", "payable", "missing", "covered_date"):
                self.assertEqual([row[name] for row in overview], [row[name] for row in detailed])
            self.assertEqual(overview[0]["owners"], [])

    def test_an_owner_is_shown_its_part_of_the_money_in_hand_not_all_of_it(self):
        self._accept_all(self.contract)
        share = self.m1.share_ids.filtered(lambda s: s.org_unit_id == self.hospitals[0])
        self.assertEqual(share.with_user(self.hospital_clerk).payable_amount, 322486.89)
        self.assertEqual(share.with_user(self.hospital_clerk).missing_amount, 830.76)

    def test_opening_the_matrix_takes_the_same_queries_for_any_number_of_owners(self):
        self._accept_all(self.contract)
        matrix = (
            self.env["billing.share"]
            .with_user(self.finance)
            .get_payable_matrix([("project_id", "=", self.contract.id)])
        )
        self.assertEqual([row["payable"] for row in matrix], [5305632.07, 1519800.0, 0.0])
        self.assertEqual([len(row["owners"]) for row in matrix], [17, 17, 17])
