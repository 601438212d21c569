from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .agreement_common import AgreementCase


@tagged("post_install", "-at_install")
@freeze_time("2026-03-02 02:00:00")
class TestFamilyAgreementHousehold(AgreementCase):
    def setUp(self):
        super().setUp()
        self.wife = self._new_archive("妻子")
        self.home = self.env["resident.household"].create({"org_unit_id": self.clinic.id})
        (self.resident | self.wife.partner_id).household_id = self.home

    def _found(self, agreement):
        action = agreement.action_open_household()
        return self.env[action["res_model"]].with_user(agreement.env.user).search(action["domain"])

    def test_the_button_counts_what_its_list_shows(self):
        mine, hers = self._agree(), self._draft(archive=self.wife)
        self._agree(archive=self._new_archive("邻居"))
        agreement = mine.with_user(self.signer)
        self.assertEqual(self._found(agreement), mine | hers)
        self.assertEqual(agreement.household_count, 2)
        hers._void("写错了")
        agreement.invalidate_recordset()
        self.assertEqual((self._found(agreement), agreement.household_count), (mine, 1))

    def test_who_lives_alone_has_no_household(self):
        agreement = self._agree(archive=self._new_archive("邻居")).with_user(self.signer)
        self.assertFalse(agreement.household_id)
        self.assertFalse(agreement.household_count)

    def test_members_in_another_village_stay_hidden(self):
        mine = self._agree()
        self._agree(archive=self.wife)
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        with self.assertRaises(AccessError):
            mine.with_user(self.stranger).action_open_household()
