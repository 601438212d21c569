from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import ContentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestContentArticle(ContentCase):
    def test_scripts_and_forms_are_left_out_of_the_text(self):
        body = (
            "<p onclick='steal()'>Good<script>steal()</script></p>"
            "<form action='/steal'><input name='a'/></form><iframe src='/x'></iframe>"
        )
        saved = self._make("article", body=body).body
        self.assertIn("Good", saved)
        for word in ("script", "onclick", "form", "input", "iframe", "steal"):
            self.assertNotIn(word, saved)

    def test_a_picture_of_another_site_is_refused(self):
        for body in (
            "<img src='https://example.com/a.png'>",
            "<img src='//example.com/a.png'>",
        ):
            with self.assertRaisesRegex(ValidationError, "upload it here"):
                self._make("article", body=body)
        self._make("article", body="<p>a</p><img src='/web/image/1'>")

    def test_an_empty_article_is_not_published(self):
        with self.assertRaisesRegex(UserError, "has no text yet"):
            self._publish("article", body=False)

    def test_the_preview_opens_the_article_as_a_phone_page(self):
        article = self._make("article")
        action = article.action_preview()
        self.assertEqual((action["res_id"], action["target"]), (article.id, "new"))
        view = self.env["ir.ui.view"].browse(action["views"][0][0])
        self.assertIn("390px", view.arch)
