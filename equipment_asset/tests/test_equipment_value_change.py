from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .value_common import ValueCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestEquipmentValueChange(ValueCase):
    def _change(self, kind, amount, date="2025-08-10", user=None, **vals):
        changes = self.env["equipment.value.change"].with_user(user or self.hospital_officer)
        values = {"equipment_id": self.station.id, "kind": kind, "amount": amount, "date": date}
        return changes.create(values | {"reason": "进水损坏"} | vals)

    def _approve(self, *args, **vals):
        change = self._change(*args, **vals)
        change.action_request_approval()
        change.with_user(self.manager).action_approve()
        return change

    def test_an_impairment_is_spread_over_the_months_left_from_its_month(self):
        self._book(6, 7)
        self._approve("impairment", 70000)
        self.assertEqual(self.station.net_value, 219722.22)
        run = self._book(8)
        self.assertEqual(run.total, 3138.89)
        self.assertEqual(self.station._get_book_values(run.month), (298000, 11416.67, 216583.33))

    def test_an_improvement_may_add_months(self):
        self._book(6, 7)
        self._approve("addition", 20000, added_months=12)
        self._book(8)
        line = self.station.depreciation_line_ids.sorted("month")[-1]
        self.assertEqual((line.original_value, line.life_months), (318000, 84))
        self.assertEqual(sum(self.station._get_schedule()), 31_800_000)

    def test_the_values_of_a_day_before_the_change_stay(self):
        self._book(6, 7, 8)
        self._approve("correction", -1000, date="2025-09-01")
        day = self._run("2025-07-01", unit=self.other_hospital, user=self.officer).month
        self.assertEqual(self.station._get_book_values(day), (298000, 8277.78, 289722.22))

    def test_nothing_changes_before_another_person_approved(self):
        change = self._change("impairment", 70000, user=self.manager)
        change.action_request_approval()
        self.assertEqual(self.station.net_value, 298000)
        with self.assertRaisesRegex(UserError, "another person"):
            change.action_approve()
        with self.assertRaises(UserError):
            change.amount = 1

    def test_a_booked_month_is_not_changed(self):
        self._book(6, 7, 8)
        with self.assertRaisesRegex(UserError, "2025-08"):
            self._change("impairment", 70000).action_request_approval()

    def test_no_more_is_taken_away_than_is_left(self):
        self._book(6, 7)
        with self.assertRaisesRegex(UserError, "net value"):
            self._change("impairment", 290000).action_request_approval()

    @mute_logger("odoo.sql_db")
    def test_an_impairment_is_entered_as_a_positive_amount(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._change("impairment", -1)

    def test_a_device_written_off_at_once_has_no_value_to_change(self):
        cheap = self._asset("C-1", 420)
        with self.assertRaises(ValidationError):
            self._change("impairment", 1, equipment_id=cheap.id)

    def test_an_approval_cannot_be_forged(self):
        change = self._change("impairment", 70000)
        with self.assertRaises(AccessError):
            change.write({"approval_state": "approved"})

    def test_only_the_owner_enters_changes_and_others_see_their_scope(self):
        change = self._change("impairment", 70000)
        self.assertTrue(change.with_user(self.viewer).has_access("read"))
        self.assertFalse(change.with_user(self.stranger)._filtered_access("read"))
        self.station.using_unit_id = self.clinic
        self.assertTrue(change.with_user(self.custodian)._filtered_access("read"))
        with self.assertRaises(AccessError):
            self._change("impairment", 1, user=self.custodian)
        with self.assertRaises(AccessError):
            self._change("impairment", 1, user=self.stranger)
