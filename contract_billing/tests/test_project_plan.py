from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, tagged

from ..tools import split, to_fen, to_yuan
from .common import BillingCase


@tagged("post_install", "-at_install")
class TestProjectPlan(BillingCase):
    def test_the_lines_of_debao_sum_to_7599000(self):
        self.assertEqual(
            self.contract.line_ids.mapped("amount"), [5066000.0, 2093000.0, 100000.0, 340000.0]
        )
        self.assertEqual(self.contract.contract_amount, 7599000.0)

    def test_the_last_instalment_takes_the_rest(self):
        self.assertEqual(
            self.contract.milestone_ids.mapped("amount"), [5319300.0, 1519800.0, 759900.0]
        )
        self.assertEqual(self.m3.stated_amount, 759000.0)

    def test_a_fund_chosen_in_the_form_takes_the_whole_instalment(self):
        milestone = self.m3.with_user(self.officer)
        fund = milestone.fund_line_ids.fund_id[0]
        milestone.fund_line_ids.unlink()
        with Form(milestone, "contract_billing.project_milestone_view_form_contract") as form:
            with form.fund_line_ids.new() as draw:
                draw.fund_id = fund
            self.assertTrue(form.block_reason)
        self.assertEqual(milestone.fund_line_ids.fund_id, fund)
        self.assertEqual(milestone.fund_line_ids.amount, 759900.0)

    def test_shares_sum_by_owner_by_instalment_and_by_fund(self):
        shares = self.contract.share_ids
        self.assertEqual(len(shares), 17 * 3)
        for milestone in self.contract.milestone_ids:
            self.assertEqual(
                sum(map(to_fen, milestone.share_ids.mapped("amount"))), to_fen(milestone.amount)
            )
        for owner in self.contract.owner_ids:
            self.assertEqual(
                sum(map(to_fen, owner.share_ids.mapped("amount"))), to_fen(owner.amount_total)
            )

    def test_kits_stay_whole_and_shared_network_is_split_to_the_fen(self):
        kits, network = self.contract.line_ids[1:3]
        self.assertEqual(kits.share_ids.mapped("quantity"), [6.0] * 6 + [5.0] * 11)
        self.assertEqual(sum(map(to_fen, network.share_ids.mapped("amount"))), 10000000)
        self.assertEqual(set(network.share_ids.mapped("amount")), {5882.35, 5882.36})

    def test_weights_decide_who_takes_more(self):
        owner = self.contract.owner_ids[0].with_user(self.officer)
        owner.weight = 3
        kits = self.contract.line_ids[1]
        self.assertEqual(kits.share_ids.filtered(lambda s: s.owner_id == owner).quantity, 14)
        self.assertEqual(sum(kits.share_ids.mapped("quantity")), 91)

    def test_percentages_short_of_100_cannot_go_to_review(self):
        self.m3.with_user(self.officer).percentage = 9
        with self.assertRaisesRegex(ValidationError, "99"):
            self.contract.with_user(self.officer).action_submit_review()
        self.assertEqual(self.contract.contract_stage, "draft")

    def test_an_instalment_without_fund_cannot_go_to_review(self):
        self.m2.with_user(self.officer).fund_line_ids.unlink()
        with self.assertRaises(ValidationError):
            self.contract.with_user(self.officer).action_submit_review()

    def test_two_funds_share_one_instalment_to_the_fen(self):
        self.m1.with_user(self.officer).write(
            {
                "fund_line_ids": [
                    Command.update(self.m1.fund_line_ids.id, {"amount": 5305632.07}),
                    Command.create({"fund_id": self.funds[1].id, "amount": 13667.93}),
                ]
            }
        )
        self.assertFalse(self.contract._get_plan_problems())
        by_fund = self.m1.share_ids.grouped("fund_id")
        self.assertEqual(sum(map(to_fen, by_fund[self.funds[1]].mapped("amount"))), 1366793)

    def test_bad_figures_are_refused(self):
        line = self.contract.line_ids[0].with_user(self.officer)
        for vals in (
            {"quantity": 0},
            {"quantity": -1},
            {"unit_price": 0},
            {"unit_price": -5},
            {"unit_price": 298000.005},
        ):
            with self.assertRaises(ValidationError):
                line.write(vals)

    def test_totals_cannot_be_typed(self):
        for record, vals in (
            (self.contract, {"paid_total": 1}),
            (self.contract, {"contract_amount": 1}),
            (self.m1, {"payment_state": "paid"}),
            (self.funds[0], {"arrived_total": 9}),
        ):
            user = self.finance
            with self.assertRaises(AccessError):
                record.with_user(user).write(vals)
        share = self.contract.share_ids[0]
        with self.assertRaises(AccessError):
            share.with_user(self.approver).write({"amount": 1})

    @settings(
        max_examples=12, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(
        fen=st.integers(min_value=1, max_value=10**11),
        weights=st.lists(st.integers(min_value=1, max_value=99), min_size=1, max_size=4),
        owners=st.integers(min_value=1, max_value=6),
    )
    def test_any_total_any_percentages_any_owners_sum_exactly(self, fen, weights, owners):
        percentages = [part / 1000000 for part in split(100 * 1000000, weights)]
        contract = self._create_contract(to_yuan(fen), percentages, self.hospitals[:owners])
        self.assertEqual(sum(to_fen(m.amount) for m in contract.milestone_ids), fen)
        self.assertEqual(sum(to_fen(s.amount) for s in contract.share_ids), fen)
        self.assertTrue(all(s.amount >= 0 for s in contract.share_ids))

    def _create_contract(self, price, percentages, units):
        return (
            self.env["project.project"]
            .with_user(self.officer)
            .create(
                {
                    "name": "任意合同",
                    "is_contract": True,
                    "org_unit_id": self.bureau.id,
                    "owner_ids": [Command.create({"org_unit_id": unit.id}) for unit in units],
                    "line_ids": [
                        Command.create(self._line_vals("category_other", "其他", 1, price, 0, 0))
                    ],
                    "milestone_ids": [
                        Command.create(
                            {
                                "name": str(number),
                                "sequence": number,
                                "percentage": percentage,
                                "fund_line_ids": [Command.create({"fund_id": self.funds[0].id})],
                            }
                        )
                        for number, percentage in enumerate(percentages)
                    ],
                }
            )
        )

    def test_opening_and_saving_take_the_same_queries_for_3_as_for_17_owners(self):
        few = self.contract.with_user(self.officer).copy({"contract_number": "T-3"})
        few.owner_ids[3:].unlink()
        many = self.contract.with_user(self.officer).copy({"contract_number": "T-17"})
        prices = iter((299000, 299001, 299000))
        spec = Form(many, view="contract_billing.project_project_view_form_contract")._view
        for action in (
            lambda contract: contract.web_read(spec["fields_spec"]),
            lambda contract: contract.web_save({"description": "<p>1</p>"}, {"name": {}}),
            lambda contract: contract.line_ids[0].write({"unit_price": next(prices)}),
        ):
            self._count_queries(action, few)  # fills the caches of rules and views
            counts = [self._count_queries(action, contract) for contract in (few, many)]
            self.assertEqual(*counts)

    def _count_queries(self, action, contract):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        action(contract)
        self.env.flush_all()
        return self.cr.sql_log_count - before

    def test_a_plan_is_drawn_up_in_the_form(self):
        with Form(
            self.env["project.project"]
            .with_user(self.officer)
            .with_context(default_is_contract=True),
            view="contract_billing.project_project_view_form_contract",
        ) as form:
            form.name = "表单合同"
            with form.line_ids.new() as line:
                line.name = "设备"
                line.category_id = self.env.ref("contract_billing.category_other")
                line.quantity = 2
                line.unit_price = 50
        contract = form.record
        self.assertEqual(contract.contract_amount, 100)
        self.assertEqual(contract.org_unit_id, self.bureau)
