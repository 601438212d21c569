import base64

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import LOGS, ContentCase, picture


@tagged("post_install", "-at_install")
class TestContentBanner(ContentCase):
    def test_png_and_jpeg_are_taken_and_all_else_is_named(self):
        for form in ("PNG", "JPEG"):
            self.assertTrue(self._make("banner", picture=picture(form)).picture)
        svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
        for wrong in (picture("GIF"), svg, base64.b64encode(b"text")):
            with self.assertRaisesRegex(ValidationError, "PNG or JPEG"):
                self._make("banner", picture=wrong)
            with self.assertRaisesRegex(ValidationError, "PNG or JPEG"):
                self._make("banner").picture = wrong

    def test_a_large_picture_is_refused_with_its_size(self):
        self.env["ir.config_parameter"].set_param("unit_content.picture_megabytes", "0.00001")
        with self.assertRaisesRegex(ValidationError, "at most 1e-05 MB"):
            self._make("banner")

    @mute_logger(*LOGS)
    def test_a_banner_leads_to_no_article_out_of_scope(self):
        foreign = self._make("article", self.chief, org_unit_id=self.other.id)
        with self.assertRaises(AccessError):
            self._make("banner", article_id=foreign.id)
