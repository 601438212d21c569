from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthReferral(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._signed(date="2026-04-10", sbp=165, dbp=100)
        cls.followup = cls._signed(sbp=160, dbp=95)
        cls.referral = cls.followup.referral_ids

    def test_second_uncontrolled_visit_proposes_a_referral(self):
        self.assertEqual(self.referral.reason_id.code, "1")
        self.assertFalse(self.referral.is_urgent)
        self.assertEqual(str(self.referral.check_date), "2026-05-15")
        self.assertEqual(self.referral.doctor_id, self.doctor)

    def test_loop_goes_from_the_slip_to_the_check(self):
        with self.assertRaises(UserError):
            self.referral.action_send()
        self.referral.institution = "县人民医院"
        self.referral.action_send()
        with self.assertRaises(UserError):
            self.referral.action_close()
        self.referral.answer = "调整用药"
        self.referral.action_answer()
        self.referral.action_close()
        self.assertEqual(self.referral.state, "closed")
        for change in (
            lambda: self.referral.write({"answer": "x"}),
            lambda: self.referral.action_send(),
            lambda: self.referral.unlink(),
        ):
            with self.assertRaises(UserError):
                change()

    def test_check_that_nobody_made_is_late(self):
        referrals = self.env["health.referral"].with_user(self.doctor)
        late = [("is_late", "=", True), ("archive_id", "=", self.archive.id)]
        self.assertFalse(referrals.search(late))
        with freeze_time("2026-05-16"):
            self.referral.invalidate_recordset(["is_late"])
            self.assertTrue(self.referral.is_late)
            self.assertEqual(referrals.search(late), self.referral)

    def test_correction_takes_over_the_referral(self):
        self.referral.institution = "县人民医院"
        correction = self.followup._correct("血压录错")
        correction.sbp = 162
        correction.action_sign()
        self.assertEqual(correction.referral_ids, self.referral)
        self.assertFalse(self.followup.referral_ids)

    def test_correction_that_satisfies_withdraws_the_proposal(self):
        correction = self.followup._correct("血压录错")
        correction.write({"sbp": 128, "dbp": 78})
        correction.action_sign()
        self.assertFalse(self.referral.exists())

    def test_correction_keeps_a_slip_that_was_handed_out(self):
        self.referral.institution = "县人民医院"
        self.referral.action_send()
        correction = self.followup._correct("血压录错")
        correction.write({"sbp": 128, "dbp": 78})
        correction.action_sign()
        self.assertEqual(correction.referral_ids, self.referral)

    def test_values_that_one_referral_was_made_of_make_another(self):
        given = {"followup_id": self.followup.id, "reason_text": "复查"}
        values = dict(given)
        made = self.env["health.referral"].with_user(self.doctor).create([values, values])
        self.assertEqual(made.archive_id, self.archive)
        self.assertEqual(values, given)

    def test_state_isnt_typed_in(self):
        with self.assertRaises(AccessError):
            self.referral.write({"state": "closed"})

    def test_doctor_of_another_village_sees_none(self):
        self.assertFalse(self.env["health.referral"].with_user(self.stranger).search([]))
        with self.assertRaises(AccessError):
            self.referral.with_user(self.stranger).action_close()
