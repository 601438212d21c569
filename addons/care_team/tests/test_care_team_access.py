from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LOGS, CareCase


@tagged("post_install", "-at_install")
class TestCareTeamAccess(CareCase):
    def setUp(self):
        super().setUp()
        self.team = self._team()

    def test_a_team_is_seen_below_and_above_and_by_who_is_in_it(self):
        guest = self.env["care.practitioner"].create(
            {"user_id": self.stranger.id, "org_unit_id": self.other.id}
        )
        teams = self.env["care.team"]
        mine = [("id", "=", self.team.id)]
        for user, seen in ((self.doctor, 1), (self.manager, 1), (self.stranger, 0)):
            self.assertEqual(teams.with_user(user).search_count(mine), seen, user.login)
        self.team.sudo().member_ids = [Command.create({"practitioner_id": guest.id})]
        self.assertEqual(teams.with_user(self.stranger).search(mine), self.team)
        rows = self.team.with_user(self.stranger).member_ids
        self.assertEqual(len(rows), 3)

    def test_a_leader_keeps_the_members_of_his_own_team(self):
        new = self._practitioner(name="New doctor")
        team = self.team.with_user(self.leader)
        team.write({"member_ids": [Command.create({"practitioner_id": new.id})], "phone": "1"})
        self.assertIn(new, self.team.member_ids.practitioner_id)
        for change in ({"name": "X"}, {"leader_id": new.id}, {"load_per_doctor": 9999}):
            with self.assertRaisesRegex(AccessError, "members, the phone and the note"):
                team.write(change)

    @mute_logger(*LOGS)
    def test_a_leader_touches_no_other_team_of_his_hospital(self):
        chief = self._practitioner(name="Chief")
        other = self._team(chief, code="CARE-T2", leader_id=chief.id).with_user(self.leader)
        with self.assertRaises(AccessError):
            other.phone = "1"
        with self.assertRaises(AccessError):
            other.member_ids[0].date_to = "2030-01-01"
        with self.assertRaises(AccessError):
            row = {"team_id": other.id, "practitioner_id": self.village.id}
            other.member_ids.create(row)

    @mute_logger(*LOGS)
    def test_a_member_and_a_foreign_manager_change_nothing(self):
        for user in (self.doctor, self.foreign):
            with self.assertRaises(AccessError):
                self.team.with_user(user).phone = "1"
            with self.assertRaises(AccessError):
                self.team.member_ids.with_user(user).write({"role": "other"})

    @mute_logger(*LOGS)
    def test_nobody_links_practitioners_or_villages_of_another_hospital(self):
        guest = self.env["care.practitioner"].create(
            {"name": "Guest", "org_unit_id": self.other.id}
        )
        with self.assertRaises(AccessError):
            self.team.member_ids = [Command.create({"practitioner_id": guest.id})]
        with self.assertRaises(AccessError):
            self.team.unit_ids = [Command.link(self.other.id)]
        with self.assertRaises(AccessError):
            self.team.org_unit_id = self.other

    def test_a_client_enters_no_user_of_a_member(self):
        with self.assertRaises(AccessError):
            self.team.member_ids[0].user_id = self.manager
