from odoo.tests import freeze_time

from .followup_common import TODAY
from .paper_common import HealthFollowupPaperCase

REFERRAL = ["Referred", "Reason", "Institution and department"]
# the rows of the paper forms, as domain C.8 and C.9 order them
NEWBORN = [
    "sex", "birth_date", "child_father_name", "child_father_job", "child_father_phone",
    "child_father_birth", "child_mother_name", "child_mother_job", "child_mother_phone",
    "child_mother_birth", "child_weeks", "child_mother_disease_ids", "child_midwifery",
    "Course of the birth", "child_asphyxia", "Apgar score: 1 minute / 5 minutes",
    "child_malformation", "child_hearing_screen_id", "child_screening_ids", "child_birth_weight",
    "Weight now (kg)", "child_birth_length", "Way of feeding", "child_milk_ml",
    "child_milk_times", "child_vomiting", "child_stool_id", "child_stool_times",
    "child_newborn_temperature", "heart_rate", "child_respiration", "child_colour_id",
    "child_jaundice_ids", "child_fontanelle_id", "child_eyes", "child_limbs", "child_ears",
    "child_neck_mass", "child_nose", "child_skin_ids", "child_mouth", "child_anus", "child_chest",
    "child_abdomen", "child_spine", "child_genitals", "child_cord_id", "child_abnormal",
    "child_other", *REFERRAL, "child_newborn_guidance_ids", "date", "child_next_place",
    "next_date",
]  # fmt: skip
SINCE = [
    "Development: warning signs", "child_illness_ids", "child_abnormal", "child_other", *REFERRAL,
]  # fmt: skip
INFANT = [
    "date", "weight", "Length (cm)", "child_head", "child_colour_id", "child_skin_ids",
    "child_fontanelle_length", "child_neck_mass", "child_eyes", "child_ears", "child_hearing",
    "child_mouth", "child_teeth", "child_chest", "child_abdomen", "child_cord_id", "child_navel",
    "child_limbs", "child_rickets_symptom_ids", "child_rickets_sign_ids", "child_anus",
    "child_genitals", "child_hgb", "child_outdoor_hours", "child_vitamin_d", *SINCE,
    "child_guidance_ids", "child_tcm_ids", "next_date",
]  # fmt: skip
TODDLER = [
    "date", "weight", "Length or height (cm)", "child_head", "child_colour_id", "child_skin_ids",
    "child_fontanelle_length", "child_eyes", "child_ears", "child_hearing",
    "Teeth / Decayed teeth", "child_chest", "child_abdomen", "child_limbs", "child_gait",
    "child_rickets_sign_ids", "child_hgb", "child_outdoor_hours", "child_vitamin_d", *SINCE,
    "child_guidance_ids", "child_tcm_ids", "next_date",
]  # fmt: skip
PRESCHOOL = [
    "date", "weight", "height", "Weight for height", "child_growth_ids", "child_vision_left",
    "child_vision_right", "child_hearing", "Teeth / Decayed teeth", "child_chest",
    "child_abdomen", "child_hgb", *SINCE, "child_preschool_guidance_ids", "child_tcm_ids",
    "next_date",
]  # fmt: skip
# born on, words of the title, rows
FORMS = [
    ("2026-04-24", "newborn", NEWBORN),
    ("2025-11-01", "1 to 8 months", INFANT),
    ("2024-05-01", "12 to 30 months", TODDLER),
    ("2023-05-01", "3 to 6 years", PRESCHOOL),
]
WARNED = "Development: warning signs"


@freeze_time(TODAY)
class TestHealthFollowupChildPrint(HealthFollowupPaperCase):
    def _child(self, born):
        archive = self._archive(self._resident("小宝", birth_date=born, sex="1"))
        return archive.enrolment_ids.filtered(lambda e: e.programme_id.code == "child")

    def _check(self, enrolment, **vals):
        boxes = {"htn_symptom_ids": [], "sbp": 0, "dbp": 0, "adherence_id": False, "adr": False}
        return self._visit(enrolment=enrolment, **boxes | vals)

    def test_each_age_has_the_form_of_the_norm_with_all_its_boxes_in_their_order(self):
        for born, words, rows in FORMS:
            with self.subTest(words):
                check = self._check(self._child(born), weight=9, height=75)
                self.assertIn(words, check._get_paper_title(check.programme_id))
                self._assert_paper(check, rows)

    def test_each_form_fits_one_sheet(self):
        checks = self.env["health.followup"]
        for born, _words, rows in FORMS:
            check = self._check(self._child(born), weight=9, height=75)
            self._fill_all(check, rows)
            checks |= check
        self.assertEqual(self._count_sheets(checks), len(FORMS))

    def test_no_form_for_children_has_a_class_or_drugs(self):
        for born, words, _rows in FORMS:
            with self.subTest(words):
                [page] = self._pages(self._check(self._child(born)))
                self._assert_no_chronic_rows(page)

    def test_checks_stand_in_the_column_of_their_age(self):
        child = self._child("2026-02-01")
        checks = self._check(child, weight=6, height=61)
        with freeze_time("2026-10-05"):
            checks |= self._check(child, date="2026-10-05", weight=8.5, height=70)
            [page] = self._pages(checks)
        self.assertEqual(page.heads, ["Full month", "3 months", "6 months", "8 months"])
        self.assertEqual(self._cells(page, "weight"), ["", "6 / 2", "", "8.5 / 2"])
        self.assertEqual(self._cells(page, "date"), ["", TODAY, "", "2026-10-05"])

    def test_36_months_are_the_column_of_3_years(self):
        [page] = self._pages(self._check(self._child("2023-05-01"), weight=14, height=95))
        self.assertEqual(page.heads, ["3 years", "4 years", "5 years", "6 years"])
        self.assertEqual(self._cells(page, "weight"), ["14 / 2", "", "", ""])
        self.assertEqual(self._cells(page, "Weight for height"), ["2", "", "", ""])

    def test_second_check_at_an_age_gets_another_sheet(self):
        child = self._child("2026-01-25")
        checks = self._check(child, weight=6, height=61)
        with freeze_time("2026-05-15"):
            checks |= self._check(child, date="2026-05-15", weight=6.2, height=61)
            first, second = self._pages(checks)
        self.assertEqual(self._cells(first, "date"), ["", TODAY, "", ""])
        self.assertEqual(self._cells(second, "date"), ["", "2026-05-15", "", ""])

    def test_checks_of_two_forms_are_two_pages(self):
        child = self._child("2025-08-28")
        checks = self._check(child, weight=8, height=70)
        with freeze_time("2026-09-01"):
            checks |= self._check(child, date="2026-09-01", weight=9.6, height=75)
            infant, toddler = self._pages(checks)
        self.assertIn("1 to 8", infant.title)
        self.assertIn("12 to 30", toddler.title)
        self.assertEqual(self._cells(toddler, "date"), ["2026-09-01", "", "", ""])

    def test_column_lists_the_four_warning_signs_of_its_age_only(self):
        signs = self._check_code("child_warning", "12-1", "12-4")
        check = self._check(self._child("2025-05-01"), weight=9.6, child_warning_ids=signs)
        [page] = self._pages(check)
        row = self._row(page, WARNED)
        self.assertEqual(row.cells, ["1/4", "", "", ""])
        catalogue = self.env["health.code"].search([("list_code", "=", "child_warning")])
        for code in catalogue.filtered(lambda code: code.code != "0"):
            shown = [index for index, note in enumerate(row.notes) if code.name in note]
            age = code.code.partition("-")[0]
            ages = ["12", "18", "24", "30"]
            self.assertEqual(shown, [ages.index(age)] if age in ages else [], code.name)
            self.assertNotIn(code.name, row.hint)

    def test_sign_of_another_age_is_told_in_words(self):
        signs = self._check_code("child_warning", "18-4")
        check = self._check(self._child("2025-05-01"), weight=9.6, child_warning_ids=signs)
        [page] = self._pages(check)
        self.assertEqual(self._cells(page, WARNED)[0], "18-4 不会独走")

    def test_dash_stands_where_the_form_asks_for_nothing(self):
        [page] = self._pages(self._check(self._child("2025-05-01"), weight=9.6))
        self.assertEqual(self._cells(page, "child_hgb"), ["—", "", "—", ""])
        [page] = self._pages(self._check(self._child("2025-05-01"), child_hgb=112))
        self.assertEqual(self._cells(page, "child_hgb"), ["112", "", "—", ""])

    def test_illnesses_are_counted(self):
        illnesses = self._check_code("child_illness", "2", "4")
        check = self._check(
            self._child("2025-05-01"), child_illness_ids=illnesses, child_pneumonia_times=2
        )
        [page] = self._pages(check)
        self.assertEqual(self._cells(page, "child_illness_ids")[0], "2×2/4")

    def test_sign_of_rickets_that_an_age_lacks_is_listed_where_it_was_found(self):
        bow_legs = self._check_code("child_rickets_sign", "8")
        for vals, listed in (({}, False), ({"child_rickets_sign_ids": bow_legs}, True)):
            [page] = self._pages(self._check(self._child("2025-11-01"), **vals))
            hint = self._row(page, "child_rickets_sign_ids").hint
            self.assertEqual("8 O型腿" in hint, listed)
            self.assertIn("7 手足镯", hint)

    def test_round_prints_the_form_that_is_due_next(self):
        child = self._child("2025-08-28")
        [page] = self._pages(child, report="report_health_followup_round")
        self.assertIn("1 to 8", page.title)
        signs = self._check_code("child_warning", "0")
        self._check(child, weight=8, height=70, child_warning_ids=signs).action_sign()
        [page] = self._pages(child, report="report_health_followup_round")
        self.assertIn("12 to 30", page.title)
        self.assertEqual(self._cells(page, "date"), ["", "", "", ""])

    def test_round_leaves_the_column_of_the_next_check_free(self):
        child = self._child("2025-05-01")
        signs = self._check_code("child_warning", "0")
        self._check(child, weight=9.6, height=75, child_warning_ids=signs).action_sign()
        [page] = self._pages(child, report="report_health_followup_round")
        self.assertEqual(self._cells(page, "date"), [TODAY, "", "", ""])
