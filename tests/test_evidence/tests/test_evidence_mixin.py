from odoo.exceptions import ValidationError
from odoo.tests import tagged

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceMixin(EvidenceCase):
    def test_missing_evidence_is_named(self):
        self.case.needs_report = True
        self.assertEqual(self.case.evidence_missing, "现场照片")
        with self.assertRaisesRegex(ValidationError, "一号案卷.*现场照片"):
            self.case._check_required_evidence()
        self.case._add_evidence("a.jpg", self.photo, requirement_code="photo")
        self.assertFalse(self.case.evidence_missing)
        self.case._check_required_evidence()

    def test_proof_shows_the_label_the_record_gives_it(self):
        self.case.needs_report = True
        self.assertEqual(self.item.requirement_label, "验收报告")

    def test_gallery_opens_on_the_record(self):
        action = self.case.action_open_evidence()
        items = self.env["evidence.item"].with_user(self.alice).search(action["domain"])
        self.assertEqual(items, self.item)
        self.assertTrue(action["context"]["evidence_upload"])

    def test_evidence_goes_with_its_record(self):
        original = self.item.sudo().attachment_id
        self.case.unlink()
        self.assertFalse(self.item.exists() or original.exists())

    def test_copy_of_a_record_has_no_evidence(self):
        self.assertFalse(self.case.copy().evidence_ids)
