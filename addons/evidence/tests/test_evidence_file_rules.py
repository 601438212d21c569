from odoo.exceptions import ValidationError
from odoo.tests import TransactionCase, tagged

from .common import PDF, make_photo, make_zip


@tagged("post_install", "-at_install")
class TestEvidenceFileRules(TransactionCase):
    def setUp(self):
        super().setUp()
        self.rules = self.env["evidence.file.rules"].with_context(lang="zh_CN")

    def assert_refused(self, filename, content, reason):
        with self.assertRaisesRegex(ValidationError, reason) as caught:
            self.rules._check_file(filename, content)
        self.assertIn(filename, str(caught.exception))

    def test_accepted_files_keep_their_true_type(self):
        cases = {
            "a.JPEG": (make_photo((8, 8)), "image/jpeg"),
            "b.pdf": (PDF, "application/pdf"),
            "c.ofd": (make_zip("OFD.xml"), "application/ofd"),
        }
        for filename, (content, mimetype) in cases.items():
            self.assertEqual(self.rules._check_file(filename, content), mimetype)
        document = make_zip("[Content_Types].xml", "word/document.xml")
        self.assertIn("wordprocessingml", self.rules._check_file("d.docx", document))

    def test_program_is_refused_also_under_another_name(self):
        self.assert_refused("x.exe", b"MZ\x90\x00" + b"\0" * 200, "不在允许范围")
        self.assert_refused("x.jpg", b"MZ\x90\x00" + b"\0" * 200, "不在允许范围")

    def test_type_that_contradicts_the_name_is_refused(self):
        self.assert_refused("photo.jpg", PDF, "application/pdf")
        self.assert_refused("noextension", PDF, "application/pdf")

    def test_markup_and_archives_are_refused(self):
        svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
        self.assert_refused("x.svg", svg, "svg")
        self.assert_refused("x.html", b"<!DOCTYPE html><html></html>", "text/html")
        self.assert_refused("x.docx", make_zip("evil.txt"), "application/zip")
        self.assert_refused("x.docx", make_zip("word/document.xml", "word/vbaProject.bin"), "macro")
        self.assert_refused("x.docx", b"PK\x03\x04 torn", "application/zip")

    def test_heic_photo_is_refused_with_advice(self):
        self.assert_refused("IMG_1.HEIC", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "JPEG")

    def test_empty_and_large_files_are_refused(self):
        self.assert_refused("empty.pdf", b"", "0")
        self.env["ir.config_parameter"].set_param("evidence.max_mb", "1")
        self.assert_refused("big.pdf", PDF + b"\0" * (1024 * 1024), "1.0 MB")

    def test_unusable_limit_falls_back_to_the_default(self):
        self.env["ir.config_parameter"].set_param("evidence.max_mb", "many")
        self.assertEqual(self.rules._get_limit("max_mb", 20), 20)

    def test_large_and_damaged_pictures_are_named(self):
        self.env["ir.config_parameter"].set_param("evidence.max_megapixels", "1")
        with self.assertRaisesRegex(ValidationError, "12"):
            self.rules._read_picture("large.jpg", make_photo())
        with self.assertRaisesRegex(ValidationError, "torn.jpg"):
            self.rules._read_picture("torn.jpg", make_photo((8, 8))[:200])
