from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2025-08-01")
class TestBillingAmendment(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sign(cls.contract)
        cls.kits = cls.contract.line_ids.filtered(lambda line: line.quantity == 91)

    def _amend(self, *changes, user=None, **vals):
        return (
            self.env["billing.amendment"]
            .with_user(user or self.officer)
            .create(
                {
                    "project_id": self.contract.id,
                    "reason": "新增四个村卫生室",
                    "line_ids": [Command.create(change) for change in changes],
                    **vals,
                }
            )
        )

    def _more_kits(self, quantity=95):
        return {"kind": "line_changed", "line_id": self.kits.id, "quantity": quantity}

    def _percent(self, milestone, percentage):
        return {
            "kind": "instalment_percentage",
            "milestone_id": milestone.id,
            "percentage": percentage,
        }

    def _apply(self, *changes, **vals):
        amendment = self._amend(*changes, **vals)
        amendment.action_request_approval()
        amendment.with_user(self.approver).action_approve()
        return amendment

    def test_approved_addition_changes_lines_plan_and_shares(self):
        amendment = self._apply(self._more_kits())
        self.assertEqual(amendment.state, "applied")
        self.assertEqual(self.kits.quantity, 95)
        self.assertEqual(self.contract.contract_amount, 7691000)
        self.assertEqual(self.contract.original_amount, 7599000)
        self.assertEqual(self.m1.amount, 5383700)
        self.assertEqual(sum(self.contract.share_ids.mapped("amount")), 7691000)

    def test_nothing_changes_before_the_approval(self):
        self._amend(self._more_kits()).action_request_approval()
        self.assertEqual(self.kits.quantity, 91)
        self.assertEqual(self.contract.contract_amount, 7599000)

    def test_before_and_after_stand_in_the_chatter_and_in_the_row(self):
        amendment = self._apply(self._more_kits())
        self.assertEqual(amendment.line_ids.before, "91 × 23,000.00 = 2,093,000.00")
        self.assertEqual(amendment.line_ids.after, "95 × 23,000.00 = 2,185,000.00")
        body = self.contract.message_ids[:1].body
        self.assertIn("2,093,000.00", body)
        self.assertIn(amendment.reason, body)

    def test_before_is_captured_when_the_row_is_entered(self):
        change = self._amend(self._more_kits()).line_ids
        self.assertEqual((change.old_quantity, change.old_unit_price), (91, 23000))
        self.assertEqual(change.amount_change, 92000)

    @mute_logger("odoo.sql_db")
    def test_an_amendment_without_reason_is_refused(self):
        for reason in (False, "  "):
            with self.assertRaises(IntegrityError):
                self._amend(self._more_kits(), reason=reason)

    def test_an_amendment_without_change_is_not_submitted(self):
        with self.assertRaises(UserError):
            self._amend().action_request_approval()

    def test_only_signed_contracts_are_amended(self):
        draft = self._other_contract()
        with self.assertRaises(ValidationError):
            self._amend(project_id=draft.id)

    def test_nobody_approves_his_own_amendment(self):
        self._create_second_approver()
        amendment = self._amend(self._more_kits(), user=self.approver)
        amendment.action_request_approval()
        with self.assertRaises(UserError):
            amendment.action_approve()
        self.assertEqual(self.kits.quantity, 91)

    def test_the_officer_cannot_approve(self):
        amendment = self._amend(self._more_kits())
        amendment.action_request_approval()
        with self.assertRaises(UserError):
            amendment.with_user(self.finance).action_approve()

    def test_the_approval_cannot_be_written(self):
        amendment = self._amend(self._more_kits())
        for vals in ({"approval_state": "approved"}, {"state": "applied"}):
            with self.assertRaises(AccessError):
                amendment.write(vals)

    def test_the_viewer_reads_and_changes_nothing(self):
        amendment = self._amend(self._more_kits()).with_user(self.viewer)
        self.assertEqual(amendment.amount_change, 92000)
        for act in (
            lambda: self._amend(user=self.viewer),
            lambda: amendment.write({"reason": "x"}),
            lambda: amendment.line_ids.write({"quantity": 100}),
            amendment.action_request_approval,
        ):
            with self.assertRaises(AccessError):
                act()

    def test_another_county_sees_no_amendment(self):
        amendment = self._amend(self._more_kits())
        for model in ("billing.amendment", "billing.amendment.line"):
            self.assertFalse(self.env[model].with_user(self.stranger).search([]))
        with self.assertRaises(AccessError):
            amendment.with_user(self.stranger).read(["reason"])
        with self.assertRaises(AccessError):
            self._amend(user=self.stranger)

    def test_a_plan_that_does_not_close_is_refused_at_submission(self):
        amendment = self._amend(self._percent(self.m3, 9))
        with self.assertRaisesRegex(ValidationError, "99"):
            amendment.action_request_approval()
        self.assertEqual(self.m3.percentage, 10)
        self.assertEqual(amendment.state, "draft")
        self.assertEqual(sum(self.contract.share_ids.mapped("amount")), 7599000)

    def test_percentages_change_together(self):
        self._apply(self._percent(self.m2, 15), self._percent(self.m3, 15))
        self.assertEqual(self.m2.amount, 1139850)
        self.assertEqual(self.m3.amount, 1139850)
        self.assertFalse(self.contract._get_plan_problems())

    def test_an_addition_after_a_request_falls_on_later_instalments(self):
        self._accept_all(self.contract)
        request = self._request(self.m1)
        self._apply(self._more_kits())
        self.assertEqual(self.m1.amount, 5319300)
        self.assertEqual(request.state, "submitted")
        self.assertEqual(sum((self.m1 + self.m2 + self.m3).mapped("amount")), 7691000)
        self.assertFalse(self.contract._get_plan_problems())

    def test_a_requested_instalment_keeps_percentage_and_fund(self):
        self._accept_all(self.contract)
        self._request(self.m1)
        amendment = self._amend(self._percent(self.m1, 60), self._percent(self.m2, 30))
        with self.assertRaisesRegex(ValidationError, self.m1.name):
            amendment.action_request_approval()

    def test_more_than_a_tenth_in_addition_warns_and_goes_on(self):
        amendment = self._amend(self._more_kits(125))
        self.assertAlmostEqual(amendment.addition_percentage, 10.29, 2)
        self.assertIn("10.29", amendment.addition_warning)
        amendment.action_request_approval()
        amendment.with_user(self.approver).action_approve()
        self.assertEqual(amendment.state, "applied")

    def test_additions_of_all_amendments_count_together(self):
        first = self._apply(self._more_kits(108))
        self.assertFalse(first.addition_warning)
        second = self._amend(self._more_kits(125))
        self.assertAlmostEqual(second.addition_percentage, 10.29, 2)
        self.assertTrue(second.addition_warning)

    def test_what_is_dropped_makes_no_room_for_additions(self):
        network = self.contract.line_ids.filtered(lambda line: line.unit_price == 100000)
        drop = {"kind": "line_removed", "line_id": network.id}
        amendment = self._apply(self._more_kits(), drop)
        self.assertEqual(amendment.amount_change, -8000)
        self.assertEqual(amendment.addition_amount, 92000)
        self.assertFalse(network.exists())
        self.assertEqual(self.contract.original_amount, 7599000)

    def test_a_new_line_joins_the_contract(self):
        category = self.env.ref("contract_billing.category_software")
        line = {"kind": "line_new", "name": "随访软件", "category_id": category.id}
        self._apply(line | {"quantity": 17, "unit_price": 1000.01})
        self.assertAlmostEqual(self.contract.contract_amount, 7616000.17, 2)
        self.assertAlmostEqual(sum(self.contract.share_ids.mapped("amount")), 7616000.17, 2)

    def test_delivered_goods_cannot_be_dropped(self):
        self._accept_all(self.contract)
        with self.assertRaises(ValidationError):
            self._amend({"kind": "line_removed", "line_id": self.kits.id}).action_request_approval()

    def test_dates_change(self):
        self._apply(
            {"kind": "instalment_date", "milestone_id": self.m2.id, "due_date": "2026-06-30"},
            {"kind": "end_date", "due_date": "2028-05-14"},
            kind="date",
        )
        self.assertEqual(str(self.m2.deadline), "2026-06-30")
        self.assertEqual(str(self.contract.contract_end_date), "2028-05-14")

    def test_a_second_fund_takes_part_of_an_instalment(self):
        def fund(fund, amount):
            draw = {"milestone_id": self.m1.id, "fund_id": fund.id, "fund_amount": amount}
            return {"kind": "instalment_fund", **draw}

        with self.assertRaises(ValidationError):
            self._amend(fund(self.funds[1], 13667.93)).action_request_approval()
        self._apply(fund(self.funds[1], 13667.93), fund(self.funds[0], 5305632.07))
        self.assertEqual(len(self.m1.fund_line_ids), 2)
        self.assertAlmostEqual(sum(self.m1.share_ids.mapped("amount")), 5319300, 2)

    def test_an_amendment_drawn_up_before_another_one_is_stale(self):
        late = self._amend(self._more_kits(100))
        late.action_request_approval()
        self._apply(self._more_kits(95))
        with self.assertRaises(ValidationError) as refusal:
            late.with_user(self.approver).action_approve()
        self.assertIn(late.name, refusal.exception.args[0])
        self.assertEqual(self.kits.quantity, 95)
        late.action_withdraw()
        late.action_request_approval()
        self.assertEqual(late.line_ids.old_quantity, 95)

    def test_one_thing_is_changed_once(self):
        with self.assertRaises(ValidationError):
            self._amend(self._more_kits(95), self._more_kits(96)).action_request_approval()

    def test_lines_of_another_contract_are_refused(self):
        other = self._other_contract()
        with self.assertRaises(ValidationError):
            self._amend({"kind": "line_removed", "line_id": other.line_ids[0].id})

    def test_a_submitted_amendment_stands_still(self):
        amendment = self._amend(self._more_kits())
        amendment.action_request_approval()
        for act in (
            lambda: amendment.write({"reason": "x"}),
            lambda: amendment.line_ids.write({"quantity": 99}),
            lambda: amendment.line_ids.unlink(),
            amendment.unlink,
        ):
            with self.assertRaises(UserError):
                act()

    def test_an_applied_amendment_is_sealed(self):
        amendment = self._apply(self._more_kits())
        self.assertEqual(amendment.seal_state, "sealed")
        for act in (
            lambda: amendment.sudo().write({"reason": "x"}),
            amendment.sudo().unlink,
            amendment.action_withdraw,
        ):
            with self.assertRaises(UserError):
                act()
        self.assertEqual(amendment.action_verify_seal()["params"]["type"], "success")

    def test_a_returned_amendment_is_corrected_and_submitted_again(self):
        amendment = self._amend(self._more_kits(96))
        amendment.action_request_approval()
        amendment.with_user(self.approver)._return_approval("数量应为95")
        self.assertEqual(amendment.state, "returned")
        amendment.line_ids.quantity = 95
        amendment.action_request_approval()
        amendment.with_user(self.approver).action_approve()
        self.assertEqual(self.kits.quantity, 95)

    def test_a_key_sent_by_a_client_does_not_open_the_contract(self):
        forged = {"contract_unlock": True, "allocation": True}
        with self.assertRaises(UserError):
            self.kits.with_user(self.officer).with_context(**forged).write({"quantity": 95})

    def test_the_amend_button_opens_a_draft_of_this_contract(self):
        action = self.contract.with_user(self.officer).action_amend()
        model = self.env["billing.amendment"].with_user(self.officer)
        with Form(model.with_context(**action["context"])) as form:
            form.reason = "价格调整"
            with form.line_ids.new() as change:
                change.line_id = self.kits
                self.assertEqual(change.quantity, 91)
                change.quantity = 90
                self.assertEqual(change.amount_change, -23000)
        self.assertEqual(form.record.project_id, self.contract)
