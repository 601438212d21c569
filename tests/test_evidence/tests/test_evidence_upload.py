import hashlib
import json

from odoo.exceptions import UserError, ValidationError
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from odoo.addons.evidence.tests.common import PDF, make_photo

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceUpload(EvidenceCase, HttpCase):
    def _upload(self, name, content):
        """Send a file as the dialog's file button does."""
        self.authenticate("alice_evidence", "alice_evidence")
        response = self.url_open(
            "/web/binary/upload_attachment",
            data={"model": "evidence.upload", "id": "0", "csrf_token": Request.csrf_token(self)},
            files={"ufile": (name, content)},
        )
        return self.env["ir.attachment"].browse([file["id"] for file in json.loads(response.text)])

    def _open_dialog(self, attachments, **vals):
        target = {"default_res_model": self.case._name, "default_res_id": self.case.id}
        uploads = self.env["evidence.upload"].with_user(self.alice).with_context(**target)
        return uploads.create(vals | {"attachment_ids": attachments.ids})

    def test_photo_sent_by_the_browser_arrives_untouched(self):
        photo = make_photo((2400, 1800))
        attachment = self._upload("a.jpg", photo)
        self._open_dialog(attachment).action_upload()
        item = self.case.evidence_ids - self.item
        self.assertEqual(item.sha256, hashlib.sha256(photo).hexdigest())
        self.assertEqual(item.attachment_id.raw, photo)
        self.assertFalse(attachment.exists())

    def test_dialog_offers_the_proofs_the_record_requires(self):
        self.case.needs_report = True
        dialog = self._open_dialog(self._upload("b.pdf", PDF + b"b"), requirement_code="photo")
        dialog.action_upload()
        self.assertEqual((self.case.evidence_ids - self.item).requirement_code, "photo")

    def test_proof_that_alone_is_missing_is_proposed(self):
        self.assertFalse(self._open_dialog(self.env["ir.attachment"]).requirement_code)
        self.case.needs_report = True
        codes = [code for code, _label in self.case._get_missing_evidence()]
        for code in codes[1:]:
            self.case._add_evidence("b.pdf", PDF + code.encode(), requirement_code=code)
        dialog = self._open_dialog(self.env["ir.attachment"])
        self.assertEqual(dialog.requirement_code, codes[0])

    def test_one_refused_file_refuses_the_whole_upload(self):
        files = self._upload("b.pdf", PDF + b"b") | self._upload("x.exe", b"MZ" + b"\0" * 100)
        with self.assertRaisesRegex(ValidationError, "x.exe"):
            self._open_dialog(files).action_upload()

    def test_empty_dialog_asks_for_a_file(self):
        with self.assertRaises(UserError):
            self._open_dialog(self.env["ir.attachment"]).action_upload()

    def test_abandoned_files_are_swept(self):
        attachment = self._upload("b.pdf", PDF)
        self.env.cr.execute(
            "UPDATE ir_attachment SET create_date = create_date - interval '2 days' WHERE id = %s",
            attachment.ids,
        )
        self.env["evidence.upload"]._gc_abandoned_files()
        self.assertFalse(attachment.exists())
