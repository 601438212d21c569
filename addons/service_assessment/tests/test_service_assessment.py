from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .common import NOVEMBER, AssessmentCase


@freeze_time(NOVEMBER)
class TestServiceAssessment(AssessmentCase):
    def test_the_figures_are_those_of_the_board_at_the_end_of_the_month(self):
        self._visits(15)
        self._visits(5, 2000, "2026-10-05")
        self._visits(9, 3000, "2026-11-01")
        self._visit(4000, "2026-10-06", state="rejected", cause="record", reason="没有签名")
        line = self._line(self._assess(), "L15")
        self.assertEqual(line.assessment_id.cut_off, date(2026, 10, 31))
        self.assertEqual((line.accepted, line.actual, line.month_accepted), (20, 20, 5))
        self.assertAlmostEqual(line.expected, 80 * 138 / 365, 2)
        self.assertEqual((line.rejected, line.month_rejected), (1, 1))
        self.assertEqual((line.figure_state, line.rejected_text), ("red", "1 × 没有签名"))  # noqa: RUF001
        self.assertTrue(line.next_step)

    def test_the_score_is_what_was_reached_of_what_was_due_by_weight(self):
        self._visits(15)
        assessment = self._assess()
        visits, nothing = self._line(assessment, "L15"), self._line(assessment, "L21")
        self.assertEqual((visits.points, nothing.points), (50, 50))
        self.assertAlmostEqual(visits.score, 50 * 15 / (80 * 138 / 365), 2)
        self.assertEqual(nothing.score, 50)
        self.assertEqual(assessment.total_score, round(visits.score + 50, 2))
        self.assertFalse(self._line(assessment, "L19").is_scored)
        self.assertFalse(self._line(assessment, "L20").is_scored)
        self.assertEqual((assessment.scored_count, assessment.behind_count), (2, 1))

    def test_the_only_project_and_this_month_are_filled_in_and_any_day_means_its_month(self):
        form = Form(self.env["service.assessment"].with_user(self.manager))
        self.assertEqual(form.project_id, self.project)
        self.assertEqual(str(form.month), NOVEMBER[:8] + "01")
        form.month = "2026-10-17"
        self.assertEqual(str(form.month), "2026-10-01")
        self.assertEqual(form.save().cut_off, date(2026, 10, 31))

    def test_an_incident_costs_all_of_its_points(self):
        self._claim(self.nothing, date="2026-10-10")
        self.assertEqual(self._line(self._assess(), "L21").score, 0)

    def test_weights_and_scores_by_hand_survive_counting_anew(self):
        assessment = self._assess()
        self._line(assessment, "L15").weight = 3
        listed = self._line(assessment, "L20")
        listed.write({"is_by_hand": True, "hand_percent": 80, "comment": "齐全"})
        self.assertEqual((listed.points, listed.score), (20, 16))
        new = self._obligation("L22", is_prorated=True)
        self._visits(4)
        assessment.action_recount()
        self.assertEqual(self._line(assessment, "L15").weight, 3)
        self.assertEqual(self._line(assessment, "L15").actual, 4)
        self.assertEqual((listed.hand_percent, listed.comment), (80, "齐全"))
        self.assertEqual(self._line(assessment, new.code).weight, 1)
        self.assertAlmostEqual(sum(assessment.line_ids.mapped("points")), 100, 2)

    def test_only_what_is_listed_is_scored_by_hand(self):
        with self.assertRaisesRegex(ValidationError, "L15"):
            self._line(self._assess(), "L15").is_by_hand = True

    def test_nobody_enters_figures(self):
        line = self._line(self._assess(), "L15")
        for vals in ({"actual": 80}, {"score": 100}, {"figure_state": "met"}):
            with self.subTest(vals), self.assertRaises(AccessError):
                line.write(vals)
        with self.assertRaises(AccessError):
            line.assessment_id.state = "signed"
        with self.assertRaises(AccessError):
            self.env["service.assessment.line"].with_user(self.manager).create(
                {
                    "assessment_id": line.assessment_id.id,
                    "obligation_id": self.visits.id,
                    "actual": 9,
                }
            )

    def test_a_signed_assessment_stays_as_it_was_counted(self):
        assessment = self._assess(comment="请加快上门")
        assessment.action_sign()
        self.assertEqual((assessment.state, assessment.sealed_by_id), ("signed", self.manager))
        score = assessment.total_score
        self._visits(30)
        with self.assertRaises(UserError):
            assessment.action_recount()
        for write in (
            lambda: assessment.write({"comment": "改"}),
            lambda: assessment.line_ids[0].write({"weight": 9}),
            lambda: assessment.line_ids[0].unlink(),
            lambda: assessment.unlink(),
        ):
            with self.assertRaises(UserError):
                write()
        self.assertEqual(assessment.total_score, score)
        self.assertEqual(assessment.action_verify_seal()["params"]["type"], "success")

    def test_a_correction_is_another_version_with_its_reason(self):
        assessment = self._assess()
        assessment.action_sign()
        action = assessment.action_open_correct()
        wizards = self.env["service.assessment.correct"].with_user(self.manager)
        wizard = wizards.with_context(**action["context"]).create({"reason": "漏计一次"})
        following = self.env["service.assessment"].browse(wizard.action_confirm()["res_id"])
        self.assertEqual((following.version, following.supersede_reason), (2, "漏计一次"))
        self.assertEqual(len(following.line_ids), 4)
        self.assertEqual(assessment.state, "corrected")
        self._visits(6)
        following = following.with_user(self.manager)
        following.action_recount()
        following.action_sign()
        self.assertEqual(self._line(following, "L15").actual, 6)
        self.assertEqual(self._line(assessment, "L15").actual, 0)

    def test_a_correction_called_off_leaves_the_signed_one_valid(self):
        assessment = self._assess()
        assessment.action_sign()
        assessment._correct("误操作").unlink()
        self.assertEqual((assessment.state, assessment.seal_state), ("signed", "sealed"))

    def test_a_month_is_signed_once_it_is_over(self):
        with freeze_time("2026-10-20 02:00:00"):
            assessment = self._assess("2026-10-15")
            self.assertEqual(assessment.month, date(2026, 10, 1))
            self.assertEqual(assessment.cut_off, date(2026, 10, 20))
            with self.assertRaisesRegex(UserError, "2026-10-20"):
                assessment.action_sign()
        with self.assertRaisesRegex(UserError, "2026-10-31"):
            assessment.action_sign()
        assessment.action_recount()
        assessment.action_sign()
        self.assertEqual(assessment.state, "signed")

    def test_one_assessment_for_each_month_in_which_the_project_ran(self):
        self._assess()
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.cr.savepoint(),
        ):
            self._assess()
        for month in ("2026-05-01", "2026-12-01"):
            with self.subTest(month), self.assertRaises(ValidationError):
                self._assess(month)

    def test_only_managers_of_the_centre_assess(self):
        assessment = self._assess()
        for user in (self.coordinator, self.viewer, self.stranger):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._assess("2026-09-01", user)
            with self.subTest(user.login), self.assertRaises(AccessError):
                assessment.with_user(user).action_sign()
        self.assertTrue(assessment.with_user(self.coordinator).total_score)
        with self.assertRaises(AccessError):
            assessment.with_user(self.stranger).read(["total_score"])

    def test_the_supplier_sees_what_was_signed_until_the_last_day(self):
        with freeze_time("2026-09-30 02:00:00"):
            assessment = self._assess("2026-08-01")
            rows = self.env["service.assessment"].with_user(self.physician)
            lines = self.env["service.assessment.line"].with_user(self.physician)
            self.assertFalse(rows.search([]) or lines.search([]))
            assessment.action_sign()
            self.assertEqual(rows.search([]), assessment)
            self.assertEqual(lines.search([]), assessment.line_ids)
        with freeze_time("2026-09-30 16:00:00"):
            self.assertFalse(rows.search([]) or lines.search([]))
            for record in (assessment, assessment.line_ids):
                with self.subTest(record._name), self.assertRaises(AccessError):
                    record.with_user(self.physician).read(["display_name"])
