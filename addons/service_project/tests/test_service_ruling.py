import psycopg2
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from .common import TODAY, ServiceCase


@freeze_time(TODAY)
class TestServiceRuling(ServiceCase):
    def _rule(self, **vals):
        values = {
            "project_id": self.project.id,
            "clause": "L17",
            "question": "Each service or the average?",
            "ruling": "The average.",
            "decided_by_name": "邱主任",
        }
        return self.env["service.ruling"].with_user(self.manager).create(values | vals)

    def test_a_ruling_is_neither_changed_nor_deleted_by_anybody(self):
        ruling = self._rule()
        self.assertEqual(ruling.decided_by_id, self.manager)
        for user in (self.manager, self.env.ref("base.user_root")):
            with self.assertRaisesRegex(UserError, "not changed"):
                ruling.with_user(user).ruling = "Each."
        with self.assertRaisesRegex(UserError, "not deleted"):
            ruling.sudo().unlink()
        with self.assertRaises(AccessError):
            ruling.unlink()

    def test_the_only_project_that_runs_need_not_be_chosen(self):
        rulings = self.env["service.ruling"].with_user(self.manager)
        self.assertEqual(Form(rulings).project_id, self.project)
        self.project.copy({"date_start": self.project.date_start, "date": self.project.date})
        self.assertFalse(Form(rulings).project_id)

    def test_a_later_one_replaces_it_once(self):
        former = self._rule()
        action = former.action_supersede()
        rows = self.env["service.ruling"].with_user(self.manager).with_context(**action["context"])
        with Form(rows) as form:
            form.ruling = "Each service."
            form.decided_by_name = "主任办公会"
        self.assertEqual(form.record.supersedes_id, former)
        self.assertTrue(former.is_superseded)
        in_force = rows.search(
            [("is_superseded", "=", False), ("project_id", "=", self.project.id)]
        )
        self.assertEqual(in_force, form.record)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation):
            self._rule(supersedes_id=former.id)

    def test_it_replaces_an_earlier_one_of_the_same_project(self):
        former = self._rule()
        with self.assertRaises(ValidationError):
            self._rule(supersedes_id=former.id, date="2026-11-20")
        other = self._project(self.centre)
        with self.assertRaises(ValidationError):
            self._rule(supersedes_id=former.id, project_id=other.id)

    def test_the_centre_rules_and_the_others_read(self):
        ruling = self._rule()
        for user in (self.viewer, self.coordinator, self.physician):
            self.assertEqual(ruling.with_user(user).ruling, "The average.")
            with self.subTest(user.login), self.assertRaises(AccessError):
                ruling.with_user(user).copy()
        with self.assertRaises(AccessError):
            ruling.with_user(self.stranger).read(["ruling"])

    def test_nobody_rules_in_the_name_of_another_user(self):
        with self.assertRaises(AccessError):
            self._rule(decided_by_id=self.viewer.id)
