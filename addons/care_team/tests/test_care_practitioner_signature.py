import base64

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LOGS, CareCase, picture


@tagged("post_install", "-at_install")
class TestCarePractitionerSignature(CareCase):
    def setUp(self):
        super().setUp()
        self.village.with_user(self.doctor).signature = picture()

    def test_the_owner_and_the_manager_see_it_and_nobody_else(self):
        for user, shown in ((self.doctor, True), (self.manager, True), (self.leader, False)):
            record = self.village.with_user(user)
            record.invalidate_recordset()
            self.assertEqual(bool(record.signature), shown, user.login)
            self.assertEqual(bool(record.read(["signature"])[0]["signature"]), shown, user.login)
            self.assertTrue(record.has_signature)

    @mute_logger(*LOGS)
    def test_no_path_leads_around(self):
        for user in (self.leader, self.manager, self.doctor):
            with self.assertRaises(AccessError):
                self.village.with_user(user).read(["signature_stored"])
            files = self.env["ir.attachment"].with_user(user)
            mine = [("res_model", "=", "care.practitioner"), ("res_id", "=", self.village.id)]
            self.assertFalse(files.search([*mine, ("res_field", "=", "signature_stored")]))
            with self.assertRaises(AccessError):
                self.village.with_user(user).write({"signature_stored": picture()})

    @mute_logger(*LOGS)
    def test_a_colleague_and_a_foreign_manager_cannot_change_it(self):
        for user in (self.leader, self.foreign):
            with self.assertRaises(AccessError):
                self.village.with_user(user).signature = picture()

    def test_the_manager_changes_it_and_the_log_says_so_without_the_picture(self):
        self.village.signature = picture(size=(80, 30))
        message = self.village.message_ids[0]
        self.assertIn("Signature entered or changed", message.body)
        self.assertEqual(message.author_id, self.manager.partner_id)
        self.assertFalse(message.attachment_ids)
        self.village.signature = False
        self.assertFalse(self.village.has_signature)
        self.assertIn("Signature removed", self.village.message_ids[0].body)

    def test_only_a_png_of_moderate_size_is_taken(self):
        with self.assertRaisesRegex(ValidationError, "must be a PNG"):
            self.village.signature = picture("JPEG")
        self.env["care.rule"].search([("code", "=", "signature.size")]).value = 0.00001
        with self.assertRaisesRegex(ValidationError, "larger than"):
            self.village.signature = picture()

    def test_a_document_gets_the_png_whoever_asks(self):
        content = base64.b64decode(self.village.with_user(self.leader)._get_signature())
        self.assertTrue(content.startswith(b"\x89PNG"))
