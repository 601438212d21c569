from odoo.tests import freeze_time

from .followup_common import TODAY
from .paper_common import HealthFollowupPaperCase

REFERRAL = ["Referred", "Reason", "Institution and department"]
PRESSURE = "Blood pressure (mmHg)"
# the rows of the paper forms, as domain C.7 orders them
FIRST = [
    "Filled in on", "preg_weeks", "age", "preg_husband_name", "preg_husband_age",
    "preg_husband_phone", "preg_gravidity", "preg_parity", "preg_vaginal", "preg_caesarean",
    "preg_period_date", "preg_due_date", "preg_history_ids", "preg_family_ids",
    "preg_personal_ids", "preg_surgery", "preg_miscarriages", "preg_abortions",
    "preg_fetal_deaths", "preg_stillbirths", "preg_newborn_deaths", "preg_defects", "height",
    "weight", "bmi", PRESSURE, "preg_heart", "preg_lung", "preg_vulva", "preg_vagina",
    "preg_cervix", "preg_uterus", "preg_adnexa", "preg_hgb", "preg_wbc", "preg_plt",
    "preg_protein", "preg_urine_sugar", "preg_ketone", "preg_urine_blood", "preg_abo_id",
    "preg_rh_id", "preg_glucose", "preg_alt", "preg_ast", "preg_alb", "preg_tbil", "preg_dbil",
    "preg_crea", "preg_urea", "preg_secretion_ids", "preg_cleanness_id", "preg_hbsag",
    "preg_hbsab", "preg_hbeag", "preg_hbeab", "preg_hbcab", "preg_ultrasound", "preg_tests",
    "preg_other", "Overall assessment", *REFERRAL, "preg_first_guidance_ids", "next_date",
]  # fmt: skip
VISIT = [
    "Visited or urged on", "preg_weeks", "preg_complaint", "weight", "preg_fundus", "preg_belly",
    "preg_position", "preg_fetal_heart", PRESSURE, "preg_hgb", "preg_protein", "preg_tests",
    "Class", *REFERRAL, "preg_guidance_ids", "next_date",
]  # fmt: skip
LYING_IN = [
    "date", "preg_delivery_date", "preg_discharge_date", "preg_temperature", "preg_health",
    "preg_mind", PRESSURE, "preg_breast", "preg_lochia", "preg_uterus", "preg_wound",
    "preg_other", "Class",
]  # fmt: skip
POSTPARTUM = [*LYING_IN, *REFERRAL, "preg_lying_guidance_ids", "next_date"]
CHECK42 = [
    *LYING_IN, "preg_end_guidance_ids", "preg_outcome_id", "Reason", "Institution and department",
]  # fmt: skip
DELIVERED = {"preg_period_date": "2025-07-20", "preg_delivery_date": "2026-04-26"}
LONG_AGO = {"preg_period_date": "2025-06-01", "preg_delivery_date": "2026-03-15"}
# days, words of the title, rows
FORMS = [
    ({"preg_period_date": "2026-03-05"}, "first antenatal", FIRST),
    ({"preg_period_date": "2026-01-09"}, "second to fifth", VISIT),
    (DELIVERED, "visit after delivery", POSTPARTUM),
    (LONG_AGO, "42 days after", CHECK42),
]


@freeze_time(TODAY)
class TestHealthFollowupPregnancyPrint(HealthFollowupPaperCase):
    def _mother(self):
        woman = self._resident("李花", birth_date="1998-01-01", sex="2")
        return self._enrol(
            archive=self._archive(woman),
            programme_id=self.env.ref("health_followup.programme_pregnancy").id,
            enrolled_date="2025-06-01",
        )

    def _check(self, enrolment=None, **vals):
        boxes = {"htn_symptom_ids": [], "sbp": 110, "dbp": 70, "weight": 55, "height": 160}
        return self._visit(enrolment=enrolment or self._mother(), **boxes | vals)

    def test_each_visit_has_the_form_of_the_norm_with_all_its_boxes_in_their_order(self):
        for days, words, rows in FORMS:
            with self.subTest(words):
                check = self._check(**days)
                self.assertIn(words, check._get_paper_title(check.programme_id))
                self._assert_paper(check, rows)

    def test_each_form_fits_one_sheet(self):
        checks = self.env["health.followup"]
        for days, _words, rows in FORMS:
            check = self._check(**days)
            self._fill_all(check, rows)
            checks |= check
        self.assertEqual(self._count_sheets(checks), len(FORMS))

    def test_no_form_for_mothers_has_a_chronic_class_or_drugs(self):
        for days, words, _rows in FORMS:
            with self.subTest(words):
                [page] = self._pages(self._check(**days))
                self._assert_no_chronic_rows(page)

    def test_visits_2_to_5_stand_in_the_column_of_their_number(self):
        mother = self._mother()
        visits = self._check(mother, preg_period_date="2026-01-09")
        with freeze_time("2026-07-24"):
            visits |= self._check(mother, date="2026-07-24", weight=60)
            [page] = self._pages(visits)
        self.assertEqual(len(page.heads), 4)
        self.assertEqual(self._cells(page, "preg_weeks"), ["16+0", "", "28+0", ""])
        self.assertEqual(self._cells(page, "weight"), ["55", "", "60", ""])

    def test_first_check_and_later_visits_are_pages_of_their_own(self):
        mother = self._mother()
        visits = self._check(mother, preg_period_date="2026-03-05")
        with freeze_time("2026-07-01"):
            visits |= self._check(mother, date="2026-07-01")
            first, later = self._pages(visits)
        self.assertEqual(self._cells(first, "preg_weeks"), ["8+1"])
        self.assertEqual(self._cells(later, "preg_weeks"), ["16+6", "", "", ""])

    def test_urged_visit_says_so_beside_its_date(self):
        [page] = self._pages(self._check(preg_period_date="2026-01-09", preg_is_urged=True))
        self.assertEqual(self._cells(page, "Visited or urged on")[0], f"{TODAY} (urged)")

    def test_operation_is_a_number_with_its_words(self):
        for words, cell in ((False, "1"), ("阑尾切除", "2 阑尾切除")):
            check = self._check(preg_period_date="2026-03-05", preg_surgery=words)
            [page] = self._pages(check)
            self.assertEqual(self._cells(page, "preg_surgery"), [cell])

    def test_colour_of_the_risk_is_printed_where_it_was_noted(self):
        label = self.env["health.followup"]._get_label("preg_risk_id")
        for colour, shown in ((False, False), (self._code("preg_risk", "2").id, True)):
            check = self._check(preg_period_date="2026-01-09", preg_risk_id=colour)
            [page] = self._pages(check)
            self.assertEqual(label in [row.label for row in page.rows], shown)

    def test_form_of_42_days_asks_for_no_next_visit(self):
        [page] = self._pages(self._check(**LONG_AGO))
        self.assertNotIn(page.visits._get_label("next_date"), [row.label for row in page.rows])
        self.assertIn("2 未恢复", self._row(page, "Class").hint)
