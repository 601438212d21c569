from odoo.exceptions import UserError
from odoo.tests import Form, freeze_time

from .followup_common import TODAY, HealthFollowupCase

# further boxes -> class, days, referral, urgent (in the second year)
VECTORS = [
    ({}, "1", 90, False, False),
    ({"sbp": 139, "dbp": 89}, "1", 90, False, False),
    ({"sbp": 140}, "2", 14, False, False),
    ({"dbp": 90}, "2", 14, False, False),
    ({"adr": "2"}, "3", 14, False, False),
    ({"complication": "3"}, "4", 14, True, False),
    ({"sbp": 180}, "2", 14, True, True),
    ({"dbp": 110}, "2", 14, True, True),
    ({"danger": "1"}, "2", 14, True, True),
    ({"danger": "2"}, "2", 14, True, True),
    ({"danger": "3"}, "2", 14, True, True),
    ({"danger": "4"}, "2", 14, True, True),
    ({"danger": "2", "complication": "2"}, "4", 14, True, True),
    ({"danger": "2", "adr": "2"}, "3", 14, True, True),
]


@freeze_time(TODAY)
class TestHealthFollowupStroke(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stroke = cls._enrol("stroke", enrolled_date="2025-01-10")

    @classmethod
    def _visit_stroke(cls, danger=None, **vals):
        boxes = {
            "enrolment": cls.stroke,
            "htn_symptom_ids": [],
            "stroke_danger_ids": cls._codes("stroke_danger", danger) if danger else [],
            "stroke_limb_id": cls._code("stroke_limb", "2").id,
        }
        return cls._visit(**boxes | vals)

    def test_danger_harm_and_pressure_decide_as_the_local_rules_say(self):
        for vals, code, days, refer, urgent in VECTORS:
            with self.subTest(vals):
                visit = self._visit_stroke(**vals)
                self.assertEqual(visit.class_id.code, code)
                self.assertEqual((visit.next_date - visit.date).days, days)
                self.assertEqual((visit.is_referral, visit.is_urgent), (refer, urgent))
                self.assertIn("无国家统一表单", visit.finding_text)
                visit.unlink()

    def test_second_uncontrolled_visit_is_referred(self):
        self._visit_stroke(date="2026-04-01", sbp=150).action_sign()
        visit = self._visit_stroke(sbp=150)
        visit.action_sign()
        self.assertEqual(visit.referral_ids.reason_id.code, "1")

    def test_visits_are_monthly_in_the_first_year_and_quarterly_afterwards(self):
        for date, month, days in (
            ("2025-01-10", 1, 30),
            ("2026-01-09", 12, 30),
            ("2026-01-10", 13, 90),
        ):
            with self.subTest(date):
                visit = self._visit_stroke(date=date)
                self.assertEqual(visit.stroke_month, month)
                self.assertEqual((visit.next_date - visit.date).days, days)

    def test_county_without_the_monthly_plan_ends_its_row(self):
        row = self.env.ref("health_followup.decision_rule_stroke_first_year")
        row.with_user(self.manager).valid_to = "2025-01-31"
        visit = self._visit_stroke(date="2025-03-01")
        self.assertEqual((visit.next_date - visit.date).days, 90)

    def test_danger_told_on_the_telephone_waits_for_no_pressure(self):
        self.assertTrue(self._visit_stroke(danger="3", way="3", sbp=0, dbp=0).is_urgent)

    def test_self_care_is_scored_by_the_scale_of_elders(self):
        answers = {"eating": "3", "grooming": "3", "dressing": "3", "toilet": "1", "moving": "1"}
        boxes = {f"adl_{k}_id": self._code(f"adl_{k}", code).id for k, code in answers.items()}
        visit = self._visit_stroke(**boxes)
        self.assertEqual((visit.adl_total, visit.adl_level_id.code), (9, "3"))

    def test_both_kinds_of_glucose_join_the_measurements(self):
        self._visit_stroke(glu_fasting=6.2, glu_meal=8.4).action_sign()
        rows = self.archive.measurement_ids
        found = {row.kind_id.code: row.value for row in rows}
        self.assertEqual((found["fbg"], found["pbg"]), (6.2, 8.4))

    def test_fasting_glucose_of_the_day_is_entered_once(self):
        diabetes = self._enrol("diabetes", enrolled_date="2025-01-10")
        self._visit_stroke(glu_fasting=6.2)
        followups = self.env["health.followup"].with_user(self.doctor)
        view = "health_followup.health_followup_view_form_diabetes"
        context = diabetes.action_follow_up()["context"]
        form = Form(followups.with_context(**context), view=view)
        self.assertEqual((form.dm_glucose, form.sbp), (6.2, 128))

    def test_limbs_are_judged_face_to_face_only(self):
        with self.assertRaises(UserError) as caught:
            self._visit_stroke(stroke_limb_id=False).action_sign()
        label = self.stroke.env["health.followup"]._get_label("stroke_limb_id")
        self.assertIn(label, str(caught.exception))
        call = self._visit_stroke(stroke_limb_id=False, date="2026-04-02", way="3")
        call.action_sign()
        self.assertEqual(call.seal_state, "sealed")

    def test_paper_shows_limbs_self_care_and_glucose(self):
        visit = self._visit_stroke(glu_fasting=6.2, glu_meal=8.4, waist=88)
        cells = {row.label: row.cells for row in visit._get_paper_rows()}
        for name, cell in (("stroke_limb_id", "2"), ("glu_meal", "8.4"), ("waist", "88")):
            self.assertEqual(cells[visit._get_label(name)], [cell])
