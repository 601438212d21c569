from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import CareCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestCareTeam(CareCase):
    def test_a_new_team_takes_its_load_from_the_rule(self):
        self.env["care.rule"].search([("code", "=", "sign.max_per_doctor")]).value = 1500
        team = self._team()
        self.assertEqual((team.load_per_doctor, team.max_load, team.member_count), (1500, 3000, 2))

    def test_the_form_puts_the_leader_among_the_members(self):
        with Form(self.env["care.team"].with_user(self.manager)) as form:
            form.name = "Form team"
            form.code = "CARE-F"
            form.leader_id = self.head
        self.assertEqual(form.record.member_ids.practitioner_id, self.head)

    def test_a_leader_who_is_no_member_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "must be one of its current members"):
            self._team(members=self.village)
        team = self._team(code="CARE-T2")
        row = team.member_ids.filtered(lambda row: row.practitioner_id == self.head)
        with self.assertRaisesRegex(ValidationError, "must be one of its current members"):
            row.date_to = "2026-11-01"
        with self.assertRaisesRegex(ValidationError, "must be one of its current members"):
            team.member_ids = [Command.delete(row.id)]

    @mute_logger("odoo.sql_db")
    def test_a_number_is_given_once_and_no_team_ends_before_it_begins(self):
        self._team()
        with self.assertRaises(UniqueViolation):
            self._team()
        with self.assertRaises(CheckViolation):
            self._team(code="CARE-T2", date_to="2025-12-31")
