from datetime import timedelta
from urllib.parse import urlparse

from odoo import http
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.service_project.tools import service_today

from .common import LedgerCase


@tagged("post_install", "-at_install")
class TestServiceFeedbackLink(LedgerCase, HttpCase):
    """The server has the clock of the machine, so the project runs around today."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.today = service_today()
        near = timedelta(days=100)
        cls.project.write({"date_start": cls.today - near, "date": cls.today + near})

    def setUp(self):
        super().setUp()
        self.entry = self._signed(performed_at=self.env.cr.now().replace(microsecond=0))
        self.path = urlparse(self.entry.action_feedback_link()["url"]).path

    def send(self, score, path=None):
        data = {"score": score, "comment": "很好", "csrf_token": http.Request.csrf_token(self)}
        return self.url_open(path or self.path, data=data)

    def scores(self):
        rows = self.env["service.feedback"].search([("entry_id", "=", self.entry.id)])
        return rows.mapped(lambda row: (row.score, row.channel))

    def test_person_judges_once_and_the_page_names_nobody(self):
        self.authenticate(None, None)
        page = self.url_open(self.path)
        self.assertEqual(page.status_code, 200)
        self.assertNotIn(self.entry.partner_id.name, page.text)
        self.assertNotIn(self.entry.user_id.name, page.text)
        self.send("90")
        self.assertEqual(self.scores(), [(90, "link")])
        self.send("10")
        self.assertEqual(self.scores(), [(90, "link")])
        self.assertNotIn("<form", self.url_open(self.path).text)

    def test_what_is_no_score_is_refused_and_the_link_stays_good(self):
        self.authenticate(None, None)
        for score in ("101", "-1", "", "x"):
            self.send(score)
        self.assertEqual(self.scores(), [])
        self.assertIn("<form", self.url_open(self.path).text)

    def test_unknown_link_shows_no_form(self):
        page = self.url_open("/service/feedback/abcdefghijklmnop")
        self.assertNotIn("<form", page.text)

    def test_old_link_is_refused(self):
        link = self.env["service.feedback.link"].search([("entry_id", "=", self.entry.id)])
        link.expires_at = "2020-01-01"
        self.assertNotIn("<form", self.url_open(self.path).text)

    def test_only_the_fingerprint_of_a_link_is_kept(self):
        link = self.env["service.feedback.link"].search([("entry_id", "=", self.entry.id)])
        self.assertNotIn(link.token_hash, self.path)
        self.assertEqual(len(link.token_hash), 64)
        with self.assertRaises(AccessError):
            link.with_user(self.coordinator).read(["token_hash"])

    def test_another_centre_makes_no_link(self):
        with freeze_time(self.today), self.assertRaises(AccessError):
            self.entry.with_user(self.stranger).action_feedback_link()
