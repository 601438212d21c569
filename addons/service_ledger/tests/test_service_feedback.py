from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import TODAY, LedgerCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceFeedback(LedgerCase):
    """L17 and L22 from nothing to met, and once claimed but not accepted."""

    def feedback(self, entry):
        return self.env["service.feedback"].search([("entry_id", "=", entry.id)])

    def test_satisfaction_goes_from_nothing_to_met(self):
        owed = self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        self.assertIsNone(self._figure(owed).actual)
        self._signed().give_feedback(70)
        self.assertEqual(self._figure(owed).actual, 70)
        self.assertNotEqual(self._figure(owed).state, "met")
        self._signed(person=1, color=40).give_feedback(90)
        self.assertEqual((self._figure(owed).actual, self._figure(owed).state), (80, "met"))

    def test_score_of_somebody_off_the_roster_is_kept_and_does_not_count(self):
        owed = self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        self._signed(person=3).give_feedback(10)
        self.assertEqual(self._states(owed), {"rejected": 1})
        self.assertIsNone(self._figure(owed).actual)

    def test_score_of_a_void_row_counts_no_more(self):
        owed = self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        entry = self._signed()
        entry.give_feedback(90)
        entry._void("登记错人")
        self.assertEqual(self._states(owed), {})

    def test_score_stays_with_the_correction(self):
        owed = self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        entry = self._signed()
        entry.give_feedback(90)
        correction = entry._correct("错字")
        correction.action_submit()
        self.assertTrue(correction.is_judged)
        self.assertEqual(self._states(owed), {"accepted": 1})
        with self.assertRaisesRegex(ValidationError, "already"):
            correction.give_feedback(10)

    def test_101_is_refused_and_so_is_anything_else_that_is_no_score(self):
        entry = self._signed()
        for score in (101, -1, 80.5, True, "80", None):
            with self.assertRaisesRegex(ValidationError, "0 to 100"):
                entry.give_feedback(score)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["service.feedback"].create({"entry_id": entry.id, "score": 101})
            self.env.flush_all()

    def test_what_is_no_session_is_not_judged(self):
        entry = self._entry(self.desk)
        entry.action_submit()
        with self.assertRaisesRegex(ValidationError, "not judged"):
            entry.give_feedback(90)

    def test_session_is_asked_about_within_a_day(self):
        owed = self._owed("feedback_delay", "L22", measure="rate", threshold=100, unit="percent")
        entry = self._signed()
        self.assertEqual(self._states(owed), {"claimed": 1})
        self.assertIn("satisfaction", entry.claim_note)
        entry.give_feedback(90)
        self.assertEqual(self._figure(owed).state, "met")
        late = self._signed(person=1, color=40)
        with freeze_time("2026-09-22 02:30:00"):
            late.give_feedback(90)
        self.assertEqual(self._states(owed), {"accepted": 1, "rejected": 1})
        self.assertIn("Asked after 25 hours", late.claim_note)

    def test_who_holds_the_phone_never_reads_what_was_said(self):
        self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        entry = self._signed(user=self.physician)
        entry.give_feedback(40, "太疼")
        row = self.feedback(entry)
        for user in (self.physician, self.coordinator, self.viewer):
            rows = self.env["service.feedback"].with_user(user)
            for action in (
                lambda rows=rows: rows.search([]),
                lambda rows=rows: rows.browse(row.id).read(["score"]),
                lambda rows=rows: rows._read_group([], ["entry_id"], ["score:avg"]),
                lambda user=user: entry.with_user(user).read(["feedback_ids"]),
                lambda user=user: (
                    self.env["service.entry"]
                    .with_user(user)
                    .search([("feedback_ids.score", "<", 50)])
                ),
            ):
                with self.assertRaises(AccessError):
                    action()
        self.assertEqual(row.with_user(self.manager).score, 40)
        self.assertFalse(self.env["service.feedback"].with_user(self.stranger).search([]))

    def test_claim_of_a_score_names_nobody_and_is_hidden_from_who_treats(self):
        owed = self._owed("satisfaction", "L17", measure="average", threshold=80, unit="points")
        self._signed(user=self.physician).give_feedback(40)
        own = [("obligation_id", "=", owed.id)]
        claim = self.env["service.claim"].with_user(self.coordinator).search(own)
        self.assertFalse(claim.partner_id or claim.res_name)
        with self.assertRaises(AccessError):
            claim.action_open_record()
        self.assertFalse(self.env["service.claim"].with_user(self.physician).search(own))
        self.assertEqual(self._figure(owed.with_user(self.coordinator)).actual, 40)

    def test_low_score_asks_the_manager_to_make_it_good(self):
        self.project.user_id = self.manager
        entry = self._signed()
        entry.give_feedback(79)
        row = self.feedback(entry).with_user(self.manager)
        self.assertEqual(row.activity_ids.user_id, self.manager)
        with self.assertRaisesRegex(UserError, "what was done"):
            row.action_recover()
        row.recovery = "电话致歉，另约时间"
        row.action_recover()
        self.assertFalse(row.activity_ids)
        self.assertEqual(row.recovered_by_id, self.manager)
        with self.assertRaises(AccessError):
            row.score = 100

    def test_score_of_80_is_not_low(self):
        self._signed().give_feedback(80)
        self.assertFalse(
            self.env["service.feedback"].search([("project_id", "=", self.project.id)]).is_low
        )
