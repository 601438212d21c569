import base64
from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import HttpCase, tagged

from ..tools import service_today
from .common import TODAY, ServiceCase

LAST_MINUTE = "2027-06-15 15:59:00"  # one minute to midnight in China
NEXT_DAY = "2027-06-15 16:00:00"
SCAN = b"%PDF-1.4 licence of the physician"


@tagged("post_install", "-at_install")
class TestResUsers(ServiceCase):
    """Who sees a service project, on which day."""

    def setUp(self):
        super().setUp()
        self.person = self._person("韦样七")
        self.member = self._member(self.person)

    def _seen(self, user):
        """What the user finds of this project, by model."""
        env = self.env(user=user)
        found = {
            "project.project": env["project.project"].search([("id", "=", self.project.id)]),
            "service.member": env["service.member"].search([]),
            "res.partner": env["res.partner"].search([("id", "=", self.person.id)]),
            "service.assignment": env["service.assignment"].search([]),
        }
        return {name for name, records in found.items() if records}

    def test_staff_of_a_supplier_sees_everything_on_the_last_day_and_nothing_the_day_after(self):
        with freeze_time(LAST_MINUTE):
            self.assertEqual(len(self._seen(self.physician)), 4)
        # nothing is done in between: the clock alone takes the rights away
        with freeze_time(NEXT_DAY):
            self.assertFalse(self._seen(self.physician))
        with freeze_time("2026-06-15 15:59:00"):
            self.assertFalse(self._seen(self.physician))

    def test_known_ids_open_nothing_the_day_after(self):
        paths = [
            lambda r: r.read(["display_name"]),
            lambda r: r.export_data(["display_name"]),
            lambda r: r.web_read({"display_name": {}}),
            lambda r: r.check_access("read"),
        ]
        for record in (self.member, self.person, self.project, self.assignment):
            for number, path in enumerate(paths):
                own = record.with_user(self.physician)
                with self.subTest(model=record._name, path=number):
                    with freeze_time(LAST_MINUTE):
                        path(own)
                    self.env.invalidate_all()
                    with freeze_time(NEXT_DAY), self.assertRaises(AccessError):
                        path(own)

    def test_evidence_is_closed_with_its_record(self):
        item = self.assignment._add_evidence("licence.pdf", SCAN)
        files = item.attachment_id.with_user(self.physician)
        with freeze_time(LAST_MINUTE):
            self.assertEqual(
                item.with_user(self.physician).read(["name"])[0]["name"], "licence.pdf"
            )
            self.assertEqual(base64.b64decode(files.datas), SCAN)
        self.env.invalidate_all()
        with freeze_time(NEXT_DAY):
            for record in (item.with_user(self.physician), files):
                with self.assertRaises(AccessError):
                    record.read(["name"])

    def test_an_assignment_ends_with_its_project_even_if_that_was_shortened(self):
        self.project.date = "2026-11-20"
        with freeze_time(TODAY):
            self.assertFalse(self._seen(self.physician))

    def test_the_health_scope_of_staff_ends_as_well(self):
        self.physician.group_ids = [Command.link(self.env.ref("resident.group_village_doctor").id)]
        with freeze_time(LAST_MINUTE):
            self.assertEqual(self.physician._get_resident_unit_ids(), self.centre.ids)
        with freeze_time(NEXT_DAY):
            self.assertFalse(self.physician._get_resident_unit_ids())
            self.assertFalse(self.physician._get_org_unit_ids())

    @freeze_time(TODAY)
    def test_staff_sees_the_project_of_the_assignment_and_no_other_of_the_centre(self):
        other = self._project(self.centre)
        projects = self.env["project.project"].with_user(self.physician)
        self.assertEqual(projects.search([("is_service", "=", True)]), self.project)
        self.assertIn(other, projects.with_user(self.viewer).search([("is_service", "=", True)]))

    @freeze_time(TODAY)
    def test_changed_dates_work_at_once(self):
        self.assignment.with_user(self.manager).date_to = "2026-11-20"
        self.assertFalse(self._seen(self.physician))
        self.assignment.with_user(self.manager).date_to = "2026-11-21"
        self.assertTrue(self._seen(self.physician))

    @freeze_time(TODAY)
    def test_who_was_staff_once_never_becomes_staff_of_the_centre(self):
        self.assignment.unlink()
        self.assertTrue(self.physician.is_supplier_staff)
        self.assertFalse(self._seen(self.physician))
        for user in (self.physician, self.manager):
            with self.assertRaises(AccessError):
                self.physician.with_user(user).is_supplier_staff = False

    @freeze_time(TODAY)
    def test_another_centre_and_project_managers_see_no_service_project(self):
        for user in (self.stranger, self.clerk):
            with self.subTest(user=user.login):
                projects = self.env["project.project"].with_user(user)
                self.assertNotIn(self.project, projects.search([]))
                with self.assertRaises(AccessError):
                    self.project.with_user(user).read(["name"])
        task = self.env["project.task"].create({"name": "t", "project_id": self.project.id})
        self.assertFalse(
            self.env["project.task"].with_user(self.clerk).search([("id", "=", task.id)])
        )

    @freeze_time(TODAY)
    def test_a_manager_makes_a_project_for_the_own_centre_only(self):
        projects = self.env["project.project"].with_user(self.manager)
        vals = {"name": "x", "is_service": True, "date_start": "2027-01-01", "date": "2027-12-31"}
        made = projects.create(vals | {"service_unit_id": self.centre.id})
        self.assertIn(made, projects.search([("is_service", "=", True)]))
        with self.assertRaises(AccessError):
            projects.create(vals | {"service_unit_id": self.other_centre.id})
        with self.assertRaises(AccessError):
            made.service_unit_id = self.other_centre


@tagged("post_install", "-at_install")
class TestResUsersHttp(HttpCase, ServiceCase):
    def test_a_file_of_the_assignment_is_downloaded_within_the_dates_only(self):
        item = self.assignment._add_evidence("licence.pdf", SCAN)
        self.authenticate(self.physician.login, self.physician.login.ljust(8, "x"))
        url = f"/web/content/{item.attachment_id.id}"
        today = service_today()
        self.project.write({"date_start": today, "date": today})
        self.assignment.write({"date_from": today, "date_to": today})
        self.assertIn(SCAN, self.url_open(url).content)
        yesterday = today - timedelta(days=1)
        self.project.date_start = yesterday
        self.assignment.write({"date_from": yesterday, "date_to": yesterday})
        self.assertNotIn(SCAN, self.url_open(url).content)
