import base64
import hashlib
import io
from datetime import datetime

from PIL import Image

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from odoo.addons.evidence.tests.common import PDF, make_photo

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceItem(EvidenceCase):
    def test_large_photo_keeps_every_byte_and_its_copy_tells_nothing(self):
        photo = make_photo((4000, 3000))
        item = self.case._add_evidence("现场.jpg", photo)
        item.invalidate_recordset()
        self.assertEqual(item.attachment_id.raw, photo)
        self.assertEqual(item.sha256, hashlib.sha256(photo).hexdigest())
        for field, size in (("display_image", (1920, 1440)), ("thumbnail", (256, 192))):
            copy = Image.open(io.BytesIO(base64.b64decode(item[field])))
            self.assertEqual(copy.size, size)
            self.assertFalse(copy.getexif())

    def test_server_notes_what_it_knows_and_what_the_camera_claims(self):
        item = self.case._add_evidence("a.jpg", self.photo, taken_at="2020-01-01 00:00:00")
        self.assertRecordValues(item, [{
            "kind": "photo",
            "mimetype": "image/jpeg",
            "size": len(self.photo),
            "taken_at": datetime(2026, 3, 1, 2, 30),
            "latitude": 23.325,
            "longitude": 106.62,
            "uploaded_by_id": self.alice.id,
            "res_name": "一号案卷",
            "integrity_state": "ok",
        }])  # fmt: skip
        self.assertTrue(item.received_at)

    def test_client_cannot_forge_what_the_server_finds_out(self):
        vals = {"name": "a.pdf", "content": base64.b64encode(PDF), "res_model": self.case._name}
        items = self.env["evidence.item"].with_user(self.alice)
        for name in ("sha256", "received_at", "uploaded_by_id", "attachment_id", "display_image"):
            with self.assertRaises(AccessError):
                items.create(vals | {"res_id": self.case.id, name: self.item[name]})
        forging = items.with_context(default_uploaded_by_id=self.bob.id, default_size=1)
        item = forging.create(vals | {"res_id": self.case.id})
        self.assertEqual((item.uploaded_by_id, item.size), (self.alice, len(PDF)))

    def test_uploaded_evidence_is_frozen_also_for_the_superuser(self):
        other = self.case.copy()
        changes = ({"res_id": other.id}, {"res_model": "res.partner"}, {"name": "x.pdf"},
                   {"sha256": "0"}, {"integrity_state": "damaged"}, {"kind": "photo"})  # fmt: skip
        for vals in changes:
            for item in (self.item, self.item.sudo()):
                with self.assertRaises(UserError):
                    item.with_context(evidence_server=True).write(vals)
        self.item.write({"note": "第一页", "requirement_code": "photo"})
        self.assertEqual(self.item.requirement_code, "photo")

    def test_original_cannot_be_changed_or_deleted_as_an_attachment(self):
        for vals in ({"raw": b"%PDF-forged"}, {"public": True}, {"res_id": 1}, {"name": "x"}):
            for file in (self.item.attachment_id, self.item.sudo().attachment_id):
                with self.assertRaises(UserError):
                    file.write(vals)
        with self.assertRaises(UserError):
            self.item.attachment_id.with_context(_force_unlink=True).unlink()
        self.item.attachment_id.write({"raw": PDF, "mimetype": "application/pdf"})

    def test_display_copy_cannot_be_planted(self):
        item = self.case._add_evidence("a.jpg", self.photo)
        vals = {"name": "x", "raw": PDF, "res_model": item._name, "res_id": item.id}
        files = self.env["ir.attachment"].with_user(self.alice)
        with self.assertRaises(UserError):
            files.create(vals | {"res_field": "thumbnail"})
        file = files.create({"name": "x", "raw": PDF})
        with self.assertRaises(UserError):
            file.write({"res_model": item._name, "res_id": item.id, "res_field": "thumbnail"})
        copy = self.env["ir.attachment"].search([
            ("res_model", "=", item._name), ("res_id", "=", item.id),
            ("res_field", "=", "display_image"),
        ])  # fmt: skip
        with self.assertRaises(UserError):
            copy.with_user(self.alice).write({"raw": PDF})

    def test_same_bytes_are_recognised_only_among_what_one_may_read(self):
        twin = self.case._add_evidence("again.pdf", PDF)
        self.assertEqual((twin.duplicate_count, twin.duplicate_of_id), (1, self.item))
        bobs_case = self.env["test.evidence.case"].with_user(self.bob).create({"name": "二号"})
        bobs = bobs_case._add_evidence("mine.pdf", PDF)
        self.assertEqual((bobs.duplicate_count, bobs.duplicate_of_id.id), (0, False))

    def test_evidence_cannot_be_copied(self):
        with self.assertRaises(UserError):
            self.item.copy()

    def test_only_uploader_or_manager_deletes(self):
        self.case.user_id = self.bob
        with self.assertRaisesRegex(UserError, "alice_evidence"):
            self.item.with_user(self.bob).unlink()
        groups = "test_evidence.group_test_evidence_user,evidence.group_evidence_manager"
        manager = new_test_user(self.env, "manager_evidence", groups)
        self.case.sudo().user_id = manager
        original = self.item.sudo().attachment_id
        self.item.with_user(manager).unlink()
        self.assertFalse(original.exists())

    def test_file_above_the_limit_is_refused_before_it_is_decoded(self):
        vals = {"name": "visit.mp4", "res_model": self.case._name, "res_id": self.case.id}
        unreadable = b"!" * (28 * 1024 * 1024)
        with self.assertRaisesRegex(ValidationError, "21.0 MB, at most 20 MB"):
            self.env["evidence.item"].create(vals | {"content": unreadable})

    def test_broken_transfer_and_missing_record_are_told(self):
        items = self.env["evidence.item"].with_user(self.alice)
        vals = {"name": "a.pdf", "res_model": self.case._name, "res_id": self.case.id}
        with self.assertRaises(ValidationError):
            items.create(vals | {"content": b"not base64!"})
        for target in ({"res_id": 0}, {"res_model": "res.partner"}, {"res_model": "no.such"}):
            with self.assertRaises(UserError):
                items.create(vals | {"content": base64.b64encode(PDF)} | target)
