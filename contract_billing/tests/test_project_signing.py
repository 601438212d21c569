from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2025-05-15")
class TestProjectSigning(BillingCase):
    def test_the_officer_who_asked_cannot_approve(self):
        self.contract.with_user(self.officer).action_submit_review()
        with self.assertRaises(UserError):
            self.contract.with_user(self.officer).action_approve()

    def test_an_approver_who_drew_it_up_cannot_approve_it_himself(self):
        self.approver.copy({"login": "t_approver_2", "name": "第二审批人"})
        own = self.contract.with_user(self.approver).copy(
            {"contract_number": "T-2", "name": "自拟合同"}
        )
        own.action_submit_review()
        with self.assertRaises(UserError):
            own.action_approve()

    def test_without_approval_or_signed_copy_there_is_no_signature(self):
        self.contract.with_user(self.officer).action_submit_review()
        with self.assertRaises(UserError):
            self.contract.with_user(self.approver).action_sign()
        self.contract.with_user(self.approver).action_approve()
        with self.assertRaises(ValidationError):
            self.contract.with_user(self.approver).action_sign()
        self.assertEqual(self.contract.contract_stage, "review")

    def test_a_contract_in_review_stands_still(self):
        self.contract.with_user(self.officer).action_submit_review()
        with self.assertRaises(UserError):
            self.contract.line_ids[0].with_user(self.officer).unit_price = 1

    def test_taking_it_back_to_draft_forgets_the_approval(self):
        self.contract.with_user(self.officer).action_submit_review()
        self.contract.with_user(self.approver).action_approve()
        self.contract.with_user(self.officer).action_back_to_draft()
        self.assertEqual(self.contract.approval_state, "none")

    def test_the_stage_is_not_written_by_hand(self):
        with self.assertRaises(UserError):
            self.contract.with_user(self.approver).contract_stage = "signed"

    def test_a_signed_contract_changes_by_amendment_only(self):
        self._sign(self.contract)
        officer = self.contract.with_user(self.officer)
        attempts = [
            lambda: officer.line_ids[0].write({"quantity": 18}),
            lambda: officer.line_ids[0].unlink(),
            lambda: officer.milestone_ids[0].write({"percentage": 60}),
            lambda: officer.milestone_ids[0].write({"deadline": "2030-01-01"}),
            lambda: officer.milestone_ids[0].fund_line_ids.write({"amount": 1}),
            lambda: officer.owner_ids[0].write({"weight": 5}),
            lambda: officer.write({"supplier_id": self.stranger.partner_id.id}),
            lambda: officer.write({"stated_total": 1}),
            officer.action_archive,
            lambda: officer.evidence_ids.unlink(),
            lambda: officer.write({"line_ids": [Command.clear()]}),
            lambda: officer.with_context(contract_unlock=True).line_ids[0].write({"quantity": 2}),
            lambda: officer.milestone_ids[1].condition_ids.write({"fiscal_year": 2020}),
            lambda: officer.milestone_ids[1].condition_ids.unlink(),
            officer.unlink,
        ]
        for attempt in attempts:
            with self.assertRaises(UserError):
                attempt()
        self.assertEqual(self.contract.contract_amount, 7599000.0)

    def test_nothing_is_moved_from_a_draft_onto_a_signed_contract(self):
        draft = self.contract.with_user(self.officer).copy({"contract_number": "T-3"})
        self._sign(self.contract)
        to = {"project_id": self.contract.id}
        milestone = {"milestone_id": self.m1.id}
        attempts = [
            lambda: draft.line_ids[0].write(to),
            lambda: draft.milestone_ids[0].write(to),
            lambda: draft.milestone_ids[0].condition_ids[0].write(milestone),
        ]
        for attempt in attempts:
            with self.assertRaises(UserError):
                attempt()
        self.assertEqual(self.contract.contract_amount, 7599000.0)

    def test_signing_puts_the_dates(self):
        self._sign(self.contract)
        self.assertEqual(str(self.contract.sign_date), "2025-05-15")
        self.assertEqual(self.contract.contract_stage, "active")

    def test_a_contract_with_unpaid_money_is_not_closed(self):
        self._sign(self.contract)
        with self.assertRaisesRegex(UserError, "7,599,000.00"):
            self.contract.with_user(self.approver).action_close()

    def test_termination_needs_a_reason(self):
        self._sign(self.contract)
        with self.assertRaises(UserError):
            self.contract.with_user(self.approver).action_terminate()

    def test_what_must_be_known_before_signing_is_listed_at_once(self):
        bare = (
            self.env["project.project"]
            .with_user(self.officer)
            .create({"name": "空合同", "is_contract": True, "org_unit_id": self.bureau.id})
        )
        with self.assertRaises(ValidationError) as raised:
            bare.action_submit_review()
        self.assertGreaterEqual(str(raised.exception).count("•"), 5)
