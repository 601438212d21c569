from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .service_claim_common import PHOTO, ClaimCase


@freeze_time("2026-11-21 04:00:00")
@tagged("post_install", "-at_install")
class TestServiceClaimDecision(ClaimCase):
    """What the manager of the centre decides, and who can't."""

    def _claim(self, record):
        [claim] = self._claims(record)
        return claim

    def test_the_manager_rejects_what_would_count_with_a_reason_that_the_supplier_reads(self):
        record = self._record()
        dialog = self.env["service.claim.reject"].with_user(self.manager)
        action = self._claim(record).action_open_reject()
        dialog.with_context(**action["context"]).create({"reason": " Not at home "}).action_reject()
        self.assertClaim(record, "rejected", "centre")
        [claim] = self._claims(record, self.coordinator)
        self.assertRecordValues(
            claim,
            [
                {
                    "reason": "Not at home",
                    "decision": "rejected",
                    "decision_reason": "Not at home",
                    "decided_by_id": self.manager.id,
                }
            ],
        )
        self.assertEqual(str(claim.decided_at), "2026-11-21 04:00:00")

    def test_a_rejection_needs_a_reason_and_something_to_reject(self):
        record, outsider = self._record(), self._record(3)
        with self.assertRaises(ValidationError):
            self._claim(record)._reject("  ")
        with self.assertRaises(UserError):
            self._claim(outsider)._reject("Off the roster anyway")

    def test_a_decision_outlives_a_change_of_the_record_and_a_recount(self):
        record = self._record()
        self._claim(record)._reject("Twice")
        record.value = 2
        self.project._claim_all()
        self.assertClaim(record, "rejected", "centre")
        self.assertEqual(self._claim(record).value, 2)

    def test_a_rejection_taken_back_lets_the_record_speak_for_itself_again(self):
        record = self._record(needs_photo=True)
        self._claim(record)._reject("Twice")
        self._claim(record).action_take_back()
        self.assertClaim(record, "claimed", "missing")
        self.assertFalse(self._claim(record).decided_by_id)
        with self.assertRaises(UserError):
            self._claim(record).action_take_back()

    def test_what_needs_the_centre_counts_when_it_is_complete_and_accepted(self):
        self.visits.needs_acceptance = True
        record = self._record(needs_photo=True)
        with self.assertRaises(UserError):
            self._claim(record).action_accept()
        item = record._add_evidence("a.png", PHOTO)
        self.assertClaim(record, "claimed", "acceptance")
        self._claim(record).action_accept()
        self.assertClaim(record, "accepted")
        item.unlink()
        self.assertClaim(record, "claimed", "missing")
        record._add_evidence("b.png", PHOTO)
        self.assertClaim(record, "accepted")

    def test_what_counts_anyway_needs_no_acceptance(self):
        with self.assertRaises(UserError):
            self._claim(self._record()).action_accept()

    def test_a_claim_decided_on_stays_when_its_record_is_voided_or_deleted(self):
        for name, args in (("write", [{"is_void": True}]), ("unlink", [])):
            record = self._record()
            claim = self._claim(record)
            claim._reject("Twice")
            getattr(record, name)(*args)
            self.assertRecordValues(claim, [{"state": "rejected", "cause": "withdrawn"}])
            claim.action_take_back()
            self.assertFalse(claim.exists())

    def test_an_obligation_on_which_something_was_decided_stays(self):
        claim = self._claim(self._record())
        claim._reject("Twice")
        visits = self.visits.with_user(self.manager)
        with self.assertRaises(UserError):
            visits.unlink()
        claim.action_take_back()
        visits.unlink()
        self.assertFalse(claim.exists())

    def test_the_record_of_a_claim_that_is_gone_is_told_to_be_deleted(self):
        record = self._record()
        claim = self._claim(record)
        claim._reject("Twice")
        record.unlink()
        with self.assertRaises(UserError):
            claim.action_open_record()
        self.assertFalse(claim.res_name)

    def test_nobody_but_the_manager_of_the_centre_decides(self):
        claim = self._claim(self._record())
        for user in (self.coordinator, self.viewer, self.stranger, self.physician):
            mine = claim.with_user(user)
            for call in (
                mine.action_open_reject,
                mine.action_accept,
                mine.action_take_back,
                lambda mine=mine: mine._reject("No"),
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_nobody_writes_claims(self):
        claim = self._claim(self._record())
        for user in (self.manager, self.coordinator):
            mine = claim.with_user(user)
            for call in (
                lambda mine=mine: mine.write({"state": "accepted"}),
                mine.unlink,
                lambda mine=mine: mine.copy({"partner_id": self.people[1].id}),
            ):
                with self.assertRaises(AccessError):
                    call()
