from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .common import DAY, LOGS, ContentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestContentNotice(ContentCase):
    def test_a_notice_to_all_below_asks_everybody_there(self):
        notice = self._publish("notice")
        self.assertEqual(notice.receipt_ids.user_id, self.reader | self.village)
        self.assertEqual(notice.sudo().activity_ids.user_id, self.reader | self.village)
        self.assertEqual((notice.read_count, notice.unread_count), (0, 2))

    def test_a_notice_that_needs_no_confirmation_becomes_nobodys_task(self):
        notice = self._publish("notice", must_confirm=False)
        self.assertFalse(notice.sudo().activity_ids)
        self.assertTrue(notice.with_user(self.reader).is_unread)

    def test_a_notice_to_chosen_units_asks_them_and_those_below(self):
        notice = self._publish(
            "notice", self.chief, to_units="chosen", unit_ids=[Command.set(self.hospital.ids)]
        )
        self.assertEqual(notice.receipt_ids.user_id, self.editor | self.reader | self.village)
        self.assertTrue(self._sees(self.village, notice))
        self.assertFalse(self._sees(self.neighbour, notice))
        asked = self.env["content.mixin"]._get_published
        self.assertEqual(asked("notice", self.clinic, DAY, "staff").ids, notice.ids)
        self.assertFalse(asked("notice", self.other, DAY, "staff"))
        self.assertFalse(asked("notice", self.clinic, DAY))

    @mute_logger(*LOGS)
    def test_units_are_chosen_within_ones_own(self):
        with self.assertRaises(AccessError):
            self._make("notice", to_units="chosen", unit_ids=[Command.set(self.other.ids)])
        notice = self._make("notice", to_units="chosen")
        with self.assertRaisesRegex(UserError, "Choose the units"):
            notice.action_publish()

    def test_a_notice_withdrawn_asks_nobody_any_more(self):
        notice = self._publish("notice")
        notice.action_withdraw()
        self.assertFalse(notice.sudo().activity_ids)
        with self.assertRaisesRegex(UserError, "not published"):
            notice.action_confirm()
