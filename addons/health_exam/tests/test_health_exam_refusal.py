from odoo.exceptions import UserError
from odoo.tests import tagged

from .desk_common import DeskCase


@tagged("post_install", "-at_install")
class TestHealthExamRefusal(DeskCase):
    """What a refusal says also stands in the log of the server: no full name in it."""

    def _get_refusal(self, action, *args):
        with self.assertRaises(UserError) as refusal:
            action(*args)
        return str(refusal.exception)

    def _assert_masked(self, text, name="韦春花"):
        self.assertNotIn(name, text)
        self.assertIn("韦**", text)

    def test_who_was_registered_before_is_named_masked(self):
        other = self._new_elder("韦春兰")
        row = self._campaign([self.elder, other]).appointment_ids.sorted("id")
        row[0].action_register()
        self._assert_masked(self._get_refusal(row.action_register))

    def test_who_was_registered_at_the_desk_today_is_named_masked(self):
        row = self._campaign([self.elder]).appointment_ids
        exam = self._register()
        text = self._get_refusal(row.action_register)
        self._assert_masked(text)
        self.assertIn(exam.exam_number, text)

    def test_closed_archives_and_the_dead_are_named_masked(self):
        row = self._campaign([self.elder]).appointment_ids
        self.elder._write_server({"state": "locked", "lock_reason": "核对身份"})
        self._assert_masked(self._get_refusal(row.action_register))
        self._assert_masked(self._get_refusal(self._register))
        self._assert_masked(self._get_refusal(self.elder._check_open))
        self.elder._write_server({"state": "active"})
        self.person.death_date = "2026-01-02"
        self._assert_masked(self._get_refusal(row.action_register))

    def test_appointment_that_cannot_be_is_refused_masked(self):
        campaign = self._campaign([self.elder])
        row = campaign.appointment_ids
        self._assert_masked(self._get_refusal(row.write, {"date": "2001-01-01"}))
        row.action_register()
        self._assert_masked(self._get_refusal(row.unlink))

    def test_final_review_names_who_lacks_something_masked(self):
        exam = self._register()
        self._fill(exam, "nurse")
        self._assert_masked(self._get_refusal(exam.with_user(self.chief).action_review))
        text = self._get_refusal(exam.with_user(self.chief).action_report)
        self._assert_masked(text)
        text = self._get_refusal(exam.with_user(self.chief).action_print_report)
        self.assertNotIn("韦春花", text)
        self.assertIn(exam.exam_number, text)
