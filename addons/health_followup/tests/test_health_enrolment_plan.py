from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError
from odoo.fields import Date
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

STATES = ("planned", "due", "overdue", "done", "lost", "closed")
NOW = date.fromisoformat(TODAY)


@freeze_time(TODAY)
class TestHealthEnrolmentPlan(HealthFollowupCase):
    def _in_state(self, state):
        return self.env["health.enrolment"].search_count(
            [("id", "=", self.enrolment.id), ("due_state", "=", state)]
        )

    @settings(max_examples=60, deadline=None, derandomize=True)
    @given(
        state=st.sampled_from(["open", "lost", "closed"]),
        days=st.none() | st.integers(-400, 400),
        is_planned=st.booleans(),
    )
    def _check_one_state(self, state, days, is_planned):
        due = days is not None and NOW + timedelta(days=days)
        planned = is_planned and NOW
        vals = {"state": state, "next_due_date": due, "planned_date": planned}
        self.enrolment.sudo()._write_server(vals)
        found = [name for name in STATES if self._in_state(name)]
        self.assertEqual(found, [self.enrolment.due_state])

    def test_every_enrolment_is_in_exactly_one_state(self):
        self._check_one_state()

    def test_states_turn_with_the_days_around_the_due_day(self):
        for due, state in (
            ("2026-05-09", "planned"),
            ("2026-05-08", "due"),
            ("2026-04-17", "due"),
            ("2026-04-16", "overdue"),
            (False, "done"),
        ):
            with self.subTest(due):
                self.enrolment.next_due_date = due
                self.assertEqual(self.enrolment.due_state, state)

    def test_signed_visit_tells_the_list_what_was_found_and_ends_the_appointment(self):
        self.enrolment.planned_date = "2026-05-04"
        self._signed(sbp=165, dbp=100)
        self.assertFalse(self.enrolment.planned_date)
        self.assertEqual(str(self.enrolment.last_visit_date), TODAY)
        self.assertEqual(self.enrolment.last_class_id.code, "2")
        self.assertEqual(self.enrolment.last_text, "165/100 mmHg")
        self.enrolment.next_due_date = "2026-04-20"
        self.assertEqual(self.enrolment.days_overdue, 11)

    def test_call_without_numbers_leaves_the_class_that_was_found_last(self):
        self._signed(date="2026-03-01", sbp=165, dbp=100)
        self._signed(way="3", sbp=0, dbp=0)
        self.assertEqual(self.enrolment.last_class_id.code, "2")

    def test_what_was_found_last_is_entered_by_nobody(self):
        for vals in ({"last_visit_date": TODAY}, {"last_class_id": False}):
            with self.assertRaises(AccessError):
                self.enrolment.write(vals)

    def test_who_is_behind_is_found_by_year_rows_as_long_as_he_is_followed_up(self):
        enrolments = self.env["health.enrolment"].with_user(self.doctor)
        behind = [("id", "=", self.enrolment.id), ("is_behind", "=", True)]
        self.env["health.followup.year"]._tally(self.enrolment)
        self.assertTrue(enrolments.search(behind))
        self.assertTrue(self.enrolment.is_behind)
        self._signed(date="2026-02-01")
        self.enrolment.invalidate_recordset(["is_behind"])
        self.assertFalse(self.enrolment.is_behind)
        self.assertFalse(enrolments.search(behind))

    def test_stricter_rule_moves_the_day_forward_and_a_laxer_one_leaves_it(self):
        self._signed()
        rule = self.env["health.rule"].search([("code", "=", "interval_hypertension")])
        manager = self.enrolment.with_user(self.manager)
        for value, due in ((60, "2026-06-30"), (90, "2026-07-30"), (120, "2026-07-30")):
            with self.subTest(value):
                rule.value = value
                manager.action_reschedule_all()
                self.assertEqual(str(self.enrolment.next_due_date), due)

    def test_schedule_that_is_done_stays_done_when_the_day_of_enrolment_is_corrected(self):
        self.enrolment._as_server().write({"next_due_date": False, "last_visit_date": TODAY})
        self.enrolment.enrolled_date = "2025-02-10"
        self.assertEqual((self.enrolment.next_due_date, self.enrolment.due_state), (False, "done"))

    def test_day_that_was_overruled_with_a_reason_stays(self):
        visit = self._visit()
        visit.write({"next_date": "2026-09-01", "overrule_reason": "外出务工，九月返乡"})
        visit.action_sign()
        self.enrolment._reschedule()
        self.assertEqual(str(self.enrolment.next_due_date), "2026-09-01")

    def test_all_are_scheduled_anew_by_the_health_office_only(self):
        for user in (self.doctor, self.hospital_doctor):
            with self.assertRaises(AccessError):
                self.enrolment.with_user(user).action_reschedule_all()

    def test_list_of_who_is_due_takes_the_same_queries_for_many(self):
        names = ["name", "phone", "region_id", "last_text", "last_class_id", "due_state"]
        enrolments = self.env["health.enrolment"].with_user(self.doctor)
        for number in range(5):
            person = self._resident(f"王{number}", birth_date="1980-01-01")
            enrolment = self._enrol(archive=self._archive(person), enrolled_date="2026-01-10")
            self._signed(enrolment=enrolment, date="2026-02-01")
        domain = [("state", "=", "open"), ("doctor_id", "in", [False, self.doctor.id])]

        def count(limit):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            enrolments.search(domain, limit=limit).read(names)
            return self.env.cr.sql_log_count - before

        count(1)
        self.assertLessEqual(count(6), count(2) + 1)

    def test_resident_due_in_two_programmes_is_visited_for_one_after_the_other(self):
        self.enrolment.next_due_date = "2026-05-01"
        diabetes = self._enrol("diabetes", enrolled_date="2026-01-10")
        diabetes.next_due_date = "2026-04-20"
        action = self.archive.action_follow_up()
        self.assertEqual(action["context"]["default_enrolment_id"], diabetes.id)
        self.assertTrue(action["context"]["follow_up_in_turn"])
        visit = self._visit(weight=70, height=170)
        self.assertFalse(visit.other_due_text)
        next_action = visit.with_context(follow_up_in_turn=True).action_sign()
        self.assertEqual(next_action["context"]["default_enrolment_id"], diabetes.id)
        self.assertEqual(next_action["context"]["default_date"], visit.date)
        self.assertIn(diabetes.programme_id.name, visit.other_due_text)

    def test_signing_alone_offers_the_next_programme_and_begins_none(self):
        diabetes = self._enrol("diabetes", enrolled_date="2026-01-10")
        diabetes.next_due_date = "2026-05-08"
        visit = self._visit()
        self.assertFalse(visit.action_sign())
        self.assertEqual(visit.other_due_text, diabetes.programme_id.name)
        diabetes.next_due_date = "2026-05-09"
        visit.invalidate_recordset(["other_due_text"])
        self.assertFalse(visit.other_due_text)
        self.assertFalse(visit.action_follow_up_next())

    def test_general_doctor_is_offered_no_sensitive_programme(self):
        mental = self._enrol_sensitive("mental", enrolled_date="2025-01-10")
        mental.next_due_date = TODAY
        visit = self._signed()
        self.assertFalse(visit.other_due_text)
        self.assertEqual(visit.with_user(self.sensitive)._get_other_due(), [mental])

    def test_lost_resident_who_is_visited_is_found_again(self):
        self.enrolment._lose(Date.to_date("2026-04-20"), "外出")
        self.assertEqual(self.enrolment.due_state, "lost")
        self._signed()
        self.assertEqual(self.enrolment.state, "open")
