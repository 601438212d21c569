from odoo.tests import freeze_time, tagged

from .common import TODAY, LedgerCase


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceEntryClaim(LedgerCase):
    """L02, L03, L06, L15 and L24 from nothing to met, and once claimed but not accepted."""

    def test_therapy_goes_from_nothing_to_met(self):
        owed = self._owed("therapy", threshold=2)
        self.assertEqual(self._figure(owed).actual, 0)
        self._signed()
        self._signed(person=1, color=40)
        self.assertEqual(self._figure(owed).state, "met")

    def test_therapy_without_its_check_is_claimed_and_not_accepted(self):
        owed = self._owed("therapy", threshold=1)
        entry = self._signed(is_checked=False)
        self.assertEqual(self._states(owed), {"claimed": 1})
        self.assertIn("contraindications", entry.claim_note)
        self.assertEqual(entry.claim_state, "claimed")

    def test_therapy_counts_before_its_page_is_written(self):
        owed = self._owed("therapy")
        self._signed(paper_page=False)
        self.assertEqual(self._states(owed), {"accepted": 1})

    def test_therapy_that_was_not_carried_out_never_counts(self):
        owed = self._owed("therapy")
        entry = self._signed(outcome="not_done", result="皮肤破损")
        self.assertEqual(self._states(owed), {"rejected": 1})
        self.assertIn("皮肤破损", entry.claim_note)

    def test_draft_claims_nothing(self):
        owed = self._owed("therapy")
        self._prove(self._entry())
        self.assertEqual(self._states(owed), {})

    def test_proof_that_comes_later_makes_the_row_count(self):
        owed = self._owed("therapy")
        entry = self._prove(self._entry(), "photo")
        entry.action_submit()
        self.assertEqual(self._states(owed), {"claimed": 1})
        self._prove(entry, "signature")
        self.assertEqual(self._states(owed), {"accepted": 1})

    def test_contact_counts_with_its_outcome(self):
        owed = self._owed("contact_outcome", measure="rate", threshold=100)
        entry = self._entry(self.desk)
        entry.action_submit()
        self.assertEqual(self._states(owed), {"claimed": 1})
        entry._correct("补填结果").outcome = "settled"
        entry.superseded_by_id.action_submit()
        self.assertEqual(self._figure(owed).state, "met")

    def test_referral_counts_once_its_result_is_known(self):
        owed = self._owed("contact_outcome", measure="rate", threshold=100)
        entry = self._entry(self.referral, outcome="referred", result="区人民医院康复科")
        entry.action_submit()
        self.assertIn("result of the referral", entry.missing)
        self.assertEqual(self._states(owed), {"claimed": 1})
        entry._close_referral("已就诊，回访")
        self.assertEqual(self._figure(owed).state, "met")

    def test_regular_contact_goes_from_nothing_to_met(self):
        owed = self._owed("contact", measure="roster_share", threshold=100)
        for person in (0, 1):
            self._entry(self.advice, person).action_submit()
        self.assertEqual(self._figure(owed).tally.reached, 2)
        self._entry(self.advice, 2, demand=False).action_submit()
        self.assertEqual(self._figure(owed).tally.reached, 2)
        self.assertEqual(self._states(owed), {"accepted": 2, "claimed": 1})
        self._entry(self.advice, 2).action_submit()
        self.assertEqual(self._figure(owed).state, "met")

    def test_home_visit_counts_once_a_day_and_again_on_another_day(self):
        owed = self._owed("home_visit", threshold=2)
        self._signed(self.home)
        second = self._signed(self.home, performed_at="2026-09-21 01:50:00", color=20)
        self.assertEqual(self._states(owed), {"accepted": 1, "rejected": 1})
        self.assertIn("once a day", second.claim_note)
        self._signed(self.home, performed_at="2026-09-20 01:00:00", color=30)
        self.assertEqual(self._figure(owed).state, "met")

    def test_second_visit_counts_when_the_first_is_void(self):
        owed = self._owed("home_visit")
        first = self._signed(self.home)
        second = self._signed(self.home, performed_at="2026-09-21 01:50:00", color=20)
        first._void("未入户")
        self.assertEqual(second.claim_state, "accepted")
        self.assertEqual(self._states(owed), {"accepted": 1})

    def test_home_visit_without_evidence_is_claimed_and_not_accepted(self):
        owed = self._owed("home_visit")
        entry = self._entry(self.home)
        entry.action_submit()
        self.assertEqual(self._states(owed), {"claimed": 1})
        self.assertIn("photo", entry.claim_note)

    def test_somebody_off_the_roster_is_entered_and_does_not_count(self):
        owed = self._owed("home_visit")
        stranger = self._signed(self.home, person=3)
        self.assertEqual(self._states(owed), {"rejected": 1})
        self.assertIn("Not on the roster", stranger.claim_note)

    def test_the_same_reason_of_several_obligations_is_told_once(self):
        self._owed("home_visit")
        self._owed("row_complete", "L24", measure="rate", threshold=100, unit="percent")
        stranger = self._signed(self.home, person=3)
        self.assertRegex(stranger.claim_note, r"^L24、L99: Not on the roster on [^:]*[^.]$")

    def test_service_after_the_period_is_entered_and_does_not_count(self):
        owed = self._owed("home_visit")
        with freeze_time("2027-06-17 02:00:00"):
            entry = self._signed(self.home, performed_at="2027-06-16 02:00:00")
            self.assertIn("after the period", entry.claim_note)
        self.assertEqual(self._states(owed), {"rejected": 1})

    def test_every_row_claims_to_be_complete(self):
        owed = self._owed("row_complete", measure="rate", threshold=100)
        entry = self._signed(paper_page=False)
        self.assertEqual(self._figure(owed).actual, 0)
        self.assertEqual(self._states(owed), {"claimed": 1})
        entry.paper_page = "7"
        self.assertEqual(self._figure(owed).state, "met")

    def test_counting_all_anew_changes_nothing(self):
        self._owed("therapy")
        self._owed("row_complete", "L24")
        self._signed()
        self._signed(person=3, color=50)
        self._signed(person=1, paper_page=False, color=60)._correct("错字")
        claims = self.env["service.claim"].search([("project_id", "=", self.project.id)])
        facts = ["obligation_id", "res_id", "partner_id", "state", "reason", "value", "date"]
        stored = claims.read(facts)
        self.project._claim_all()
        self.assertEqual(claims.exists().read(facts), stored)

    def test_rows_are_found_by_whether_they_count(self):
        self._owed("therapy")
        good, bad = self._signed(), self._signed(person=3, color=50)
        rows = self.env["service.entry"].with_user(self.coordinator)
        self.assertEqual(rows.search([("claim_state", "=", "accepted")]), good)
        self.assertEqual(rows.search([("claim_state", "=", "rejected")]), bad)

    def test_many_rows_are_counted_in_as_many_queries_as_few(self):
        self._owed("therapy")
        entries = self.env["service.entry"].create(
            [
                {
                    "project_id": self.project.id,
                    "partner_id": self.people[index % 3].id,
                    "kind_id": self.cupping.id,
                    "performed_at": f"2026-09-{index + 1:02} 01:00:00",
                }
                for index in range(18)
            ]
        )
        entries.action_submit()
        counts = []
        for rows in (entries[:2], entries):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            rows._claim_anew()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1)
