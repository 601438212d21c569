from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time

from ..models.health_followup_tcm import ANSWERS, KEYS, SCORES
from ..tools import tcm
from .followup_common import TODAY, HealthFollowupCase

OTHER_LISTS = {9: "tcm_weight", 14: "tcm_cold", 17: "tcm_allergy", 28: "tcm_waist"}
BALANCED, QI, YANG, YIN = "1", "2", "3", "4"


@freeze_time(TODAY)
class TestHealthFollowupTcm(HealthFollowupCase):
    """The check values of the domain specification, C.6."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        old = cls._archive(cls._resident("老人", birth_date="1950-01-01"))
        cls.elder = old.enrolment_ids.filtered(lambda e: e.programme_id.code == "elder")
        cls.constitutions = cls.env["health.tcm.constitution"]._get_in_force(
            cls.elder.enrolled_date
        )

    def _visit_tcm(self, others=1, answers=None, **vals):
        points = dict.fromkeys(ANSWERS, others) | (answers or {})
        boxes = {
            ANSWERS[number]: self._code(OTHER_LISTS.get(number, "tcm_answer"), str(point)).id
            for number, point in points.items()
        }
        symptoms = {"htn_symptom_ids": [], "elder_symptom_ids": self._codes("symptom", "01")}
        return self._visit(enrolment=self.elder, **symptoms | boxes | vals)

    def _scores(self, visit):
        return {key: visit[name] for key, name in zip(KEYS, SCORES, strict=True)}

    def test_energy_and_no_complaint_is_balanced(self):
        visit = self._visit_tcm(answers={1: 5})
        self.assertEqual(self._scores(visit), dict.fromkeys(KEYS, 4) | {"balanced": 25})
        self.assertEqual(visit.tcm_yes_ids.code, BALANCED)
        self.assertFalse(visit.tcm_tendency_ids)
        self.assertEqual(visit.tcm_main_id.code, BALANCED)

    def test_all_answers_in_the_middle_are_eight_constitutions(self):
        visit = self._visit_tcm(others=3)
        self.assertEqual(self._scores(visit), dict.fromkeys(KEYS, 12) | {"balanced": 15})
        self.assertEqual(set(visit.tcm_yes_ids.mapped("code")), set("23456789"))
        self.assertFalse(visit.tcm_main_id)
        self.assertIn("阳虚质", visit.tcm_contradiction)

    def test_eleven_points_are_qi_deficiency(self):
        visit = self._visit_tcm(answers={2: 3, 3: 3, 4: 3, 14: 2})
        self.assertEqual(visit.tcm_qi, 11)
        self.assertEqual(visit.tcm_yes_ids.code, QI)
        self.assertEqual(visit.tcm_main_id.code, QI)

    def test_nine_points_are_a_tendency_beside_a_mostly_balanced_one(self):
        visit = self._visit_tcm(answers={1: 5, 2: 3, 3: 2, 4: 2, 14: 2})
        self.assertEqual((visit.tcm_qi, visit.tcm_balanced), (9, 22))
        self.assertFalse(visit.tcm_yes_ids)
        self.assertEqual(set(visit.tcm_tendency_ids.mapped("code")), {BALANCED, QI})
        self.assertEqual(visit.tcm_main_id.code, BALANCED)

    def test_most_points_guide(self):
        visit = self._visit_tcm(answers={11: 5, 12: 5, 13: 1, 29: 1, 2: 5, 3: 5, 4: 5})
        self.assertEqual((visit.tcm_yang, visit.tcm_qi), (12, 16))
        self.assertEqual(visit.tcm_main_id.code, QI)

    def test_none_of_nine_asks_again_in_two_weeks(self):
        visit = self._visit_tcm(answers={1: 1, 5: 3, 13: 3, 2: 4})
        self.assertTrue(visit.tcm_is_undecided)
        self.assertEqual(str(visit.next_date), "2026-05-15")

    def test_weight_and_waist_answer_two_questions_by_themselves(self):
        height, metre = 200, 2
        for bmi, answer in ((23.96, "1"), (24, "2"), (25, "3"), (26, "4"), (27.9, "4"), (28, "5")):
            visit = self._visit(
                enrolment=self.elder, height=height, weight=bmi * metre**2, htn_symptom_ids=[]
            )
            self.assertEqual(visit.tcm_09_id.code, answer, bmi)
            visit.unlink()
        for waist, answer in (
            (79.4, "1"), (79.5, "2"), (85.4, "2"), (86, "3"), (90, "3"), (91, "4"), (105, "4"),
            (105.5, "5"),
        ):  # fmt: skip
            visit = self._visit(enrolment=self.elder, waist=waist, htn_symptom_ids=[])
            self.assertEqual(visit.tcm_28_id.code, answer, waist)
            visit.unlink()

    def test_one_blank_answer_gives_no_result_and_no_signature(self):
        visit = self._visit_tcm()
        visit.write({"tcm_20_id": False})
        self.assertEqual(visit.tcm_open_count, 1)
        self.assertFalse(visit.tcm_balanced)
        with self.assertRaises(UserError):
            visit.action_sign()

    def test_measured_weight_alone_does_not_ask_for_33_answers(self):
        visit = self._visit(
            enrolment=self.elder, weight=60, height=160, htn_symptom_ids=[],
            elder_symptom_ids=self._codes("symptom", "01"),
        )  # fmt: skip
        visit.action_sign()
        self.assertEqual(visit.seal_state, "sealed")

    def test_answer_of_another_question_is_refused(self):
        with self.assertRaises(ValidationError):
            self._visit(
                enrolment=self.elder, htn_symptom_ids=[],
                tcm_01_id=self._code("tcm_cold", "1").id,
            )  # fmt: skip

    @settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=40)
    @given(st.lists(st.integers(1, 5), min_size=33, max_size=33))
    def test_balanced_never_stands_beside_another_and_sums_stay_in_range(self, points):
        answers = dict(zip(ANSWERS, points, strict=True))
        scores = {one: one._add_up(answers) for one in self.constitutions}
        grades = self.constitutions._grade(scores, self.elder.enrolled_date)
        for one, score in scores.items():
            self.assertIn(score, range(5, 26) if one.is_balanced else range(4, 21))
        [balanced] = [one for one in grades if one.is_balanced]
        others = [grade for one, grade in grades.items() if one != balanced]
        if grades[balanced] == tcm.YES:
            self.assertEqual(max(others), tcm.NO)
        if grades[balanced] == tcm.TENDENCY:
            self.assertEqual(max(others), tcm.TENDENCY)

    def test_every_question_belongs_to_a_constitution(self):
        numbers = {int(number) for one in self.constitutions for number in one.items.split(",")}
        self.assertEqual(numbers, set(range(1, 34)))
