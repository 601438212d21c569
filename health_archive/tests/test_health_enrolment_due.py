from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.tests import freeze_time

from .enrolment_common import HealthEnrolmentCase

STATES = ("planned", "due", "overdue", "done", "lost", "closed")


class TestHealthEnrolmentDue(HealthEnrolmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-06-15"):
            cls.enrolment = cls._enrol()

    @freeze_time("2026-06-15")
    def test_window_opens_7_days_before_and_ends_14_days_after(self):
        for day, state in (
            ("2026-06-23", "planned"),
            ("2026-06-22", "due"),
            ("2026-06-15", "due"),
            ("2026-06-01", "due"),
            ("2026-05-31", "overdue"),
        ):
            with self.subTest(day):
                self.enrolment.next_due_date = day
                self.assertEqual(self.enrolment.due_state, state)

    @settings(max_examples=60, deadline=None)
    @given(
        offset=st.one_of(st.none(), st.integers(-60, 60)),
        state=st.sampled_from(["open", "lost", "closed"]),
    )
    def test_everyone_is_in_exactly_one_due_state_and_found_by_it(self, offset, state):
        with freeze_time("2026-06-15"):
            due = False if offset is None else date(2026, 6, 15) + timedelta(days=offset)
            self.enrolment._write_server({"state": state, "next_due_date": due})
            self.assertIn(self.enrolment.due_state, STATES)
            for searched in STATES:
                found = self.enrolment.search(
                    [("due_state", "=", searched), ("id", "=", self.enrolment.id)]
                )
                self.assertEqual(bool(found), searched == self.enrolment.due_state, searched)

    @freeze_time("2026-06-15")
    def test_window_follows_the_rule(self):
        rule = self.env.ref("health_archive.rule_due_days_before")
        self.enrolment.next_due_date = "2026-06-25"
        self.assertEqual(self.enrolment.due_state, "planned")
        rule.value = 10
        self.enrolment.invalidate_recordset(["due_state", "window_start"])
        self.assertEqual(self.enrolment.due_state, "due")
        self.assertEqual(str(self.enrolment.window_start), "2026-06-15")

    def test_next_service_that_was_entered_is_kept(self):
        self.enrolment.next_due_date = "2026-07-01"
        self.enrolment.enrolled_date = "2026-01-01"
        self.env.flush_all()
        self.assertEqual(str(self.enrolment.next_due_date), "2026-07-01")

    @freeze_time("2026-06-15")
    def test_yearly_evaluation_is_that_of_this_year(self):
        for day, done in (("2025-12-31", False), ("2026-01-01", True), (False, False)):
            with self.subTest(day):
                self.enrolment.last_evaluation_date = day
                self.assertEqual(self.enrolment.evaluated_this_year, done)
                found = self.enrolment.search([("evaluated_this_year", "=", done)])
                self.assertIn(self.enrolment, found)

    def test_lists_take_few_queries_however_long(self):
        enrolments = self.env["health.enrolment"].with_user(self.hospital_doctor)
        archives = self.env["health.archive"].with_user(self.doctor)
        persons = [self._resident(f"老人{i}", birth_date="1950-01-01") for i in range(80)]
        archives._import_create([{"partner_id": person.id} for person in persons])
        spec = {
            name: {} for name in ("name", "age", "phone", "next_due_date", "due_state", "state")
        } | {"programme_id": {"fields": {"display_name": {}}}}

        def read(limit):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            rows = enrolments.web_search_read([("state", "=", "open")], spec, limit=limit)
            self.assertEqual(len(rows["records"]), limit)
            return self.cr.sql_log_count - before

        read(80)
        self.assertLessEqual(read(80), read(10) + 1)
