import psycopg2
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY
from .sensitive_common import STABLE, HealthFollowupSensitiveCase

# what differs from a stable patient -> class, days until the next visit, refer (domain C.3.2)
VECTORS = [
    ({}, "3", 90, False),
    ({"smd_social_id": "1", "smd_sleep_id": "3", "smd_diet_id": "3"}, "3", 90, False),
    ({"smd_adr_id": "2"}, "3", 90, False),
    ({"smd_work_id": "9"}, "3", 90, False),
    ({"smd_risk_id": "1"}, "2", 14, False),
    ({"smd_risk_id": "2"}, "2", 14, False),
    ({"smd_symptom_ids": ["11"]}, "2", 14, False),
    ({"smd_insight_id": "2"}, "2", 14, False),
    ({"smd_life_id": "3"}, "2", 14, False),
    ({"smd_work_id": "3"}, "2", 14, False),
    ({"smd_risk_id": "3"}, "1", 14, True),
    ({"smd_risk_id": "4"}, "1", 14, True),
    ({"smd_risk_id": "5"}, "1", 14, True),
    ({"smd_insight_id": "3"}, "1", 14, True),
    ({"smd_danger_ids": ["1"]}, "1", 14, True),
    ({"smd_danger_ids": ["2"]}, "1", 14, True),
    ({"smd_danger_ids": ["3"], "smd_risk_id": "1"}, "1", 14, True),
]


@freeze_time(TODAY)
class TestHealthFollowupMental(HealthFollowupSensitiveCase):
    def test_class_interval_and_referral_are_those_of_the_norm(self):
        for boxes, code, days, refers in VECTORS:
            with self.subTest(boxes):
                visit = self._visit_mental(**boxes)
                self.assertEqual(visit.class_id.code, code)
                self.assertEqual((visit.next_date - visit.date).days, days)
                self.assertEqual(visit.is_referral, refers)
                self.assertIn("国家基本公共卫生服务规范", visit.finding_text)
                visit.unlink()

    @settings(max_examples=25, deadline=None)
    @given(
        risk=st.sampled_from("012345"),
        insight=st.sampled_from("123"),
        functions=st.lists(st.sampled_from("123"), min_size=4, max_size=4),
        dangers=st.sets(st.sampled_from("123")),
    )
    def test_class_is_never_better_than_the_worst_finding(self, risk, insight, functions, dangers):
        names = ("smd_life_id", "smd_housework_id", "smd_learning_id", "smd_social_id")
        visit = self._visit_mental(
            smd_risk_id=risk,
            smd_insight_id=insight,
            smd_danger_ids=sorted(dangers),
            **dict(zip(names, functions, strict=True)),
        )
        worst = 3
        if risk in "12" or insight == "2" or "3" in functions:
            worst = 2
        if risk in "345" or insight == "3" or dangers:
            worst = 1
        self.assertEqual(int(visit.class_id.code), worst)
        self.assertLessEqual((visit.next_date - visit.date).days, 90 if worst == 3 else 14)
        self.assertGreater(visit.next_date, visit.date)
        visit.unlink()

    def test_who_isnt_stable_after_two_weeks_gets_a_specialist_and_a_month(self):
        self._visit_mental(date="2026-04-15", smd_risk_id="1").action_sign()
        visit = self._visit_mental(smd_risk_id="1")
        self.assertEqual(visit.decision_id, self.env.ref(
            "health_followup.decision_rule_smd_basic_again"))  # fmt: skip
        self.assertEqual((visit.next_date - visit.date).days, 30)
        visit.smd_risk_id = self._code("smd_risk", "0")
        self.assertEqual((visit.next_date - visit.date).days, 90)

    def test_shortest_of_the_intervals_that_the_county_names_counts(self):
        row = self.env.ref("health_followup.decision_rule_smd_unstable")
        row.interval_code = "interval_mental_unstable, interval_mental_unstable_alternative"
        visit = self._visit_mental(smd_risk_id="3")
        self.assertEqual((visit.next_date - visit.date).days, 7)
        with self.assertRaises(ValidationError):
            row.interval_code = "interval_mental_unstable, unknown"

    def test_row_of_the_table_takes_only_classes_of_its_programme(self):
        row = self.env.ref("health_followup.decision_rule_smd_stable")
        with self.assertRaises(ValidationError):
            row.class_id = self._code("followup_class", "1")

    def test_doctor_decides_otherwise_with_a_reason(self):
        visit = self._visit_mental(smd_risk_id="1")
        stable = self._code("smd_class", "3")
        with self.assertRaises(ValidationError):
            visit.class_id = stable
        visit.write({"class_id": stable.id, "overrule_reason": "专科医生会诊后判定稳定"})
        visit.action_sign()
        self.assertEqual(visit.class_id, stable)
        self.assertEqual(visit.quality_warning, "too_good")

    def test_who_wasnt_reached_gets_no_class_and_is_sought_again(self):
        visit = self._missed(self.mental, TODAY)
        self.assertFalse(visit.class_id or visit.decision_id)
        self.assertEqual((visit.next_date - visit.date).days, 14)
        self.assertFalse(visit.is_face_to_face)
        visit.action_sign()
        self.assertEqual(self.mental.state, "open")
        with self.assertRaises(ValidationError):
            self._missed(self.mental, "2026-04-01", smd_risk_id="0")

    def test_third_visit_in_vain_proposes_that_he_is_lost(self):
        for date in ("2026-04-01", "2026-04-15"):
            self._missed(self.mental, date).action_sign()
        visits = self.env["health.followup.sensitive"].with_user(self.sensitive)
        view = "health_followup.health_followup_sensitive_view_form_mental"
        context = {"default_enrolment_id": self.mental.id, "default_archive_id": self.archive.id}
        with Form(visits.with_context(**context), view=view) as form:
            form.is_missed = True
            self.assertEqual(form.smd_lost_id.code, "4")
        form.record.action_sign()
        self.assertEqual(self.mental.state, "lost")
        with freeze_time("2026-05-10"):
            self._missed(self.mental, "2026-05-10").action_sign()
            self.assertEqual(self.mental.state, "lost")
            self._visit_mental(date="2026-05-09").action_sign()
        self.assertEqual(self.mental.state, "lost")
        with freeze_time("2026-05-12"):
            self._visit_mental(date="2026-05-12").action_sign()
        self.assertEqual(self.mental.state, "open")

    def test_death_closes_the_programme_and_asks_for_no_next_visit(self):
        visit = self._visit_sensitive(
            self.mental, {"smd_death_date": "2026-04-20", "smd_death_cause_id": "1"}
        )
        with self.assertRaises(UserError):
            visit.action_sign()
        visit.smd_death_disease_id = self._code("smd_death_disease", "3")
        visit.action_sign()
        self.assertFalse(visit.next_date or visit.class_id)
        self.assertEqual(self.mental.state, "closed")
        self.assertEqual(self.mental.close_reason_id.code, "1")

    def test_signing_names_what_the_form_asks_for(self):
        for name in STABLE:
            visit = self._visit_mental(**{name: False})
            label = visit._get_label(name)
            with self.subTest(name), self.assertRaises(UserError) as caught:
                visit.action_sign()
            self.assertIn(label, str(caught.exception))
            visit.unlink()
        for boxes, name in (
            ({"smd_hospital_id": "2"}, "smd_discharge_date"),
            ({"smd_adr_id": "2"}, "smd_adr_text"),
            ({"smd_laboratory_id": "2"}, "smd_laboratory_text"),
            ({"smd_symptom_ids": ["12"]}, "smd_symptom_other"),
        ):
            visit = self._visit_mental(**boxes)
            with self.subTest(boxes), self.assertRaises(UserError) as caught:
                visit.action_sign()
            self.assertIn(visit._get_label(name), str(caught.exception))
            visit.unlink()

    def test_impossible_answers_are_refused(self):
        for vals in (
            {"smd_discharge_date": "2026-05-02"},
            {"smd_discharge_date": "1970-01-01"},
            {"smd_lost_id": "1"},
            {"smd_death_date": "2026-04-01"},
            {"next_date": "2026-04-30"},
            {"next_date": "2026-12-01"},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._visit_mental(**vals)
        with self.assertRaises(ValidationError):
            self._visit_mental(date="2025-01-09")
        for times in (-1, 1000):
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation):
                self._visit_mental(smd_trouble=times)
        with self.assertRaises(ValidationError):
            self._visit_mental(
                class_id="3", smd_risk_id=False, smd_insight_id=False, is_missed=True
            )

    def test_drugs_advised_are_proposed_as_taken_next_time(self):
        lines = {
            "drug_ids": [(0, 0, {"name": "氯氮平片", "amount": 50})],
            "guidance_ids": [
                (0, 0, {"name": "棕榈酸帕利哌酮注射液", "amount": 100, "per": "month"})
            ],
        }
        last = self._visit_mental(date="2026-04-01", **lines)
        last.action_sign()
        self.assertIn("×", last.guidance_ids.display_name)
        with self.assertRaises(UserError):
            last.guidance_ids.write({"amount": 1})
        visits = self.env["health.followup.sensitive"].with_user(self.sensitive)
        new = visits.new({"enrolment_id": self.mental.id, "date": TODAY})
        new._onchange_enrolment_id()
        self.assertEqual(new.drug_ids.mapped("name"), ["棕榈酸帕利哌酮注射液"])
        self.assertEqual(new.drug_ids.per, "month")

    def test_onlooker_of_the_sensitive_group_changes_nothing(self):
        visit = self._visit_mental(guidance_ids=[(0, 0, {"name": "氯氮平片"})])
        onlooker = self._user(
            "onlooker", "group_health_reader,resident.group_health_sensitive", self.clinic
        )
        self.assertEqual(visit.with_user(onlooker).smd_risk_id.code, "0")
        for path in (
            lambda: visit.with_user(onlooker).write({"note": "x"}),
            lambda: visit.with_user(onlooker).unlink(),
            lambda: visit.with_user(onlooker).guidance_ids.write({"amount": 1}),
            lambda: visit.with_user(onlooker).guidance_ids.unlink(),
            lambda: self._visit_mental(user=onlooker, date="2026-04-01"),
        ):
            with self.assertRaises(AccessError):
                path()
