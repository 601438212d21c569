from psycopg2.errors import CheckViolation

from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestBillingFund(BillingCase):
    def test_arrived_planned_and_free_money_of_debao(self):
        self.assertEqual(self.funds.mapped("arrived_total"), [5305632.07, 3366106.0, 4257818.47])
        self.assertEqual(self.funds[0].expected_total, 3224155.0)
        self.assertEqual(self.funds.mapped("planned_total"), [5319300.0, 1519800.0, 759900.0])

    def test_signed_plans_reserve_money(self):
        self.assertEqual(self.funds[1].reserved_total, 0)
        self._sign(self.contract)
        self.assertEqual(self.funds[1].reserved_total, 1519800.0)

    def test_more_cannot_arrive_than_was_approved(self):
        with self.assertRaises(CheckViolation), mute_logger("odoo.sql_db"), self.cr.savepoint():
            self.env["billing.fund.arrival"].with_user(self.finance).create(
                {
                    "fund_id": self.funds[1].id,
                    "name": "多到",
                    "amount": 0.01,
                    "state": "arrived",
                    "date": "2026-01-01",
                }
            )
            self.env.flush_all()

    def test_money_does_not_arrive_tomorrow(self):
        expected = self.funds[0].arrival_ids.filtered(lambda a: a.state == "expected")
        with self.assertRaises(ValidationError):
            expected.with_user(self.finance).write({"state": "arrived", "date": "2026-11-23"})

    def test_the_open_instalment_is_served_before_a_planned_one_of_the_same_fund(self):
        self.m3.with_user(self.officer).fund_line_ids.fund_id = self.funds[1]
        self._sign(self.contract)
        self.assertEqual(self.m2.payable_amount, 1519800.0)
        self.assertEqual(self.m3.missing_amount, 0)
        self.assertEqual(self.m3.payable_amount, 0)
