from datetime import date

from odoo.tests import freeze_time, tagged

from .common import CareCase

DAY = date(2026, 11, 2)


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestCareTeamTerm(CareCase):
    def setUp(self):
        super().setUp()
        self.team = self._team()
        self.row = self.team.member_ids.filtered(lambda row: row.practitioner_id == self.village)

    def _signers(self, day):
        return self.team._get_signers(day)

    def test_those_sign_who_are_in_the_team_on_that_day(self):
        self.row.date_to = DAY
        self.assertEqual(self._signers(DAY), self.head | self.village)
        self.assertEqual(self._signers("2026-11-03"), self.head)
        self.assertFalse(self._signers("2025-12-31"))

    def test_neither_after_the_licence_nor_without_the_mark_nor_after_the_team(self):
        self.head.licence_until = date(2026, 11, 1)
        self.row.may_sign = False
        self.assertFalse(self._signers(DAY))
        self.row.may_sign = True
        self.team.date_to = DAY
        self.assertEqual(self._signers(DAY), self.village)
        self.assertFalse(self._signers("2026-11-03"))

    def test_a_users_team_is_first_the_one_he_leads(self):
        chief = self._practitioner(name="Chief")
        second = self._team(chief | self.head, code="CARE-T0", leader_id=chief.id)
        teams = self.env["care.team"]
        self.assertEqual(teams._get_team_of_user(self.leader, DAY), self.team)
        self.assertEqual(self.leader.care_team_ids, self.team | second)
        self.assertEqual(self.leader.practitioner_id, self.head)
        self.assertFalse(teams._get_team_of_user(self.manager, DAY))
        self.row.date_to = "2026-11-01"
        self.doctor.invalidate_recordset()
        self.assertFalse(teams._get_team_of_user(self.doctor, DAY))
        self.assertFalse(self.doctor.care_team_ids)

    def test_a_member_asks_with_his_own_rights(self):
        team = self.team.with_user(self.doctor)
        self.assertEqual(team._get_signers(DAY), self.head | self.village)
        own = self.env["care.team"].with_user(self.doctor)._get_team_of_user(self.doctor, DAY)
        self.assertEqual((own, own.env.su), (self.team, False))
