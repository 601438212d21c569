from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import END, START, TODAY, ServiceCase


@freeze_time(TODAY)
class TestProjectProject(ServiceCase):
    def test_a_service_project_needs_its_centre_and_its_period(self):
        for name in ("service_unit_id", "date"):
            with self.subTest(name), mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                with self.assertRaises(psycopg2.errors.CheckViolation):
                    self._project(self.centre, **{name: False}).flush_recordset()

    def test_every_internal_role_of_the_centre_may_see_it(self):
        self.assertEqual(self.project.privacy_visibility, "employees")

    def test_what_its_messages_ask_for_is_readable(self):
        for user in (self.viewer, self.physician, self.manager):
            self.assertFalse(self.project.with_user(user).collaborator_ids)

    def test_the_hand_over_takes_the_days_of_the_rule(self):
        self.assertEqual(self.project.evaluation_days, 30)

    def test_a_copy_is_the_project_of_the_next_year(self):
        self._member()
        self.env["service.qualification"].create(
            {"project_id": self.project.id, "name": "licence", "condition": "is licensed"}
        )
        following = self.project.with_user(self.manager).copy()
        self.assertEqual(
            (following.date_start, following.date), (date(2027, 6, 16), date(2028, 6, 15))
        )
        self.assertEqual(following.qualification_ids.mapped("name"), ["licence"])
        self.assertFalse(following.member_ids)
        self.assertFalse(following.assignment_ids)

    def test_only_a_manager_copies_and_for_the_own_centre(self):
        for user in (self.coordinator, self.viewer, self.stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.project.with_user(user).copy()
        with self.assertRaises(AccessError):
            self.project.with_user(self.manager).copy({"service_unit_id": self.other_centre.id})

    def test_a_copy_of_an_odd_period_has_as_many_days(self):
        project = self._project(self.centre, date_start="2026-01-10", date="2026-02-03")
        following = project.copy()
        self.assertEqual(
            (following.date_start, following.date), (date(2026, 2, 4), date(2026, 2, 28))
        )

    def test_the_screen_says_how_much_of_the_period_has_run(self):
        project = self.project.with_user(self.viewer)
        self.assertEqual(project.service_phase, "running")
        self.assertEqual((project.service_days_run, project.service_days), (159, 365))
        self.assertEqual(project.service_progress, 43)

    def test_phases_are_searched_as_they_are_shown(self):
        projects = self.env["project.project"].with_user(self.viewer)
        for day, phase in (
            ("2026-06-15", "planned"),
            ("2027-06-15", "running"),
            ("2027-06-16", "ended"),
        ):
            with self.subTest(day), freeze_time(day):
                self.project.invalidate_recordset()
                self.assertEqual(self.project.service_phase, phase)
                found = projects.search([("service_phase", "=", phase)])
                self.assertIn(self.project, found)
                self.assertNotIn(self.project, projects.search([("service_phase", "!=", phase)]))

    def test_figures_are_cut_off_within_the_period(self):
        for day, expected in (
            (date(2026, 1, 1), START), (date(2026, 12, 1), date(2026, 12, 1)), (date(2028, 1, 1), END),
        ):  # fmt: skip
            self.assertEqual(self.project._get_cut_off(day), expected)

    def test_the_manager_fills_in_the_form(self):
        projects = self.env["project.project"].with_user(self.manager)
        view = "service_project.project_project_view_form_service"
        with Form(projects.with_context(default_is_service=True), view) as form:
            self.assertEqual(form.service_unit_id, self.centre)
            form.name = "2027 年度"
            form.date_start = "2027-06-16"
            form.date = "2028-06-15"
            form.lump_sum = 300000
        project = form.record
        self.assertTrue(project.is_service)
        self.assertEqual(project.get_formview_id(), self.env.ref(view).id)

    def test_the_list_of_projects_counts_rosters_at_once(self):
        projects = self.project | self._project(self.centre) | self._project(self.centre)
        self._member()
        projects = projects.with_user(self.viewer)
        fields = ["roster_count", "priority_count", "assignment_count", "service_phase"]
        projects.read(fields)
        self.env.invalidate_all()
        with self.assertQueryCount(6):
            counts = [row["roster_count"] for row in projects.read(fields)]
        self.assertEqual(counts, [1, 0, 0])
