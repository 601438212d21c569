from odoo.tests import freeze_time

from ..models.health_followup_adl import ITEMS
from ..models.health_followup_tcm import ANSWERS
from .followup_common import TODAY
from .paper_common import HealthFollowupPaperCase

OTHER_LISTS = {9: "tcm_weight", 14: "tcm_cold", 17: "tcm_allergy", 28: "tcm_waist"}
ROWS = [
    "date", "way", "elder_symptom_ids", "elder_health_id", "Blood pressure (mmHg)", "Weight (kg)",
    "bmi", "heart_rate", "waist", "sign_other", "Cigarettes a day", "Spirits a day (liang)",
    "Exercise, times a week", "Exercise, minutes each time", "salt", "salt_target", "mind",
    "comply", "aux", "adl_total", "adl_level_id", "adherence_id", "adr", "drug_ids",
    "elder_guidance_ids", "Reason", "Institution and department", "next_date",
]  # fmt: skip
TIRED = {1: 5, 2: 3, 3: 2, 4: 2, 14: 2}
"""Answers of somebody who tends to a lack of qi, and is balanced on the whole (domain C.6)."""


@freeze_time(TODAY)
class TestHealthFollowupElderPrint(HealthFollowupPaperCase):
    def setUp(self):
        super().setUp()
        old = self._archive(self._resident("老人", birth_date="1950-01-01"))
        self.elder = old.enrolment_ids.filtered(lambda e: e.programme_id.code == "elder")

    def _serve(self, **vals):
        symptoms = {"htn_symptom_ids": [], "elder_symptom_ids": self._codes("symptom", "01")}
        return self._visit(enrolment=self.elder, **symptoms | vals)

    def _get_answers(self, others=1, answers=None):
        points = dict.fromkeys(ANSWERS, others) | (answers or {})
        return {
            ANSWERS[number]: self._code(OTHER_LISTS.get(number, "tcm_answer"), str(point)).id
            for number, point in points.items()
        }

    def _get_care(self, *codes):
        lists = ("adl_eating", "adl_grooming", "adl_dressing", "adl_toilet", "adl_moving")
        return {
            name: self._code(list_code, code).id
            for name, list_code, code in zip(ITEMS, lists, codes, strict=True)
        }

    def test_elder_has_the_local_form_with_all_its_boxes_in_their_order(self):
        visit = self._serve(weight=60, height=160, waist=80)
        self.assertIn("elder", visit._get_paper_title(visit.programme_id))
        self._assert_paper(visit, ROWS)
        [page] = self._pages(visit)
        self.assertNotIn(visit._get_label("class_id"), [row.label for row in page.rows])

    def test_scale_of_self_care_is_printed_with_the_points_of_its_answers(self):
        _visit, scale = self._pages(self._serve(**self._get_care(*"13121")))
        self.assertIn("Self-care", scale.title)
        self.assertEqual([self._cells(scale, name)[0] for name in ITEMS], ["0", "3", "0", "1", "0"])
        self.assertEqual(self._cells(scale, "adl_total"), ["4"])
        self.assertIn("5 不能自理", self._row(scale, "adl_eating_id").hint)

    def test_no_need_of_help_is_a_total_of_nought(self):
        visit, scale = self._pages(self._serve(**self._get_care(*"11111")))
        self.assertEqual(self._cells(visit, "adl_total"), ["0"])
        self.assertEqual(self._cells(scale, "adl_total"), ["0"])

    def test_33_answers_and_nine_constitutions_are_a_form_of_their_own(self):
        visit = self._serve(**self._get_answers(answers=TIRED))
        _visit, page = self._pages(visit)
        self.assertIn("Chinese medicine", page.title)
        answers = {number: self._cells(page, name) for number, name in ANSWERS.items()}
        expected = dict.fromkeys(ANSWERS, 1) | TIRED
        self.assertEqual(answers, {number: [str(n)] for number, n in expected.items()})
        found = [row for row in page.rows if row.section == visit._get_label("tcm_yes_ids")]
        self.assertEqual(
            {row.label: row.cells[0] for row in found},
            dict.fromkeys(
                ["阳虚质", "阴虚质", "痰湿质", "湿热质", "血瘀质", "气郁质", "特禀质"], "4 否"
            )
            | {"气虚质": "9 倾向是", "平和质": "22 On the whole yes"},
        )
        self.assertEqual(found[-1].label, "平和质")

    def test_constitution_that_holds_reads_yes(self):
        _visit, page = self._pages(self._serve(**self._get_answers(answers={1: 5})))
        [balanced] = [row for row in page.rows if row.label == "平和质"]
        self.assertEqual(balanced.cells, ["25 是"])

    def test_unanswered_questions_have_no_sums(self):
        answers = self._get_answers() | {"tcm_20_id": False}
        _visit, page = self._pages(self._serve(**answers))
        [balanced] = [row for row in page.rows if row.label == "平和质"]
        self.assertEqual(balanced.cells, [""])

    def test_visits_share_the_scale_and_each_has_its_constitution(self):
        with freeze_time("2027-05-01"):
            visits = self._serve(**self._get_care(*"11111"), **self._get_answers())
            visits |= self._serve(
                date="2027-05-01", **self._get_care(*"33333"), **self._get_answers(answers={1: 5})
            )
            titles = [page.title for page in self._pages(visits)]
        self.assertEqual(len(titles), 4)
        self.assertEqual(len(set(titles[2:])), 1)

    def test_measured_weight_alone_prints_no_constitution(self):
        self.assertEqual(len(self._pages(self._serve(weight=60, height=160))), 1)
