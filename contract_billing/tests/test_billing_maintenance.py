from datetime import date, timedelta
from fractions import Fraction

from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import BaseCase, tagged

from ..tools import fee_periods, warranty_end
from .common import BillingCase

# the first draws load what they need, which a busy machine takes for slowness
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


class TestFeePeriods(BaseCase):
    @PATIENT
    @given(DAYS, st.integers(0, 4000), st.integers(1, 10**11), st.integers(1, 1000))
    def test_fee_years_have_neither_gap_nor_overlap(self, first, length, base, permille):
        last = first + timedelta(days=length)
        periods = fee_periods(first, last, base, str(permille / 10))
        self.assertEqual((periods[0].first, periods[-1].last), (first, last))
        for one, following in zip(periods, periods[1:], strict=False):
            self.assertEqual(following.first - one.last, timedelta(days=1))
        self.assertEqual(sum(period.days for period in periods), length + 1)

    @PATIENT
    @given(DAYS, st.integers(0, 4000), st.integers(1, 10**11))
    def test_a_fee_is_its_days_of_the_yearly_fee_to_the_fen(self, first, length, base):
        for period in fee_periods(first, first + timedelta(days=length), base, "2.5"):
            yearly = Fraction(base * 25, 1000) * period.days
            off = min(abs(period.fen - yearly / year) for year in (365, 366))
            self.assertLessEqual(off, Fraction(1, 2))
            self.assertLessEqual(period.days, 366)

    @PATIENT
    @given(DAYS, st.integers(1, 10), st.integers(1, 10**11))
    def test_whole_years_cost_the_yearly_fee_also_in_leap_years(self, first, years, base):
        last = warranty_end(first, 12 * years)
        fees = {period.fen for period in fee_periods(first, last, base, "2.5")}
        self.assertEqual(fees, {(base * 25 + 500) // 1000})

    def test_a_leap_year_is_paid_over_366_days(self):
        periods = fee_periods(date(2027, 7, 1), date(2028, 2, 29), 36600, 100)
        self.assertEqual([(period.days, period.fen) for period in periods], [(244, 24400)])

    def test_the_29th_of_february_does_not_drift(self):
        starts = [p.first for p in fee_periods(date(2024, 2, 29), date(2029, 2, 27), 1, 1)]
        self.assertEqual(starts[1], date(2025, 2, 28))
        self.assertEqual(starts[4], date(2028, 2, 29))


@tagged("post_install", "-at_install")
@freeze_time("2026-07-01")
class TestBillingMaintenance(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2025-07-01"):
            cls._sign(cls.contract)
            cls._accept_all(cls.contract, "2025-06-30")

    def _agree(self, user=None, **vals):
        vals = {"project_id": self.contract.id, "base_kind": "total", **vals}
        return self.env["billing.maintenance"].with_user(user or self.finance).create(vals)

    def _first_year(self, **vals):
        agreement = self._agree(**{"fund_id": self.funds[1].id, **vals})
        agreement.action_make_periods()
        return agreement.period_ids[:1]

    def _approve(self, period):
        period.action_request_approval()
        period.with_user(self.approver).action_approve()

    def test_debao_costs_189975_yuan_from_the_day_after_the_free_year(self):
        agreement = self._agree()
        agreement.action_make_periods()
        first = agreement.period_ids[0]
        self.assertEqual(str(agreement.start_date), "2025-06-30")
        self.assertEqual(str(agreement.warranty_end), "2026-06-29")
        self.assertEqual((str(first.date_from), str(first.date_to)), ("2026-06-30", "2027-06-29"))
        self.assertEqual((first.days, first.amount), (365, 189975.00))
        self.assertEqual(len(agreement.period_ids), 3)

    def test_chosen_lines_are_the_base(self):
        lines = self.contract.line_ids
        goods = lines.filtered(lambda line: line.amount in (5066000, 2093000))
        stations = lines.filtered(lambda line: line.amount == 5066000)
        for chosen, fee in ((goods, 178975), (stations, 126650)):
            agreement = self._agree(base_kind="lines", line_ids=chosen.ids)
            agreement.action_make_periods()
            self.assertEqual(agreement.period_ids[0].amount, fee)

    def test_the_base_is_chosen_before_fee_years_are_made(self):
        agreement = self._agree(base_kind=False)
        with self.assertRaises(UserError):
            agreement.action_make_periods()
        agreement.base_kind = "lines"
        with self.assertRaises(UserError):
            agreement.action_make_periods()

    def test_a_partial_year_is_paid_by_the_day(self):
        agreement = self._agree(years=0, end_date="2027-12-31")
        agreement.action_make_periods()
        last = agreement.period_ids[-1]
        self.assertEqual((str(last.date_from), last.days), ("2027-06-30", 185))
        self.assertEqual(last.amount, round(189975 * 185 / 366, 2))

    def test_another_day_of_acceptance_may_be_entered(self):
        agreement = self._agree(start_date="2025-09-15")
        self.assertEqual(str(agreement.first_fee_date), "2026-09-15")

    def test_planning_again_replaces_what_was_only_planned(self):
        agreement = self._agree()
        agreement.action_make_periods()
        agreement.years = 2
        agreement.action_make_periods()
        self.assertEqual(len(agreement.period_ids), 2)

    def test_a_decided_year_stays_when_the_others_are_planned_again(self):
        first = self._first_year()
        self._approve(first)
        agreement = first.maintenance_id
        agreement.rate = 3
        agreement.action_make_periods()
        self.assertEqual(agreement.period_ids.mapped("amount"), [189975, 227970, 227970])
        agreement.write({"years": 0, "end_date": "2026-12-31"})
        with self.assertRaises(ValidationError):
            agreement.action_make_periods()
        with self.assertRaises(UserError):
            agreement.start_date = "2025-07-15"
        with self.assertRaises(UserError):
            agreement.unlink()

    def test_a_year_needs_a_fund_with_money(self):
        with self.assertRaises(ValidationError):
            self._first_year(fund_id=False).action_request_approval()
        empty = self.funds[0].with_user(self.finance).copy({"approved_amount": 1000000})
        with self.assertRaisesRegex(ValidationError, "189,975.00"):
            self._first_year(fund_id=empty.id).action_request_approval()

    def test_an_approved_year_claims_the_money_of_its_fund(self):
        fund = self.funds[1]
        free, planned = fund.free_total, fund.planned_total
        period = self._first_year()
        self.assertEqual(fund.planned_total, planned + 3 * 189975)
        period.action_request_approval()
        self.assertEqual(fund.free_total, free - 189975)
        period.action_withdraw()
        self.assertEqual(fund.free_total, free)

    def test_nobody_approves_the_year_he_put_up(self):
        self._create_second_approver()
        period = self._first_year().with_user(self.approver)
        period.action_request_approval()
        with self.assertRaises(UserError):
            period.action_approve()

    def test_every_year_is_approved_by_itself_and_billed_once(self):
        period = self._first_year()
        with self.assertRaises(UserError):
            period.action_create_bill()
        self._approve(period)
        period.action_create_bill()
        self.assertEqual(period.bill_id.amount_total, 189975)
        self.assertEqual((period.state, period.bill_id.state), ("billed", "posted"))
        with self.assertRaises(UserError):
            period.action_create_bill()
        others = period.maintenance_id.period_ids - period
        self.assertEqual(set(others.mapped("state")), {"planned"})

    def test_a_paid_bill_pays_the_year_and_the_fund(self):
        period = self._first_year()
        self._approve(period)
        period.action_create_bill()
        self._pay(period.bill_id)
        self.assertEqual(period.state, "paid")
        self.assertEqual(self.funds[1].paid_total, 189975)

    def test_a_year_may_be_billed_again_after_its_bill_was_cancelled(self):
        period = self._first_year()
        self._approve(period)
        period.action_create_bill()
        period.bill_id.button_draft()
        period.bill_id.button_cancel()
        self.assertEqual(period.state, "approved")
        period.action_create_bill()
        self.assertEqual(period.state, "billed")

    def test_fee_years_are_not_typed(self):
        period = self._first_year()
        with self.assertRaises(AccessError):
            period.amount = 1
        with self.assertRaises(AccessError):
            period.copy({"date_from": "2030-01-01", "date_to": "2030-12-31"})
        with self.assertRaises(AccessError):
            period.write({"state": "paid"})
        with self.assertRaises(AccessError):
            period.unlink()

    def test_only_finance_keeps_agreements(self):
        agreement = self._agree()
        for user in (self.viewer, self.officer):
            with self.assertRaises(AccessError):
                agreement.with_user(user).action_make_periods()
            with self.assertRaises(AccessError):
                self._agree(user=user)

    def test_another_county_sees_neither_fee_nor_bill(self):
        period = self._first_year()
        self._approve(period)
        period.action_create_bill()
        for record in (period.maintenance_id, period, period.bill_id, period.bill_id.line_ids):
            domain = [("id", "in", record.ids)]
            self.assertFalse(self.env[record._name].with_user(self.stranger).search(domain))
            with self.assertRaises(AccessError):
                record.with_user(self.stranger).read(["id", "display_name"])

    def test_lines_of_another_contract_are_refused(self):
        other = self._other_contract()
        with self.assertRaises(ValidationError):
            self._agree(base_kind="lines", line_ids=other.line_ids.ids)
