from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, LedgerCase, picture


@freeze_time(TODAY)
@tagged("post_install", "-at_install")
class TestServiceEntry(LedgerCase):
    def test_row_says_what_it_lacks_and_is_complete_once_it_has_all(self):
        entry = self._entry(is_checked=False, paper_page=False)
        self.assertFalse(entry.is_complete)
        for word in ("contraindications", "photo", "signature", "paper"):
            self.assertIn(word, entry.missing)
        entry.is_checked = True
        self._prove(entry)
        self.assertEqual(entry.missing, "page of the paper ledger or its scan")
        entry.action_submit()
        entry.paper_page = "12"
        self.assertTrue(entry.is_complete)
        self.assertFalse(entry.missing)

    def test_scan_of_the_page_stands_for_its_number_even_after_signing(self):
        entry = self._signed(paper_page=False)
        self.assertFalse(entry.is_complete)
        self._prove(entry, "paper")
        self.assertTrue(entry.is_complete)
        self.assertEqual(entry.action_verify_seal()["params"]["type"], "success")

    def test_same_photo_in_another_row_of_the_project_is_named_and_proves_nothing(self):
        first = self._signed()
        second = self._signed(person=1)
        self.assertIn(first.display_name, second.photo_note)
        self.assertIn("another photo", second.missing)
        self.assertFalse(second.is_complete)
        self.assertTrue(first.is_complete)
        self._prove(third := self._entry(person=1, kind=self.desk), "photo", color=60)
        self.assertFalse(third.photo_note)

    def test_photo_of_a_void_row_may_prove_the_row_that_replaces_it(self):
        self._signed()._void("falsche Person")
        self.assertFalse(self._signed(person=1).photo_note)

    def test_long_video_is_refused_with_the_limit(self):
        entry = self._entry()
        with self.assertRaisesRegex(ValidationError, "21.0 MB, at most 20 MB"):
            entry._add_evidence("visit.mp4", bytes(21 * 1024 * 1024))

    def test_row_before_its_time_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "before it was done"):
            self._entry(performed_at="2026-09-21 03:00:00")

    def test_day_is_that_of_china(self):
        entry = self._entry(performed_at="2026-09-19 16:30:00")
        self.assertEqual(str(entry.date), "2026-09-20")

    def test_kind_out_of_force_is_refused(self):
        self.cupping.valid_to = "2026-08-31"
        with self.assertRaisesRegex(ValidationError, "was no service on"):
            self._entry()

    def test_priority_is_that_of_the_roster_when_signed(self):
        self.members[0].disability_grade = 6
        entry = self._signed()
        self.members[0].disability_grade = 0
        self.assertEqual(entry.priority_reason, "disabled")

    def test_another_centre_neither_sees_nor_enters_rows(self):
        entry = self._signed()
        rows = self.env["service.entry"].with_user(self.stranger)
        self.assertFalse(rows.search([("id", "=", entry.id)]))
        with self.assertRaises(AccessError):
            entry.with_user(self.stranger).read(["partner_id"])
        with self.assertRaises(AccessError):
            self._entry(user=self.stranger)

    def test_viewer_reads_and_writes_nothing(self):
        entry = self._signed().with_user(self.viewer)
        self.assertEqual(entry.read(["paper_page"])[0]["paper_page"], "12")
        with self.assertRaises(AccessError):
            entry.paper_page = "13"
        with self.assertRaises(AccessError):
            self._entry(user=self.viewer)

    def test_physician_of_the_supplier_enters_rows_until_his_last_day(self):
        entry = self._signed(user=self.physician)
        photo = entry.evidence_ids[:1]
        with freeze_time("2026-09-30 15:59:00"):
            self.assertTrue(entry.with_user(self.physician).read(["demand"]))
        with freeze_time("2026-09-30 16:01:00"):
            rows = self.env["service.entry"].with_user(self.physician)
            self.assertFalse(rows.search([]))
            with self.assertRaises(AccessError):
                rows.browse(entry.id).export_data(["partner_id/name"])
            with self.assertRaises(AccessError):
                photo.with_user(self.physician).attachment_id.read(["raw"])
            with self.assertRaises(AccessError):
                self._entry(user=self.physician)

    def test_client_enters_nothing_that_the_system_finds_out(self):
        forged = {
            "state": "done", "days_late": 0, "late_allowed_at": TODAY, "is_complete": True,
            "priority_reason": "disabled", "origin_id": 1,
        }  # fmt: skip
        for name, value in forged.items():
            with self.assertRaises(AccessError, msg=name):
                self._entry(**{name: value})

    def test_proof_of_a_signed_row_stays(self):
        entry = self._signed()
        with self.assertRaisesRegex(UserError, "proofs stay"):
            entry.evidence_ids[:1].unlink()
        with self.assertRaisesRegex(UserError, "proofs stay"):
            entry.evidence_ids[:1].requirement_code = "paper"

    def test_photo_that_was_changed_breaks_the_seal(self):
        entry = self._signed()
        self.assertEqual(entry.action_verify_seal()["params"]["type"], "success")
        self.env.cr.execute(
            "UPDATE evidence_item SET sha256 = repeat('0', 64) WHERE id = %s",
            [entry.evidence_ids.ids[0]],
        )
        self.env.invalidate_all()
        self.assertEqual(entry.action_verify_seal()["params"]["type"], "danger")

    def test_place_and_time_that_the_camera_says_stay_with_the_photo(self):
        entry = self._entry()
        item = entry._add_evidence(
            "photo.jpg", picture(), requirement_code="photo", latitude=22.72, longitude=114.25
        )
        self.assertAlmostEqual(item.latitude, 22.72)
        self.assertEqual(len(item.sha256), 64)
