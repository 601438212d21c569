from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2025-06-01")
class TestBillingBond(BillingCase):
    def _bond(self, user=None, **vals):
        return (
            self.env["billing.bond"]
            .with_user(user or self.finance)
            .create({"project_id": self.contract.id, "kind": "performance", **vals})
        )

    def test_a_percentage_is_taken_of_the_contract(self):
        bond = self._bond(percentage=5)
        self.assertEqual((bond.base_amount, bond.amount), (7599000, 379950))
        self.assertFalse(bond.ceiling_warning)

    def test_a_bid_bond_is_taken_of_the_budget(self):
        bond = self._bond(kind="bid", base_amount=8000000, percentage=2)
        self.assertEqual(bond.amount, 160000)
        self.assertFalse(bond.ceiling_warning)

    def test_more_than_the_law_allows_warns_and_is_kept(self):
        for kind, percentage in (("bid", 2.01), ("performance", 10.5), ("retention", 5)):
            bond = self._bond(kind=kind, percentage=percentage)
            self.assertIn(f"{percentage:.2f}", bond.ceiling_warning)

    def test_the_ceiling_is_that_of_the_day(self):
        rule = self.env.ref("contract_billing.rule_performance_bond_ceiling")
        rule.with_user(self.approver).copy({"value": 5, "valid_from": "2026-01-01"})
        bond = self._bond(percentage=8)
        self.assertFalse(bond.ceiling_warning)
        bond.paid_date = "2026-02-01"
        self.assertTrue(bond.ceiling_warning)

    def test_an_amount_alone_is_enough(self):
        form = Form(self.env["billing.bond"].with_user(self.finance))
        form.project_id = self.contract
        form.amount = 100000.01
        self.assertEqual(form.save().amount, 100000.01)

    @mute_logger("odoo.sql_db")
    def test_a_bond_of_nothing_is_refused(self):
        for vals in ({"amount": 0}, {"amount": -1}, {"amount": 1, "percentage": -1}):
            with self.assertRaises(IntegrityError):
                self._bond(**vals)

    def test_it_goes_from_expected_to_returned(self):
        bond = self._bond(amount=100000, due_date="2025-12-31")
        self.assertEqual(bond.state, "expected")
        bond.action_record_paid()
        self.assertEqual((bond.state, str(bond.paid_date)), ("held", "2025-06-01"))
        bond.action_return()
        self.assertEqual((bond.state, bond.returned_amount), ("returned", 100000))

    @mute_logger("odoo.sql_db")
    def test_not_more_than_the_bond_is_returned(self):
        bond = self._bond(amount=100, paid_date="2025-06-01")
        bond.returned_amount = 60
        with self.assertRaises(IntegrityError):
            bond.returned_amount = 100.01
        bond.action_return()
        self.assertEqual(bond.returned_amount, 60)

    @mute_logger("odoo.sql_db")
    def test_forfeiting_needs_a_reason(self):
        bond = self._bond(amount=100, paid_date="2025-06-01")
        with self.assertRaises(IntegrityError):
            bond.action_forfeit()
        bond.forfeit_reason = "逾期不供货"
        bond.action_forfeit()
        self.assertEqual(bond.state, "forfeited")

    def test_what_is_not_held_cannot_be_returned(self):
        bond = self._bond(amount=100)
        for act in (bond.action_return, bond.action_forfeit):
            with self.assertRaises(UserError):
                act()

    def test_a_bond_that_was_paid_in_stays_on_record(self):
        bond = self._bond(amount=100)
        bond.copy().unlink()
        bond.action_record_paid()
        with self.assertRaises(UserError):
            bond.unlink()

    def test_the_cron_tells_once_of_a_bond_that_fell_due(self):
        bond = self._bond(amount=100, paid_date="2025-06-01", due_date="2025-07-01")
        later = self._bond(amount=100, paid_date="2025-06-01", due_date="2025-08-01")
        cron = self.env.ref("contract_billing.ir_cron_bond_due_back")
        for day in ("2025-06-30", "2025-07-01", "2025-07-02"):
            with freeze_time(day), self.enter_registry_test_mode():
                cron.method_direct_trigger()
        self.assertEqual((bond.state, later.state), ("due", "held"))
        self.assertEqual(len(bond.activity_ids), 1)
        self.assertFalse(later.activity_ids)
        bond.action_return()
        self.assertFalse(bond.activity_ids)

    def test_only_finance_keeps_bonds(self):
        bond = self._bond(amount=100)
        self.assertEqual(bond.with_user(self.viewer).amount, 100)
        for user in (self.viewer, self.officer):
            with self.assertRaises(AccessError):
                bond.with_user(user).action_record_paid()
            with self.assertRaises(AccessError):
                self._bond(user=user, amount=1)

    def test_the_state_cannot_be_written(self):
        with self.assertRaises(AccessError):
            self._bond(amount=100).write({"state": "returned"})

    def test_another_county_sees_no_bond(self):
        bond = self._bond(amount=100)
        self.assertFalse(self.env["billing.bond"].with_user(self.stranger).search([]))
        with self.assertRaises(AccessError):
            bond.with_user(self.stranger).read(["amount"])
