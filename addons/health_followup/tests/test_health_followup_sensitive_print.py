from odoo.tests import freeze_time

from .followup_common import TODAY
from .sensitive_common import HealthFollowupSensitiveCase

# the rows of the paper form, as domain C.3.3 orders them
MENTAL_ROWS = [
    "date", "way", "smd_lost_id", "smd_death_date", "smd_death_cause_id", "smd_death_disease_id",
    "smd_risk_id", "smd_symptom_ids", "smd_insight_id", "smd_sleep_id", "smd_diet_id",
    "smd_life_id", "smd_housework_id", "smd_work_id", "smd_learning_id", "smd_social_id",
    "smd_minor_trouble", "smd_trouble", "smd_accident", "smd_other_danger", "smd_self_harm",
    "smd_suicide_attempt", "smd_restraint_id", "smd_hospital_id", "smd_discharge_date",
    "smd_laboratory_id", "smd_adherence_id", "smd_adr_id", "smd_effect_id", "smd_rehab_ids",
    "class_id", "next_date",
]  # fmt: skip
# those of domain C.4
FIRST_ROWS = [
    "date", "way", "tb_patient_id", "tb_sputum_id", "tb_resistance_id", "tb_first_symptom_ids",
    "tb_regimen", "tb_usage_id", "tb_dosage_ids", "tb_supervisor_id", "tb_room_id",
    "tb_ventilation_id", "tb_edu_card_id", "tb_edu_drugs_id", "tb_edu_course_id",
    "tb_edu_harm_id", "tb_edu_reaction_id", "tb_edu_sputum_id", "tb_edu_travel_id",
    "tb_edu_living_id", "tb_edu_contacts_id", "next_date",
]  # fmt: skip
LATER_ROWS = [
    "date", "tb_month", "tb_supervisor_id", "way", "tb_symptom_ids", "tb_regimen", "tb_usage_id",
    "tb_dosage_ids", "tb_missed_doses", "tb_adr_id", "tb_complication_id", "tb_opinion",
    "next_date", "tb_stop_date", "tb_stop_id", "tb_percent", "tb_evaluator_id",
]  # fmt: skip


@freeze_time(TODAY)
class TestHealthFollowupSensitivePrint(HealthFollowupSensitiveCase):
    def _pages(self, visits):
        reports = self.env["report.health_followup.report_health_followup_sensitive"]
        return reports.with_user(self.sensitive)._get_report_values(visits.ids)["pages"]

    def _get_order(self, page, names):
        """Those of these boxes that have a row, in the order of the rows."""
        labels = {page.visits._get_label(name): name for name in names}
        return [labels[row.label] for row in page.rows if row.label in labels]

    def _cells(self, page, name):
        [row] = [row for row in page.rows if row.label == page.visits._get_label(name)]
        return row.cells

    def test_mental_form_has_the_rows_of_the_paper_in_their_order(self):
        visit = self._visit_mental(
            smd_risk_id="3",
            smd_symptom_ids=["1", "7"],
            smd_trouble=2,
            drug_ids=[(0, 0, {"name": f"药{n}", "amount": 1}) for n in range(4)],
            guidance_ids=[(0, 0, {"name": "奥氮平片", "amount": 10})],
        )
        visit.action_sign()
        missed = self._missed(self.mental, "2026-04-20", smd_lost_id="1")
        [page] = self._pages(visit | missed)
        self.assertIn("severe mental disorder", page.title)
        self.assertEqual(self._get_order(page, MENTAL_ROWS), MENTAL_ROWS)
        self.assertEqual(self._cells(page, "class_id"), ["0", "1"])
        self.assertEqual(self._cells(page, "smd_symptom_ids"), ["", "1/7"])
        self.assertEqual(self._cells(page, "smd_trouble"), ["", 2])
        self.assertEqual(self._cells(page, "smd_lost_id"), ["1", ""])
        drugs = [row.cells[1] for row in page.rows if row.section == visit._get_label("drug_ids")]
        self.assertEqual([len(cell.splitlines()) for cell in drugs], [1, 1, 2])
        referred = [row.cells for row in page.rows if "1" in row.hint and row.cells == ["", "2"]]
        self.assertTrue(referred)

    def test_tuberculosis_has_two_forms(self):
        first = self._visit_home()
        first.action_sign()
        later = self._visit_tuberculosis(tb_missed_doses=3)
        first_page, later_page = self._pages(first | later)
        self.assertIn("first home visit", first_page.title)
        self.assertNotIn("first", later_page.title)
        self.assertEqual(self._get_order(first_page, FIRST_ROWS), FIRST_ROWS)
        self.assertEqual(self._get_order(later_page, LATER_ROWS), LATER_ROWS)
        self.assertEqual(self._cells(later_page, "tb_missed_doses"), ["3"])

    def test_end_of_the_treatment_is_printed(self):
        self._visit_home().action_sign()
        visit = self._visit_tuberculosis(
            tb_stop_date="2026-04-30",
            tb_stop_id="1",
            tb_visits_due=8,
            tb_visits_done=7,
            tb_doses_due=180,
            tb_doses_done=171,
        )
        [page] = self._pages(visit)
        cells = [cell for row in page.rows for cell in row.cells]
        self.assertIn("8 / 7", cells)
        self.assertIn("180 / 171", cells)
        self.assertIn("95.0", cells)

    def test_round_prints_the_form_that_comes_next(self):
        reports = self.env["report.health_followup.report_health_followup_sensitive_round"]
        reports = reports.with_user(self.sensitive)
        [page] = reports._get_report_values(self.tuberculosis.ids)["pages"]
        self.assertEqual(self._get_order(page, FIRST_ROWS), FIRST_ROWS)
        self._visit_home().action_sign()
        [page] = reports._get_report_values(self.tuberculosis.ids)["pages"]
        self.assertEqual(self._get_order(page, LATER_ROWS), LATER_ROWS)
