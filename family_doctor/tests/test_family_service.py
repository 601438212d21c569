from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.family_agreement.tests.agreement_common import draw_signature

from .duty_common import DutyCase


@freeze_time("2026-06-20 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyService(DutyCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2026-01-01 02:00:00"):
            cls.agreement = cls()._agree_on()

    def test_a_signed_record_stays_as_it_is(self):
        service = self._serve("2026-03-05")
        with self.assertRaises(UserError):
            service.content = "改"

    def test_what_the_resident_confirms_counts_once_he_has_signed(self):
        self.env.ref("family_agreement.service_item_home_visit").needs_confirmation = True
        service = self._serve("2026-03-05", "home_visit", way="2")
        self.assertEqual(len(self._units(self.agreement, "unconfirmed")), 1)
        self.assertEqual(self.agreement.units_done, 0)
        service._confirm_by_signature(draw_signature(), "")
        self.assertEqual(self.agreement.units_done, 1)

    def test_another_village_sees_none_of_it(self):
        service = self._serve("2026-03-05")
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        for record in (service, self.agreement.duty_ids):
            found = record.with_user(self.stranger)
            self.assertFalse(found.search([("id", "in", record.ids)]))
            with self.assertRaises(AccessError):
                found.read(["archive_id"])
