from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .report_common import TODAY, ExamReportCase

WHY = "档案已迁出，由新机构录入"


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamSyncGiveUp(ExamReportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.waiting = [("state", "in", ("waiting", "failed"))]

    def _get_stuck(self):
        """A report whose archive was locked before it got there."""
        exam = self._report()
        self.elder._write_server({"state": "locked", "lock_reason": "核对身份"})
        exam.action_sync()
        return exam.sync_ids

    def _give_up(self, sync, user=None, reason=WHY):
        sync = sync.with_user(user or self.chief)
        dialog = self.env["health.exam.reason"].with_user(user or self.chief)
        context = sync.action_give_up()["context"]
        dialog.with_context(**context).create({"reason": reason}).action_confirm()

    def test_given_up_report_leaves_the_queue_and_says_why(self):
        sync = self._get_stuck()
        self.assertIn(sync, sync.search(self.waiting))
        self._give_up(sync)
        self.assertNotIn(sync, sync.search(self.waiting))
        self.assertEqual((sync.state, sync.reason), ("given_up", WHY))
        [line] = sync.line_ids
        self.assertEqual((line.what, line.new_value), ("decision", WHY))
        self.assertEqual(line.user_id, self.chief)

    def test_job_leaves_alone_what_was_given_up(self):
        sync = self._get_stuck()
        self._give_up(sync)
        self.elder._write_server({"state": "active"})
        self._enter_test_mode()
        with freeze_time("2026-11-25 02:00:00"):
            self.env.ref("health_exam.ir_cron_exam_sync").method_direct_trigger()
        self.assertEqual((sync.state, sync.exam_id.state), ("given_up", "reported"))

    def test_taken_up_again_it_reaches_the_archive(self):
        sync = self._get_stuck()
        self._give_up(sync)
        self.elder._write_server({"state": "active"})
        sync.with_user(self.chief).action_take_up()
        self.assertEqual((sync.state, sync.exam_id.state), ("done", "synced"))
        decisions = sync.line_ids.filtered(lambda line: line.what == "decision")
        self.assertEqual(len(decisions), 2)

    def test_only_a_chief_examiner_of_the_hospital_gives_up_with_a_reason(self):
        sync = self._get_stuck()
        for user in (self.desk, self.nurse, self.foreign_chief):
            with self.subTest(user.login), self.assertRaises(AccessError):
                sync.with_user(user)._give_up(WHY)
        with self.assertRaisesRegex(ValidationError, "Say why"):
            sync.with_user(self.chief)._give_up(" ")
        self.assertEqual(sync.state, "failed")

    def test_what_is_in_the_archive_is_not_given_up(self):
        exam = self._report()
        exam.action_sync()
        with self.assertRaisesRegex(UserError, "Choose only reports"):
            self._give_up(exam.sync_ids)
        with self.assertRaisesRegex(UserError, "Choose only reports"):
            exam.sync_ids.with_user(self.chief).action_take_up()

    def test_revoked_report_is_not_taken_up_again(self):
        sync = self._get_stuck()
        self._give_up(sync)
        self.elder._write_server({"state": "active"})
        sync.exam_id.with_user(self.chief)._revoke("更正")
        with self.assertRaisesRegex(UserError, "Choose only reports"):
            sync.with_user(self.chief).action_take_up()
