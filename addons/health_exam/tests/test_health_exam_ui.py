from odoo.tests import HttpCase, tagged

from .exam_common import ExamCase


@tagged("post_install", "-at_install")
class TestHealthExamUi(ExamCase, HttpCase):
    def test_nurse_measures_fills_the_rest_as_normal_and_finishes_her_station(self):
        exam = self._register().with_user(self.nurse)
        lifestyle = {
            "exercise_id": "exam_exercise/1",
            "diet_ids": ["exam_diet/1"],
            "smoke_id": "exam_smoke/1",
            "drink_id": "exam_drink/1",
        }
        exam.write(self._values(lifestyle))
        self.start_tour("/odoo/exam-station", "health_exam_station", login="exam_nurse")
        self.assertEqual((exam.sbp, exam.dbp, exam.elder_health_id.code), (152, 88, "1"))
        self.assertEqual((exam.elder_adl_id.code, exam.symptom_ids.mapped("code")), ("1", ["01"]))
        work = exam.work_ids.filtered(lambda work: work.doctor_id == self.nurse)
        self.assertEqual((work.state, work.summary), ("done", "血压偏高"))
        self.assertEqual(exam.state, "in_progress", "the other stations are still to come")

    def test_chief_examiner_reviews_takes_the_suggestion_and_signs(self):
        exam = self._examine(sbp_left=165, dbp_left=95)
        self.start_tour("/odoo/exam-review", "health_exam_review", login="exam_chief")
        exam = exam.with_user(self.chief)
        self.assertEqual((exam.state, exam.evaluation_id.code), ("reported", "2"))
        self.assertEqual(exam.report_ids.signed_by_id, self.chief)
