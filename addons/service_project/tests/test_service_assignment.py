from datetime import date

import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import END, TODAY, ServiceCase

TODAY_DATE = date(2026, 11, 21)


@freeze_time(TODAY)
class TestServiceAssignment(ServiceCase):
    def test_it_lasts_until_the_end_of_the_project_and_never_longer(self):
        self.assertEqual(self.assignment.date_to, END)
        for vals in ({"date_to": "2027-06-16"}, {"date_from": "2026-06-15"}):
            with self.assertRaisesRegex(ValidationError, "2026-06-16"):
                self.assignment.write(vals)

    def test_it_does_not_end_before_it_begins(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation):
            self.assignment.write({"date_from": "2026-09-02", "date_to": "2026-09-01"})
            self.assignment.flush_recordset()

    def test_the_manager_assigns_and_nobody_else(self):
        rows = self.env["service.assignment"]
        view = "service_project.service_assignment_view_form"
        with Form(rows.with_user(self.manager), view) as form:
            form.project_id = self.project
            form.user_id = self.viewer
            form.role = "coordinator"
        self.assertEqual(form.record.date_from, TODAY_DATE)
        self.assertTrue(self.viewer.is_supplier_staff)
        vals = {"project_id": self.project.id, "user_id": self.clerk.id}
        for user in (self.coordinator, self.physician, self.stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                rows.with_user(user).create(vals)
        with self.assertRaises(AccessError):
            self.assignment.with_user(self.physician).date_to = END

    def test_a_manager_of_the_centre_is_not_staff_of_its_supplier(self):
        with self.assertRaisesRegex(ValidationError, "not staff of a supplier"):
            self._assign(self.manager)

    def test_a_physician_lacks_the_scan_of_the_licence_until_it_is_there(self):
        self.assertIn("licence", self._lacks(self.assignment))
        self.assignment.with_user(self.manager)._add_evidence(
            "licence.pdf", b"%PDF-1.4 x", requirement_code="licence"
        )
        self.assertNotIn("licence", self._lacks(self.assignment))
        self.assertNotIn("licence", self._lacks(self._assign(self.viewer, role="coordinator")))

    def _lacks(self, assignment):
        return [code for code, _label in assignment._get_missing_evidence()]

    def test_nobody_is_moved_to_another_project(self):
        with self.assertRaises(AccessError):
            self.assignment.with_user(self.manager).project_id = self._project(self.centre)
