from datetime import date

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, LedgerCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceDuty(LedgerCase):
    """L01 from nothing to met, and claimed but not accepted."""

    def duty(self, day="2026-09-21", **vals):
        values = {"project_id": self.project.id, "date": day, "user_id": self.physician.id}
        return self.env["service.duty"].create(values | vals)

    def owed(self):
        return self._owed("duty_day", "L01", measure="rate", threshold=100, unit="percent")

    def test_workdays_are_weekdays_without_holidays_and_with_make_up_days(self):
        days = self.env["service.workday"]._get_workdays(date(2026, 9, 18), date(2026, 10, 11))
        self.assertIn(date(2026, 9, 20), days)
        self.assertIn(date(2026, 10, 10), days)
        self.assertNotIn(date(2026, 9, 19), days)
        for holiday in (date(2026, 9, 25), date(2026, 10, 1), date(2026, 10, 7)):
            self.assertNotIn(holiday, days)
        self.assertEqual(len(days), 12)

    def test_plan_has_each_workday_once_with_who_is_assigned(self):
        self.project._plan_duties()
        duties = self.env["service.duty"].search([("project_id", "=", self.project.id)])
        count = len(duties)
        self.assertEqual(min(duties.mapped("date")), date(2026, 6, 16))
        self.assertEqual(max(duties.mapped("date")), date(2026, 10, 26))
        later = duties.filtered(lambda duty: duty.date > date(2026, 9, 30))
        self.assertFalse(later.user_id)
        self.assertEqual((duties - later).user_id, self.physician)
        self.project._plan_duties()
        self.assertEqual(
            self.env["service.duty"].search_count([("project_id", "=", self.project.id)]), count
        )

    def test_day_counts_once_the_physician_came_and_went(self):
        owed = self.owed()
        duty = self.duty().with_user(self.physician)
        self.assertEqual(self._states(owed), {})
        duty.action_check(22.72, 114.25)
        self.assertEqual(self._states(owed), {"claimed": 1})
        self.assertAlmostEqual(duty.in_latitude, 22.72)
        with freeze_time("2026-09-21 09:30:00"):
            duty.action_check()
        self.assertEqual(duty.hours, 7.5)
        self.assertEqual(self._figure(owed).state, "met")
        with self.assertRaisesRegex(UserError, "ended already"):
            duty.action_check()

    def test_gap_and_leave_without_substitute_never_count(self):
        owed = self.owed()
        gap = self.duty("2026-09-17")
        leave = self.duty("2026-09-18", leave_reason="培训")
        nobody = self.duty("2026-09-16", user_id=False)
        self.assertEqual(self._states(owed), {"rejected": 3})
        self.assertIn("Nobody was there", gap.claim_note)
        self.assertIn("without a substitute", leave.claim_note)
        self.assertIn("No physician", nobody.claim_note)
        gaps = self.env["service.duty"].search([("state", "in", ("gap", "leave"))])
        self.assertEqual(gaps & (gap | leave | nobody), gap | leave | nobody)

    def test_leave_with_a_substitute_counts(self):
        owed = self.owed()
        other = self.coordinator.copy({"login": "obl_second", "name": "第二医师"})
        self.env["service.assignment"].create({"project_id": self.project.id, "user_id": other.id})
        duty = self.duty(leave_reason="培训", substitute_id=other.id)
        with self.assertRaisesRegex(UserError, "says so himself"):
            duty.with_user(self.physician).action_check()
        duty.with_user(other).action_check()
        duty.with_user(other).action_check()
        self.assertEqual(self._states(owed), {"accepted": 1})

    def test_substitute_is_assigned_and_the_reason_is_given(self):
        duty = self.duty()
        with self.assertRaisesRegex(ValidationError, "not assigned"):
            duty.write({"leave_reason": "培训", "substitute_id": self.coordinator.id})
        with self.assertRaisesRegex(ValidationError, "stands in for himself"):
            duty.write({"leave_reason": "培训", "substitute_id": self.physician.id})

    def test_nobody_comes_for_another_or_on_another_day(self):
        with self.assertRaisesRegex(UserError, "says so himself"):
            self.duty().with_user(self.coordinator).action_check()
        with self.assertRaisesRegex(UserError, "of today"):
            self.duty("2026-09-22").with_user(self.physician).action_check()
        with self.assertRaises(AccessError):
            self.duty("2026-09-23").with_user(self.coordinator).check_in = TODAY
        with self.assertRaises(AccessError):
            self.duty("2026-09-24").with_user(self.stranger).action_check()

    def test_day_that_passed_stays(self):
        with self.assertRaises(UserError):
            self.duty("2026-09-17").with_user(self.manager).unlink()
        self.duty("2026-09-22").with_user(self.manager).unlink()
