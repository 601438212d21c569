from odoo.exceptions import AccessError, UserError
from odoo.fields import Date
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowupCatchup(HealthFollowupCase):
    """Friday, 2026-05-01: six residents became overdue while the doctor was away."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enrolment.next_due_date = "2026-04-30"
        cls.overdue = cls.env["health.enrolment"]
        for number in range(6):
            person = cls._resident(f"李{number}", birth_date="1970-01-01")
            archive = cls._archive(person, doctor_id=cls.doctor.id)
            enrolment = cls._enrol(archive=archive, enrolled_date="2025-01-10")
            enrolment.next_due_date = Date.add(Date.to_date("2026-03-01"), days=number)
            cls.overdue |= enrolment

    def _wizard(self, user=None, **vals):
        wizards = self.env["health.followup.catchup"].with_user(user or self.doctor)
        return wizards.create(vals)

    def test_overdue_visits_are_spread_over_working_days_and_stay_due_when_they_were(self):
        before = self.overdue.mapped("next_due_date")
        wizard = self._wizard(days=3)
        self.assertEqual(str(wizard.first_day), "2026-05-04", "Monday")
        self.assertIn("2026-05-06", wizard.summary)
        action = wizard.action_confirm()
        days = [str(day) for day in self.overdue.mapped("planned_date")]
        self.assertEqual(days, ["2026-05-04"] * 2 + ["2026-05-05"] * 2 + ["2026-05-06"] * 2)
        self.assertEqual(self.overdue.mapped("next_due_date"), before)
        self.assertEqual(set(self.overdue.mapped("due_state")), {"overdue"})
        self.assertEqual(self.overdue.search(action["domain"]), self.overdue)

    def test_weekends_are_left_out_unless_wanted(self):
        wizard = self._wizard(days=3, first_day="2026-05-08")
        self.assertIn("2026-05-12", wizard.summary)
        wizard.with_weekends = True
        self.assertIn("2026-05-10", wizard.summary)

    def test_worse_class_goes_first(self):
        bad = self.overdue[5]
        self._signed(enrolment=bad, date="2026-03-20", sbp=165, dbp=100)
        self.assertEqual(str(bad.next_due_date), "2026-04-03")
        self._wizard(days=6).action_confirm()
        self.assertEqual(str(bad.planned_date), "2026-05-04")

    def test_one_person_is_visited_for_all_programmes_on_one_day(self):
        diabetes = self._enrol("diabetes", archive=self.overdue[0].archive_id)
        diabetes.next_due_date = "2026-04-01"
        self._wizard(days=6).action_confirm()
        self.assertEqual(diabetes.planned_date, self.overdue[0].planned_date)

    def test_only_selected_residents_are_planned(self):
        action = self.overdue[:2].action_open_catchup()
        wizards = self.env[action["res_model"]].with_user(self.doctor)
        wizards.with_context(**action["context"]).create({"days": 2}).action_confirm()
        self.assertTrue(all(self.overdue[:2].mapped("planned_date")))
        self.assertFalse(any(self.overdue[2:].mapped("planned_date")))

    def test_appointments_are_withdrawn_as_if_they_had_never_been(self):
        before = self.overdue.read(["next_due_date", "due_state", "planned_date"])
        self._wizard().action_confirm()
        self.overdue.action_withdraw_appointment()
        self.assertEqual(self.overdue.read(["next_due_date", "due_state", "planned_date"]), before)

    def test_nothing_is_planned_into_the_past_or_for_nobody(self):
        with self.assertRaises(UserError):
            self._wizard(first_day="2026-04-30").action_confirm()
        with self.assertRaises(UserError):
            self._wizard(user=self.stranger).action_confirm()

    def test_colleague_of_another_village_and_reader_plan_nothing(self):
        wizard = self._wizard(user=self.stranger, doctor_id=self.doctor.id)
        self.assertFalse(wizard._propose())
        with self.assertRaises(AccessError):
            self._wizard(user=self.reader)
        with self.assertRaises(AccessError):
            self.overdue.with_user(self.reader).action_withdraw_appointment()
