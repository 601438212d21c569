import json

from odoo.tests import freeze_time, tagged

from .report_common import TODAY, ExamReportCase


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamDrawing(ExamReportCase):
    """Which reports are drawn in the background, and by whom they are signed."""

    def _run_job(self):
        self._enter_test_mode()
        self.env.ref("health_exam.ir_cron_exam_draw").method_direct_trigger()

    def _report_many(self, count=4):
        exams = self.env["health.exam"].union(
            *(self._review(self._examine(self._new_elder(f"老人{n}"))) for n in range(count))
        )
        exams.action_report()
        return exams.report_ids

    def test_chief_who_signs_is_responsible_where_the_archive_names_nobody(self):
        exam = self._report()
        self.assertEqual(exam.doctor_id, self.chief)
        self.assertEqual(json.loads(exam.report_ids.content)["doctor_id"], self.chief.id)
        self.assertNotIn(self.desk.name, "".join(self._read_pages(self._print(exam))))

    def test_responsible_doctor_of_the_archive_stays_when_the_chief_signs(self):
        self.elder.doctor_id = self.doctor
        self.assertEqual(self._report().doctor_id, self.doctor)

    def test_synthetic_county_gives_the_job_nothing_to_draw(self):
        before = self.env["health.exam"].search([])
        self.env["synthetic.county"]._populate(150, 1)
        exams = self.env["health.exam"].search([]) - before
        reported = exams.filtered(lambda exam: exam.state in ("reported", "synced"))
        self.assertTrue(reported)
        self.assertFalse(exams.report_ids)
        self._run_job()
        self.assertFalse(exams.report_ids)

    def test_job_draws_what_users_signed_and_nothing_that_came_in_otherwise(self):
        signed = self._report_many()
        self.assertTrue(all(signed.mapped("is_to_draw")))
        came_in = signed[:2]
        # as a report without a file that another system, or a synthetic county, brought in
        came_in.sudo().is_to_draw = False
        self._run_job()
        self.assertEqual(signed.filtered("pdf_id"), signed - came_in)
        self.assertFalse(any(signed.mapped("is_to_draw")))

    def test_what_came_in_otherwise_is_drawn_when_it_is_printed(self):
        report = self._report_many()[:1]
        report.sudo().is_to_draw = False
        self.assertEqual(len(self._read_pages(self._print(report.exam_id))), 5)
        self.assertTrue(report.pdf_id)
