from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

EATING, GROOMING, DRESSING, TOILET, MOVING = range(5)
LISTS = ("adl_eating", "adl_grooming", "adl_dressing", "adl_toilet", "adl_moving")

# codes of the five answers -> points, level (domain C.5)
VECTORS = [
    ("11111", 0, "1"),
    ("31111", 3, "1"),
    ("13121", 4, "2"),
    ("33311", 9, "3"),
    ("33333", 19, "4"),
    ("34331", 18, "3"),
    ("44444", 37, "4"),
]


@freeze_time(TODAY)
class TestHealthFollowupElder(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        old = cls._archive(cls._resident("老人", birth_date="1950-01-01"))
        cls.elder = old.enrolment_ids.filtered(lambda e: e.programme_id.code == "elder")

    def _visit_elder(self, answers="", **vals):
        boxes = {
            f"{name}_id": self._code(name, code).id
            for name, code in zip(LISTS, answers, strict=False)
        }
        symptoms = {"htn_symptom_ids": [], "elder_symptom_ids": self._codes("symptom", "01")}
        return self._visit(enrolment=self.elder, **symptoms | boxes | vals)

    def test_self_care_is_scored_as_the_form_says(self):
        for answers, points, level in VECTORS:
            with self.subTest(answers):
                visit = self._visit_elder(answers)
                self.assertEqual(visit.adl_total, points)
                self.assertEqual(visit.adl_level_id.code, level)
                visit.unlink()

    def test_cells_the_form_does_not_offer_are_no_answers(self):
        for name in ("adl_eating", "adl_dressing"):
            with self.assertRaises(UserError):
                self._code(name, "2")

    def test_scale_that_was_begun_is_finished_before_signing(self):
        visit = self._visit_elder("311")
        self.assertFalse(visit.adl_level_id)
        with self.assertRaisesRegex(UserError, visit._fields["adl_toilet_id"].string):
            visit.with_context(lang="en_US").action_sign()
        visit.write({"adl_toilet_id": self._code("adl_toilet", "1").id})
        visit.write({"adl_moving_id": self._code("adl_moving", "1").id})
        visit.action_sign()
        self.assertEqual(visit.seal_state, "sealed")

    def test_service_is_yearly_and_has_no_class(self):
        visit = self._visit_elder()
        visit.action_sign()
        self.assertFalse(visit.class_id)
        self.assertEqual(str(visit.next_date), "2027-05-01")
        self.assertEqual(str(self.elder.next_due_date), "2027-05-01")

    def test_dangerous_pressure_is_referred_at_once_and_checked_in_two_weeks(self):
        visit = self._visit_elder(sbp=182, dbp=90)
        visit.action_sign()
        self.assertTrue(visit.is_urgent)
        self.assertEqual(str(visit.next_date), "2026-05-15")
        self.assertEqual(len(visit.referral_ids), 1)
        self.assertIn("国家基本公共卫生服务规范", visit.finding_text)

    def test_form_of_elders_opens(self):
        visit = self._visit_elder()
        form = self.env.ref("health_followup.health_followup_view_form_elder")
        self.assertEqual(visit.get_formview_id(), form.id)
        arch = visit.get_view(form.id, "form")["arch"]
        self.assertIn("adl_eating_id", arch)
        self.assertIn("tcm_33_id", arch)

    def test_paper_shows_self_care(self):
        visit = self._visit_elder("33311")
        reports = self.env["report.health_followup.report_health_followup"].with_user(self.doctor)
        page, _scale = reports._get_report_values(visit.ids)["pages"]
        cells = {row.label: row.cells for row in page.rows}
        self.assertEqual(cells[visit._fields["adl_total"]._description_string(self.env)], ["9"])
