from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import CareCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestCareTeamMember(CareCase):
    def setUp(self):
        super().setUp()
        self.team = self._team()
        self.row = self.team.member_ids.filtered(lambda row: row.practitioner_id == self.village)

    def test_role_and_right_to_sign_come_from_the_licence(self):
        nurse = self._practitioner(name="Nurse", licence_kind_id=self.nurse.id)
        self.team.member_ids = [Command.create({"practitioner_id": nurse.id})]
        row = self.team.member_ids.filtered(lambda row: row.practitioner_id == nurse)
        self.assertEqual((row.role, row.may_sign), ("nurse", False))
        self.assertEqual((self.row.role, self.row.may_sign), ("gp", True))
        with self.assertRaisesRegex(ValidationError, "doesn't allow signing"):
            row.may_sign = True

    def test_a_changed_licence_takes_the_right_away(self):
        self.village.licence_kind_id = self.nurse
        self.assertFalse(self.row.may_sign)

    @mute_logger("odoo.sql_db")
    def test_nobody_is_in_a_team_twice_at_a_time(self):
        again = {"practitioner_id": self.village.id}
        with self.assertRaises(UniqueViolation):
            self.team.member_ids = [Command.create(again)]
        self.row.date_to = "2026-06-30"
        with self.assertRaisesRegex(ValidationError, "at that time"):
            self.team.member_ids = [Command.create({**again, "date_from": "2026-06-30"})]

    def test_somebody_comes_back_after_a_pause(self):
        self.row.date_to = "2026-06-30"
        again = {"practitioner_id": self.village.id, "date_from": "2026-07-01"}
        self.team.member_ids = [Command.create(again)]
        self.assertEqual(len(self.team.member_ids), 3)

    @mute_logger("odoo.sql_db")
    def test_nobody_leaves_before_joining(self):
        with self.assertRaises(CheckViolation):
            self.row.date_to = "2025-12-31"
            self.row.flush_recordset()
