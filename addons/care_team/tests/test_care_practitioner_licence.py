from datetime import date

from odoo.tests import freeze_time, tagged

from .common import CareCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestCarePractitionerLicence(CareCase):
    def test_a_licence_is_good_to_its_last_day(self):
        self.head.licence_until = date(2026, 11, 2)
        self.assertTrue(self.head._may_sign(date(2026, 11, 2)))
        self.assertFalse(self.head._may_sign(date(2026, 11, 3)))
        self.head.licence_until = False
        self.assertTrue(self.head._may_sign(date(2099, 1, 1)))

    def test_a_nurse_and_somebody_archived_sign_nothing(self):
        self.village.licence_kind_id = self.nurse
        self.head.active = False
        self.assertFalse((self.head | self.village)._may_sign(date(2026, 11, 2)))

    def test_the_end_of_a_licence_is_announced_once_to_its_owner(self):
        self.head.licence_until = date(2027, 1, 1)
        self.village.licence_until = date(2027, 1, 2)
        nobody = self._practitioner(name="Without login", licence_until="2026-10-01")
        self.env["care.practitioner"]._cron_announce_licences()
        self.env["care.practitioner"]._cron_announce_licences()
        self.assertEqual(self.head.activity_ids.mapped("user_id"), self.leader)
        self.assertEqual(self.head.activity_ids.date_deadline, date(2027, 1, 1))
        self.assertFalse(self.village.activity_ids)
        self.assertEqual(nobody.activity_ids.user_id, self.manager)
