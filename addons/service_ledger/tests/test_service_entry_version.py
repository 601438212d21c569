from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, LedgerCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceEntryVersion(LedgerCase):
    def test_signed_row_is_never_changed_or_deleted(self):
        entry = self._signed()
        with self.assertRaisesRegex(UserError, "is sealed"):
            entry.demand = "腰痛"
        with self.assertRaises(UserError):
            entry.unlink()
        with self.assertRaises(UserError):
            entry.sudo().demand = "腰痛"

    def test_correction_takes_the_place_of_the_row_with_its_proofs(self):
        owed = self._owed("therapy")
        entry = self._signed()
        correction = entry._correct("部位写错")
        self.assertEqual(self._states(owed), {})
        correction.demand = "腰痛"
        correction.action_submit()
        self.assertEqual(self._states(owed), {"accepted": 1})
        self.assertEqual(entry.demand, "肩颈不适")
        self.assertEqual(entry.superseded_by_id, correction)
        self.assertFalse(correction.evidence_missing)

    def test_withdrawn_correction_lets_the_row_count_again(self):
        owed = self._owed("therapy")
        entry = self._signed()
        entry._correct("看错了").unlink()
        self.assertEqual(self._states(owed), {"accepted": 1})

    def test_correction_is_about_the_same_person(self):
        correction = self._signed()._correct("登记错人")
        with self.assertRaisesRegex(ValidationError, "same person"):
            correction.partner_id = self.people[1]

    def test_void_row_stays_with_its_reason_and_counts_no_more(self):
        owed = self._owed("therapy")
        entry = self._signed()
        with self.assertRaises(ValidationError):
            entry._void(" ")
        entry._void("登记错人")
        self.assertEqual(self._states(owed), {})
        self.assertEqual((entry.state, entry.void_reason), ("void", "登记错人"))
        with self.assertRaises(UserError):
            entry._void("再次")

    def test_row_signed_after_three_days_is_in_time_and_after_four_waits_for_the_centre(self):
        owed = self._owed("therapy")
        in_time = self._signed(performed_at="2026-09-18 01:00:00")
        self.assertEqual(in_time.days_late, 0)
        late = self._signed(performed_at="2026-09-17 01:00:00", color=30)
        self.assertEqual(late.days_late, 4)
        self.assertIn("4 days later", late.claim_note)
        self.assertEqual(self._states(owed), {"accepted": 1, "claimed": 1})
        with self.assertRaises(AccessError):
            late._allow_late("下村无网络")
        late.with_user(self.manager)._allow_late("下村无网络")
        self.assertEqual(self._states(owed), {"accepted": 2})

    def test_correction_a_month_later_is_not_late_by_that(self):
        entry = self._signed()
        with freeze_time("2026-10-21 02:00:00"):
            correction = entry._correct("错字")
            correction.action_submit()
            self.assertEqual(correction.days_late, 0)
            moved = correction._correct("日期写错")
            moved.performed_at = "2026-09-20 02:00:00"
            moved.action_submit()
            self.assertEqual(moved.days_late, 31)

    def test_dialog_asks_why_and_does_it(self):
        entry = self._signed()
        action = entry.action_open_void()
        dialog = self.env[action["res_model"]].with_user(self.coordinator)
        dialog.with_context(**action["context"]).create({"reason": "重复登记"}).action_confirm()
        self.assertEqual(entry.state, "void")
