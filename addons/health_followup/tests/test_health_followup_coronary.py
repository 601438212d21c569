from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

# symptoms, further boxes -> class, days, referral, urgent
VECTORS = [
    ("1", {}, "1", 90, False, False),
    ("3", {}, "1", 90, False, False),
    ("4", {}, "2", 14, False, False),
    ("7", {}, "2", 14, False, False),
    ("8", {}, "2", 14, False, False),
    ("1", {"sbp": 145}, "2", 14, False, False),
    ("1", {"adr": "2"}, "3", 14, False, False),
    ("1", {"complication": "2"}, "4", 14, True, False),
    ("1", {"heart_rate": 44}, "2", 14, True, True),
    ("1", {"heart_rate": 45}, "1", 90, False, False),
    ("1", {"heart_rate": 130}, "1", 90, False, False),
    ("1", {"heart_rate": 131}, "2", 14, True, True),
    ("1", {"sbp": 180}, "2", 14, True, True),
    ("1", {"dbp": 110}, "2", 14, True, True),
    ("4", {"danger": "1"}, "2", 14, True, True),
    ("1", {"danger": "2"}, "2", 14, True, True),
    ("5", {"danger": "3", "complication": "3"}, "4", 14, True, True),
]


@freeze_time(TODAY)
class TestHealthFollowupCoronary(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.coronary = cls._enrol("coronary", enrolled_date="2025-01-10")

    @classmethod
    def _visit_coronary(cls, symptom="1", danger=None, **vals):
        boxes = {
            "enrolment": cls.coronary,
            "heart_rate": 72,
            "htn_symptom_ids": [],
            "chd_symptom_ids": cls._codes("chd_symptom", symptom),
            "chd_danger_ids": cls._codes("chd_danger", danger) if danger else [],
        }
        return cls._visit(**boxes | vals)

    def test_dangers_symptoms_and_heart_rate_decide_as_the_local_rules_say(self):
        for symptom, vals, code, days, refer, urgent in VECTORS:
            with self.subTest((symptom, vals)):
                visit = self._visit_coronary(symptom, **vals)
                self.assertEqual(visit.class_id.code, code)
                self.assertEqual((visit.next_date - visit.date).days, days)
                self.assertEqual((visit.is_referral, visit.is_urgent), (refer, urgent))
                self.assertIn("无国家统一表单", visit.finding_text)
                visit.unlink()

    def test_angina_at_two_visits_in_a_row_is_referred(self):
        self._visit_coronary("4", date="2026-04-15").action_sign()
        visit = self._visit_coronary("4")
        visit.action_sign()
        self.assertEqual(visit.referral_ids.reason_id.code, "1")

    def test_no_symptoms_excludes_the_others(self):
        with self.assertRaises(UserError):
            self._visit_coronary(chd_symptom_ids=self._codes("chd_symptom", "1", "4"))

    def test_advice_of_the_last_visit_is_proposed(self):
        self._visit_coronary(date="2026-02-01", chd_advice_salt="每日食盐少于5克").action_sign()
        new = self.env["health.followup"].with_user(self.doctor)
        new = new.new({"enrolment_id": self.coronary.id, "date": TODAY})
        new._onchange_enrolment_id()
        self.assertEqual(new.chd_advice_salt, "每日食盐少于5克")

    def test_paper_numbers_the_units_of_drugs_as_the_local_form_does(self):
        drugs = [
            {"name": "阿司匹林肠溶片", "times_a_day": 1, "amount": 100, "unit": "mg"},
            {"name": "复方丹参滴丸", "times_a_day": 3, "amount": 10, "unit": "pill"},
            {"name": "硝酸甘油注射液", "times_a_day": 1, "amount": 1, "unit": "piece"},
            {"name": "低分子肝素", "times_a_day": 1, "amount": 2, "unit": "ml"},
        ]
        visit = self._visit_coronary(drug_ids=[(0, 0, drug) for drug in drugs])
        [line] = visit._paper_drugs().cells
        for expected in ("1 × 100 1", "3 × 10 4", "1 × 1 7"):
            self.assertIn(expected, line)
        self.assertTrue(line.endswith("1 × 2 ml"))

    def test_other_forms_write_the_units_of_drugs_in_words(self):
        drug = {"name": "阿司匹林肠溶片", "times_a_day": 1, "amount": 100, "unit": "mg"}
        visit = self._visit(drug_ids=[(0, 0, drug)])
        self.assertEqual(visit._paper_drugs().cells, visit.drug_ids.mapped("display_name"))
