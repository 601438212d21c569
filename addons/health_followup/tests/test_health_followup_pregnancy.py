from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, freeze_time

from .followup_common import TODAY, HealthFollowupCase

# last period -> weeks, days, form, out of its window, next visit (today: 2026-05-01)
SCHEDULE = [
    ("2026-03-06", 8, 0, "1", False, "2026-06-26"),
    ("2026-01-30", 13, 0, "1", True, "2026-05-22"),
    ("2026-01-09", 16, 0, "2", False, "2026-06-05"),
    ("2025-10-17", 28, 0, "4", False, "2026-07-03"),
    ("2025-08-15", 37, 0, "5", False, "2026-05-22"),
]


@freeze_time(TODAY)
class TestHealthFollowupPregnancy(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.programme = cls.env.ref("health_followup.programme_pregnancy")
        cls.mother = cls._mother()

    @classmethod
    def _mother(cls):
        woman = cls._resident("李花", birth_date="1998-01-01", sex="2")
        enrolments = cls.env["health.enrolment"].with_user(cls.doctor)
        return enrolments.create(
            {
                "archive_id": cls._archive(woman).id,
                "programme_id": cls.programme.id,
                "enrolled_date": "2025-09-01",
            }
        )

    def _check(self, enrolment=None, period="2026-03-06", **vals):
        boxes = {
            "htn_symptom_ids": [],
            "sbp": 110,
            "dbp": 70,
            "preg_period_date": period,
            "preg_class_id": self._code("preg_class", "1").id,
        }
        return self._visit(enrolment=enrolment or self.mother, **boxes | vals)

    def test_week_of_pregnancy_chooses_the_form_and_the_next_check(self):
        for period, weeks, days, code, out_of_window, next_date in SCHEDULE:
            with self.subTest(period):
                check = self._check(self._mother(), period)
                self.assertEqual((check.preg_weeks, check.preg_days), (weeks, days))
                self.assertEqual(check.form_code, code)
                self.assertEqual(check.is_out_of_window, out_of_window)
                self.assertEqual(str(check.next_date), next_date)

    def test_expected_delivery_follows_from_the_period_and_stays_with_the_programme(self):
        check = self._check()
        self.assertEqual(str(check.preg_due_date), "2026-12-13")
        self.assertEqual(str(self.mother.preg_due_date), "2026-12-13")
        again = self._visit(enrolment=self.mother, date="2026-04-30", htn_symptom_ids=[])
        self.assertEqual(str(again.preg_period_date), "2026-03-06")

    def test_ultrasound_day_is_kept(self):
        check = self._check(preg_due_date="2026-12-20")
        self.assertEqual(str(check.preg_due_date), "2026-12-20")

    def test_unknown_period_is_counted_back_from_the_expected_delivery(self):
        check = self._check(period=False, preg_due_date="2026-12-11")
        self.assertEqual((check.preg_weeks, check.preg_days), (8, 0))

    def test_typing_the_period_shows_the_expected_delivery(self):
        form = self.env.ref("health_followup.health_followup_view_form_pregnancy")
        followups = self.env["health.followup"].with_user(self.doctor)
        followups = followups.with_context(default_enrolment_id=self.mother.id)
        with Form(followups, view=form) as visit:
            visit.preg_period_date = "2026-03-06"
            self.assertEqual(str(visit.preg_due_date), "2026-12-13")
            self.assertEqual(visit.form_id.code, "1")

    def test_abnormal_is_referred_and_checked_in_two_weeks(self):
        check = self._check(preg_class_id=self._code("preg_class", "2").id)
        check.action_sign()
        self.assertEqual(len(check.referral_ids), 1)
        self.assertEqual(str(check.next_date), "2026-05-15")

    def test_high_pressure_in_pregnancy_is_urgent(self):
        self.assertTrue(self._check(sbp=140).is_urgent)
        self.assertFalse(self._check(self._mother(), sbp=139, dbp=89).is_urgent)

    def test_after_delivery_come_the_visit_and_the_check_of_42_days(self):
        delivered = {"preg_delivery_date": "2026-04-26", "preg_discharge_date": "2026-04-28"}
        check = self._check(period="2025-07-20", **delivered)
        self.assertEqual(check.form_code, "home")
        self.assertFalse(check.is_out_of_window)
        self.assertEqual(str(check.next_date), "2026-06-07")
        check.action_sign()
        with freeze_time("2026-06-08"):
            last = self._check(date="2026-06-08", period="2025-07-20", preg_class_id=False)
            self.assertEqual(last.form_code, "42")
            with self.assertRaises(UserError):
                last.action_sign()
            last.write(
                {
                    "preg_recovery_id": self._code("preg_recovery", "1").id,
                    "preg_outcome_id": self._code("preg_outcome", "1").id,
                }
            )
            last.action_sign()
        self.assertFalse(last.next_date)

    def test_impossible_days_are_refused_and_explained(self):
        for vals in (
            {"period": "2025-06-01"},
            {"period": "2026-05-02"},
            {"period": "2026-03-06", "preg_delivery_date": "2026-04-26"},
            {
                "period": "2025-07-20", "preg_delivery_date": "2026-04-26",
                "preg_discharge_date": "2026-04-25",
            },
        ):  # fmt: skip
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._check(**vals)

    def test_men_are_not_enrolled(self):
        with self.assertRaises(ValidationError):
            self.env["health.enrolment"].with_user(self.doctor).create(
                {"archive_id": self.archive.id, "programme_id": self.programme.id}
            )

    def test_doctor_outside_the_sensitive_group_sees_no_hiv_test(self):
        form = self.env.ref("health_followup.health_followup_view_form_pregnancy")
        followups = self.env["health.followup"]
        hidden = followups.with_user(self.doctor).get_view(form.id, "form")["arch"]
        shown = followups.with_user(self.sensitive).get_view(form.id, "form")["arch"]
        self.assertNotIn("preg_hiv", hidden)
        self.assertIn("preg_hiv", shown)

    def test_urged_visit_needs_no_assessment(self):
        check = self._check(period="2026-01-09", preg_is_urged=True, preg_class_id=False)
        check.action_sign()
        self.assertEqual(check.seal_state, "sealed")

    def test_paper_shows_the_pregnancy_but_no_hiv_test_to_a_village_doctor(self):
        visit = self._check()
        visit.sudo().preg_hiv = "1"
        reports = self.env["report.health_followup.report_health_followup"]
        labels = {
            user: [
                row.label
                for row in reports.with_user(user)._get_report_values(visit.ids)["pages"][0].rows
            ]
            for user in (self.doctor, self.sensitive)
        }
        self.assertNotIn("HIV", labels[self.doctor])
        self.assertIn("HIV", labels[self.sensitive])
