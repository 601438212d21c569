import time

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .report_common import TODAY, ExamReportCase

MILLISECONDS = 300


@tagged("post_install", "-at_install")
@freeze_time(f"{TODAY} 02:00:00")
class TestHealthExamReview(ExamReportCase):
    def _rows(self, exam):
        sections = exam._get_comparison(exam.previous_id)
        return {row.name: row for _name, rows in sections for row in rows}

    def test_chief_reviews_an_exam_whose_stations_are_done(self):
        exam = self._examine().with_user(self.chief)
        action = exam.action_review()
        self.assertEqual((exam.state, action["res_id"]), ("final", exam.id))

    def test_review_with_missing_items_is_refused_with_their_names(self):
        exam = self._register()
        for name in ("nurse", "doctor", "image"):
            self._fill(exam, name)
        with self.assertRaisesRegex(UserError, "Fasting glucose.*Not done"):
            exam.with_user(self.chief).action_review()
        self.assertEqual(exam.state, "in_progress")

    def test_chief_goes_on_when_the_gaps_are_settled(self):
        exam = self._register()
        for name in ("nurse", "doctor", "image"):
            self._fill(exam, name)
        self._fill(exam, "lab", fbg=0)
        exam = exam.with_user(self.chief)
        gap = self.env["health.exam.gap"].with_user(self.chief).create(
            {
                "exam_id": exam.id,
                "item_id": self.env.ref("health_exam.item_glucose").id,
                "reason_id": self._code("exam_gap_reason/2"),
                "note": "改日空腹再查",
            }
        )  # fmt: skip
        with self.assertRaisesRegex(UserError, "Fasting glucose"):
            exam.action_review()
        gap.write({"reason_id": self._code("exam_gap_reason/1")})
        exam.action_review()
        self.assertEqual(exam.state, "final")

    def test_station_does_not_review(self):
        exam = self._examine()
        with self.assertRaises(AccessError):
            exam.with_user(self.nurse).action_review()

    def test_registered_exam_has_nothing_to_review(self):
        with self.assertRaisesRegex(UserError, "nothing is to be reviewed"):
            self._register().with_user(self.chief).action_review()

    def test_station_that_corrects_a_number_ends_the_review(self):
        exam = self._review(self._examine())
        self._change("lab", exam, fbg=6.4)
        self.assertEqual(exam.state, "station_done")
        with self.assertRaisesRegex(UserError, "after its final review"):
            exam.action_report()

    def test_chief_sends_an_exam_back_to_the_stations(self):
        exam = self._review(self._examine())
        exam.action_return_to_stations()
        self.assertEqual(exam.state, "station_done")

    def test_last_years_numbers_and_answers_stand_beside_this_years(self):
        last = self._report_last_year(weight=57.5, smoke_id="exam_smoke/3")
        exam = self._examine(sbp_left=165, dbp_left=96).with_user(self.chief)
        self.assertEqual(exam.previous_id, last)
        rows = self._rows(exam)
        self.assertEqual(
            (rows["weight"].now, rows["weight"].before, rows["weight"].difference),
            ("60.0", "57.5", "+2.5"),
        )
        self.assertEqual(rows["sbp_left"].flag, "↑")
        self.assertEqual(rows["sbp_left"].flag_before, "")
        self.assertTrue(rows["smoke_id"].is_changed)
        self.assertFalse(rows["hearing_id"].is_changed)
        self.assertIn("+2.5", exam.comparison)
        self.assertIn("2025-11-18", exam.comparison)

    def test_every_answer_of_the_form_is_compared(self):
        exam = self._examine().with_user(self.chief)
        rows = self._rows(exam)
        asked = [name for name in exam._get_boxes() if exam[name]]
        # the pressure that counts is that of an arm, which stands there
        self.assertEqual(set(asked) - rows.keys(), {"sbp", "dbp"})
        self.assertIn("bmi", rows)

    def test_exam_that_was_not_reported_is_no_exam_before(self):
        with freeze_time("2025-11-18 02:00:00"):
            self._examine()
        exam = self._examine().with_user(self.chief)
        self.assertFalse(exam.previous_id)
        self.assertIn("No earlier exam", exam.comparison)

    def test_station_compares_its_own_sections_only(self):
        self._report_last_year(fbg=5.0, pulse=80)
        exam = self._examine().with_user(self.lab)
        self.assertIn("5.3", exam.comparison)
        self.assertNotIn("Pulse", exam.comparison)

    def test_review_opens_with_few_queries(self):
        self._report_last_year()
        exam = self._examine().with_user(self.chief)
        exam.read(["comparison", "suggested_text"])
        self.env.invalidate_all()
        with self.assertQueryCount(35):
            start = time.perf_counter()
            exam.read(["comparison", "suggested_text"])
        self.assertLess((time.perf_counter() - start) * 1000, 3 * MILLISECONDS)

    def test_suggestion_is_added_to_what_the_chief_wrote(self):
        exam = self._review(
            self._examine(sbp_left=165, dbp_left=96), abnormal_text="龋齿", guidance_text="少吃盐"
        )
        [finding] = exam.finding_ids
        self.assertIn(finding.evaluation_text, exam.suggested_text)
        exam.action_take_suggestion()
        exam.action_take_suggestion()
        self.assertEqual(exam.abnormal_text, f"龋齿\n{finding.evaluation_text}")
        self.assertEqual(exam.guidance_text, f"少吃盐\n{finding.guidance_text}")
        self.assertEqual(exam.evaluation_id.code, "2")
        self.assertEqual(exam.guidance_ids, finding.guidance_ids)

    def test_dismissed_finding_is_not_suggested(self):
        exam = self._review(self._examine(sbp_left=165, dbp_left=96))
        exam.finding_ids._dismiss("复测正常")
        exam.action_take_suggestion()
        self.assertFalse(exam.abnormal_text)

    def test_without_findings_nothing_abnormal_is_suggested(self):
        exam = self._examine().with_user(self.chief)
        exam.action_review()
        exam.action_take_suggestion()
        self.assertEqual(exam.evaluation_id.code, "1")
        self.assertFalse(exam.abnormal_text)

    def test_station_does_not_take_a_suggestion_over(self):
        exam = self._review(self._examine())
        with self.assertRaises(AccessError):
            exam.with_user(self.lab).action_take_suggestion()
