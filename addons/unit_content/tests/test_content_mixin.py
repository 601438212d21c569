from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import DAY, LOGS, ContentCase, picture


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestContentMixin(ContentCase):
    def test_a_draft_is_seen_by_editors_alone_and_what_is_published_by_those_below(self):
        article = self._make("article")
        users = (self.chief, self.editor, self.reader, self.village, self.neighbour)
        self.assertEqual([self._sees(user, article) for user in users], [True] * 2 + [False] * 3)
        article.action_publish()
        self.assertEqual([self._sees(user, article) for user in users], [True] * 4 + [False])
        article.action_withdraw()
        self.assertEqual([self._sees(user, article) for user in users], [True] * 2 + [False] * 3)

    def test_an_editor_writes_on_the_form_what_the_system_fills_in_stays_out(self):
        for kind, more in (
            ("notice", {}),
            ("article", {"category_id": self.env["content.category"].search([], limit=1)}),
            ("banner", {"picture": picture().decode()}),
        ):
            with self.subTest(kind=kind):
                with Form(self.env[f"content.{kind}"].with_user(self.editor)) as form:
                    form.name = "Flu"
                    for name, value in more.items():
                        setattr(form, name, value)
                self.assertEqual((form.record.state, form.record.version), ("draft", 1))

    def test_nobody_reads_before_the_first_day(self):
        article = self._publish("article", date_from="2026-11-03")
        self.assertFalse(self._sees(self.reader, article))
        with freeze_time("2026-11-03 01:00:00"):
            self.assertTrue(self._sees(self.reader, article))

    def test_a_change_of_what_is_published_takes_it_back_and_says_so(self):
        for kind in ("article", "banner", "notice"):
            with self.subTest(kind=kind):
                record = self._publish(kind)
                record.name = "Another title"
                self.assertEqual((record.state, record.version), ("draft", 2))
                bodies = " ".join(record.message_ids.mapped("body"))
                self.assertIn("version 2", bodies)
                record.action_publish()
                self.assertEqual((record.state, record.version), ("published", 2))

    def test_the_order_of_banners_changes_without_taking_them_back(self):
        banner = self._publish("banner")
        banner.sequence = 99
        self.assertEqual((banner.state, banner.version), ("published", 1))

    @mute_logger(*LOGS)
    def test_an_editor_writes_for_his_unit_and_those_below_only(self):
        self._make("article", org_unit_id=self.clinic.id)
        article = self._make("article", self.chief)
        with self.assertRaises(AccessError):
            article.with_user(self.editor).name = "X"
        for unit in (self.county, self.other):
            with self.assertRaises(AccessError):
                self._make("article", org_unit_id=unit.id)
        article.with_user(self.chief).org_unit_id = self.other

    @mute_logger(*LOGS)
    def test_a_reader_writes_and_publishes_nothing(self):
        article = self._publish("article").with_user(self.reader)
        with self.assertRaises(AccessError):
            article.action_withdraw()
        with self.assertRaises(AccessError):
            article.name = "X"
        with self.assertRaises(AccessError):
            self._make("article", self.reader)

    def test_nobody_enters_that_something_is_published(self):
        article = self._make("article")
        for vals in ({"state": "published"}, {"version": 7}, {"published_at": f"{DAY} 00:00:00"}):
            with self.assertRaisesRegex(AccessError, "cannot be entered"):
                article.write(vals)
            with self.assertRaisesRegex(AccessError, "cannot be entered"):
                self._make("article", **vals)

    def test_what_was_published_is_not_deleted(self):
        article = self._publish("article")
        article.action_withdraw()
        with self.assertRaisesRegex(UserError, "archive it"):
            article.unlink()
        draft = self._make("article")
        self.assertTrue(draft.unlink())

    def test_the_portal_asks_for_a_unit_and_a_day(self):
        mine = self._publish("article", audience="residents")
        above = self._publish("article", self.chief, audience="both")
        staff = self._publish("article", audience="staff")
        self._publish("article", self.chief, org_unit_id=self.other.id)
        over = self._publish("article", date_to="2026-11-02")
        asked = self.env["content.mixin"].with_user(self.env.ref("base.public_user"))
        shown = asked._get_published("article", self.clinic, DAY)
        self.assertEqual(set(shown.ids), set((mine | above | over).ids))
        shown = asked._get_published("article", self.clinic, "2026-11-03", "staff")
        self.assertEqual(set(shown.ids), set((above | staff).ids))
        banner = self._publish("banner", article_id=mine.id)
        self.assertEqual(asked._get_published("banner", self.clinic, DAY).ids, banner.ids)
        self.assertFalse(asked._get_published("banner", self.other, DAY))
