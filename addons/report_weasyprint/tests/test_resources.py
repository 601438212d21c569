from unittest.mock import patch

from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tools import mute_logger

from ..tools import ResourceFetcher
from ..tools.resources import BASE_URL
from .common import ReportCase, png


@tagged("post_install", "-at_install")
class TestResources(ReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "report_user", groups="base.group_user")
        cls.fetch = ResourceFetcher(cls.env(user=cls.user))
        cls.public_image, cls.private_image = cls.env["ir.attachment"].create(
            [
                {"name": "ours.png", "datas": png(), "public": True},
                {"name": "secret.png", "datas": png("blue"), "res_model": "ir.cron", "res_id": 1},
            ]
        )

    def _images(self, *sources):
        tags = "".join(f'<img src="{source}"/>' for source in sources)
        page = self._print(self._create_report(tags), self.partners[0], self.user).pages[0]
        return [image.image.convert("RGB") for image in page.images]

    def test_static_files_and_stylesheets_are_found(self):
        self.assertTrue(self.fetch(f"{BASE_URL}/web/static/img/placeholder.png")["string"])
        link = self.env["ir.qweb"]._get_asset_bundle("web.report_assets_common", js=False)
        css = self.fetch(BASE_URL + link.get_link("css"))
        self.assertEqual(css["mime_type"], "text/css")
        self.assertIn(b".container", css["string"])

    def test_data_address_is_decoded(self):
        content = self.fetch(f"data:image/png;base64,{png().decode()}")
        self.assertEqual(content["mime_type"], "image/png")

    def test_own_address_may_be_written_in_full(self):
        base = self.env["ir.config_parameter"].get_param("web.base.url")
        self.assertTrue(self.fetch(f"{base}/web/static/img/placeholder.png")["string"])

    def test_foreign_addresses_are_refused(self):
        for url in (
            "http://example.com/x.png",
            "https://fonts.googleapis.com/css",
            "file:///etc/passwd",
            "ftp://example.com/x",
            "//example.com/x.png",
            f"{BASE_URL}/web/session/logout",
            f"{BASE_URL}/base/models/res_users.py",
            f"{BASE_URL}/web/static/../../base/models/res_users.py",
            f"{BASE_URL}/web/static/%2e%2e/__manifest__.py",
        ):
            with self.subTest(url=url), self.assertRaises(ValueError):
                self.fetch(url)

    def test_print_opens_no_connection(self):
        with (
            mute_logger("weasyprint"),
            patch("socket.socket.connect") as connect,
        ):
            self._images("http://192.0.2.1/x.png", "https://example.com/y.png")
        connect.assert_not_called()

    def test_images_are_read_with_the_rights_of_the_user(self):
        self.assertTrue(self.fetch(f"{BASE_URL}/web/image/{self.public_image.id}")["string"])
        with self.assertRaises(AccessError):
            self.fetch(f"{BASE_URL}/web/image/{self.private_image.id}")
        with self.assertRaises(AccessError):
            self.fetch(f"{BASE_URL}/web/content/ir.attachment/{self.private_image.id}/datas")

    def test_superuser_mode_of_the_caller_does_not_open_images(self):
        fetch = ResourceFetcher(self.env(user=self.user, su=True))
        with self.assertRaises(AccessError):
            fetch(f"{BASE_URL}/web/image/{self.private_image.id}")

    def test_printed_page_shows_what_the_user_may_see(self):
        with mute_logger("weasyprint"):
            images = self._images(
                f"/web/image/{self.public_image.id}", f"/web/image/{self.private_image.id}"
            )
        colors = [image.getpixel((1, 1)) for image in images]
        self.assertIn((255, 0, 0), colors)
        self.assertNotIn((0, 0, 255), colors)

    def test_image_is_resized_as_asked(self):
        url = f"{BASE_URL}/web/image/ir.attachment/{self.public_image.id}/datas/20x10"
        self.assertTrue(self.fetch(url)["string"].startswith(b"\x89PNG"))

    def test_barcode_is_drawn_in_both_spellings(self):
        for path in (
            "/report/barcode/QR/DB-2025-001",
            "/report/barcode/?barcode_type=Code128&value=DB-2025-001&width=300&height=60",
        ):
            image = self.fetch(BASE_URL + path)
            self.assertEqual(image["mime_type"], "image/png")

    def test_barcode_is_printed(self):
        before = len(self._print(self._create_report(), self.partners[0]).pages[0].images)
        self.env["ir.ui.view"].search([("key", "=", "report_weasyprint.test_document")]).unlink()
        self.assertEqual(len(self._images("/report/barcode/QR/DB-2025-001")), before + 1)

    def test_logo_is_public(self):
        self.env.company.logo = png("green", (100, 50))
        self.assertTrue(self.fetch(f"{BASE_URL}/logo.png?company={self.env.company.id}")["string"])
