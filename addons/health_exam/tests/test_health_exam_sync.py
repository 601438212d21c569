from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from odoo.addons.indicator.tools.span import Span

from .report_common import LAST_YEAR, TODAY
from .sync_common import ExamSyncCase


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamSync(ExamSyncCase):
    def test_reported_exam_reaches_the_archive(self):
        exam = self._synced(sbp_left=150, dbp_left=88)
        self.assertEqual(exam.state, "synced")
        values = self._values_in_archive(exam)
        self.assertEqual((values["sbp"], values["dbp"]), (150, 88))
        self.assertEqual((values["hgb"], values["fbg"], values["weight"]), (132, 5.3, 60))
        self.assertEqual(str(self.elder.last_exam_date), TODAY)
        sync = exam.sync_ids
        self.assertEqual((sync.state, sync.attempts), ("done", 1))
        date = sync.line_ids.filtered(lambda line: line.what == "archive")
        self.assertEqual((date.old_value or "", date.new_value), ("", TODAY))
        self.assertEqual(len(sync.line_ids), len(values) + 1)

    def test_job_writes_what_waits(self):
        exam = self._report()
        self._enter_test_mode()
        self.env.ref("health_exam.ir_cron_exam_sync").method_direct_trigger()
        self.assertEqual(exam.state, "synced")

    def test_writing_twice_changes_nothing(self):
        exam = self._synced()
        before = self._values_in_archive(exam), len(exam.sync_ids.line_ids)
        self._sync(exam)
        exam.sudo().sync_ids._run()
        self.assertEqual((self._values_in_archive(exam), len(exam.sync_ids.line_ids)), before)
        self.assertEqual(exam.sync_ids.attempts, 1)

    def test_number_that_a_later_version_lacks_leaves_the_archive(self):
        exam = self._synced(alb=41)
        self.assertEqual(self._values_in_archive(exam)["alb"], 41)
        self._report_again(exam, "lab", alb=0)
        self._sync(exam)
        self.assertNotIn("alb", self._values_in_archive(exam))
        first, second = exam.sync_ids.sorted("id")
        self.assertIn(("41.0 g/L", False), self._changes(first))
        self.assertNotIn("41.0 g/L", {text for pair in self._changes(second) for text in pair})

    def test_corrected_number_replaces_the_former(self):
        exam = self._synced(weight=60)
        count = len(self._values_in_archive(exam))
        self._report_again(exam, "nurse", weight=62.5)
        self._sync(exam)
        values = self._values_in_archive(exam)
        self.assertEqual((values["weight"], len(values)), (62.5, count))
        first, second = exam.sync_ids.sorted("id")
        self.assertIn(("60.0 kg", False), self._changes(first))
        self.assertIn((False, "62.5 kg"), self._changes(second))

    def test_unchanged_version_restores_the_same_rows(self):
        exam = self._synced()
        rows, values = self._rows_in_archive(exam), self._values_in_archive(exam)
        exam._revoke("签错")
        exam.action_report()
        self._sync(exam)
        self.assertEqual(self._values_in_archive(exam), values)
        self.assertEqual(self._rows_in_archive(exam), rows)

    def test_report_revoked_before_it_was_written_never_is(self):
        exam = self._report()
        exam._revoke("更正")
        self.assertEqual(exam.sync_ids.state, "void")
        exam.sudo().sync_ids._run()
        self.assertFalse(self._values_in_archive(exam))

    def test_void_exam_takes_its_numbers_back(self):
        with freeze_time(f"{LAST_YEAR} 02:00:00"):
            self._synced(weight=58)
        exam = self._synced()
        exam._revoke("登记错人")
        exam._void("登记错人")
        self.assertFalse(self._values_in_archive(exam))
        self.assertEqual(str(self.elder.last_exam_date), LAST_YEAR)
        self.assertIn(("60.0 kg", False), [(x.old_value, x.new_value or False)
                                           for x in exam.sync_ids.line_ids])  # fmt: skip

    def test_closed_archive_keeps_the_report_in_the_list_with_its_reason(self):
        exam = self._report()
        self.elder._write_server({"state": "locked", "lock_reason": "核对身份"})
        self._sync(exam)
        sync = exam.sync_ids
        self.assertEqual((sync.state, exam.state), ("failed", "reported"))
        self.assertIn("核对身份", sync.reason)
        self.assertFalse(self._values_in_archive(exam))
        self.elder._write_server({"state": "active"})
        sync.with_user(self.chief).action_run()
        self.assertEqual((sync.state, sync.reason, exam.state), ("done", False, "synced"))
        self.assertEqual(sync.attempts, 2)

    def test_number_known_from_that_day_is_not_doubled(self):
        weight = self.env["health.measurement.kind"]._get_by_code("weight")
        self.env["health.measurement"].create(
            {
                "archive_id": self.elder.id,
                "kind_id": weight.id,
                "value": 60,
                "taken_at": f"{TODAY} 01:00:00",
            }
        )
        self.assertNotIn("weight", self._values_in_archive(self._synced()))

    def test_stations_and_other_hospitals_write_nothing_to_archives(self):
        exam = self._report()
        for user in (self.nurse, self.foreign_chief):
            with self.assertRaises(AccessError):
                exam.with_user(user).action_sync()
            with self.assertRaises(AccessError):
                exam.sync_ids.with_user(user).action_run()
        self.assertEqual(exam.state, "reported")

    def test_client_writes_no_log(self):
        exam = self._synced()
        with self.assertRaises(AccessError):
            exam.sync_ids.write({"state": "waiting"})
        with self.assertRaises(AccessError):
            exam.sync_ids.line_ids.unlink()
        with self.assertRaisesRegex(AccessError, "filled by the system"):
            self.elder.with_user(self.chief).write({"last_exam_date": TODAY})

    def test_archive_shows_exams_timeline_and_use(self):
        exam = self._synced()
        archive = self.elder.with_user(self.chief)
        self.assertEqual(archive.exam_count, 1)
        self.assertIn(exam, self.env["health.exam"].search(archive.action_open_exams()["domain"]))
        titles = [event.title for event in archive._get_sorted_timeline() if event.kind == "exam"]
        self.assertEqual(len(titles), 1)
        self.assertIn(exam.exam_number, titles[0])

    def test_reported_exam_is_a_use_of_the_archive(self):
        today = fields.Date.to_date(TODAY)
        span = Span.until_today(today.replace(month=1, day=1), today, today)
        used = self.env["indicator.provider"]._condition_archive_used(span)
        archives = self.env["health.archive"]
        other = self._new_elder(name="未体检")
        self._register(other)
        before = archives.search(used)
        self._report()
        self.assertEqual(archives.search(used) - before, self.elder)
