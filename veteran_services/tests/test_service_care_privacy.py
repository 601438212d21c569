from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .common import TODAY, ServiceCareCase

NEXT_DAY = "2027-06-15 16:00:00"  # midnight in China, after the last day


@freeze_time(TODAY)
class TestServiceCarePrivacy(ServiceCareCase):
    def setUp(self):
        super().setUp()
        self._consent(self._build())
        self.care = self.env["service.care"].search([("member_id", "=", self.member.id)])

    def test_coordinators_see_that_it_counts_and_nothing_of_the_health_side(self):
        for user in (self.coordinator, self.service_manager):
            claim = self._claim("L04", user)
            self.assertEqual(claim.state, "accepted")
            with self.subTest(user.login):
                self.assertFalse(claim.res_name)
                for path in (
                    claim.action_open_record,
                    lambda user=user: self.env["service.care"].with_user(user).search([]),
                    lambda user=user: self.care.with_user(user).read(["contact_due"]),
                    lambda user=user: self.care.with_user(user).export_data(["surveyed_date"]),
                    lambda user=user: self.care.with_user(user).action_open_archive(),
                ):
                    with self.assertRaises(AccessError):
                        path()

    def test_the_physician_sees_it_until_the_last_day(self):
        mine = self.env["service.care"].with_user(self.physician)
        self.assertEqual(mine.search([]), self.care)
        self.assertTrue(self.care.with_user(self.physician).has_consent)
        with freeze_time("2027-06-15 15:59:00"):
            self.assertEqual(mine.search([]), self.care)
        with freeze_time(NEXT_DAY):
            self.assertFalse(mine.search([]))
            with self.assertRaises(AccessError):
                self.care.with_user(self.physician).read(["contact_due"])

    def test_nobody_writes_these_rows(self):
        with self.assertRaises(AccessError):
            self.care.with_user(self.physician).write({"member_id": self.member.id})

    def test_a_doctor_without_a_service_role_sees_no_roster(self):
        self.assertFalse(self.env["service.care"].with_user(self.doctor).search([]))
