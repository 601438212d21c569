from datetime import datetime

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.org_unit.tests.common import new_users

from .common import LOGS, ContentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestContentReceipt(ContentCase):
    def setUp(self):
        super().setUp()
        self.notice = self._publish("notice")

    def _unread(self, user):
        notices = self.env["content.notice"].with_user(user)
        mine = [("id", "=", self.notice.id)]
        found = notices.search([("is_unread", "=", True), *mine])
        self.assertEqual(bool(found), notices.browse(self.notice.id).is_unread)
        rest = notices.search([("is_unread", "=", False), *mine])
        self.assertEqual(len(found | rest), 1)
        return bool(found)

    def test_a_reader_confirms_once_with_name_and_time(self):
        self.assertTrue(self._unread(self.village))
        self.notice.with_user(self.village).action_confirm()
        with freeze_time("2026-11-05 01:00:00"):
            self.notice.with_user(self.village).action_confirm()
        self.assertFalse(self._unread(self.village))
        self.assertTrue(self._unread(self.reader))
        row = self.notice.receipt_ids.filtered("read_at")
        self.assertEqual((row.user_id, row.read_at), (self.village, datetime(2026, 11, 2, 1)))
        self.assertEqual(self.notice.sudo().activity_ids.user_id, self.reader)
        self.assertEqual((self.notice.read_count, self.notice.unread_count), (1, 1))

    def test_a_changed_notice_must_be_read_again(self):
        self.notice.with_user(self.village).action_confirm()
        self.notice.body = "<p>Changed</p>"
        self.notice.action_publish()
        self.assertTrue(self._unread(self.village))
        self.assertEqual((self.notice.read_count, self.notice.unread_count), (0, 2))
        self.notice.with_user(self.village).action_confirm()
        self.assertFalse(self._unread(self.village))

    def test_who_comes_later_reads_it_too(self):
        (late,) = new_users(self.env, self._reader("content_late", self.clinic))
        self.assertTrue(self._unread(late))
        self.notice.with_user(late).action_confirm()
        self.assertFalse(self._unread(late))

    def test_who_writes_or_oversees_a_notice_is_not_asked(self):
        for user in (self.editor, self.chief):
            self.assertFalse(self._unread(user), user.login)

    @mute_logger(*LOGS)
    def test_a_stranger_confirms_nothing(self):
        with self.assertRaises(AccessError):
            self.notice.with_user(self.neighbour).action_confirm()

    @mute_logger(*LOGS)
    def test_receipts_are_written_by_nobody_and_read_by_their_owner_and_the_editor(self):
        rows = self.notice.receipt_ids
        mine = rows.filtered(lambda row: row.user_id == self.reader)
        for user, seen in ((self.reader, mine), (self.editor, rows), (self.chief, rows)):
            found = self.env["content.receipt"].with_user(user).search([("id", "in", rows.ids)])
            self.assertEqual(found.ids, seen.ids, user.login)
            with self.assertRaises(AccessError):
                mine.with_user(user).write({"read_at": "2026-11-01 00:00:00"})
            with self.assertRaises(AccessError):
                mine.with_user(user).unlink()
