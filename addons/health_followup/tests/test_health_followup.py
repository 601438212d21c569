import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Date
from odoo.tests import Form, freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowup(HealthFollowupCase):
    def test_signed_visit_moves_what_is_due_and_joins_the_measurements(self):
        followup = self._signed(sbp=165, dbp=100, weight=70, height=170)
        self.assertEqual(str(self.enrolment.next_due_date), "2026-05-15")
        rows = self.archive.measurement_ids
        found = {row.kind_id.code: row.value for row in rows}
        self.assertEqual(found, {"sbp": 165, "dbp": 100, "weight": 70, "height": 170})
        self.assertEqual(set(rows.mapped("source_id")), {followup.id})

    def test_backdated_visit_doesnt_move_what_a_later_one_fixed(self):
        self._signed()
        self._signed(date="2026-03-01", sbp=165, dbp=100)
        self.assertEqual(str(self.enrolment.next_due_date), "2026-07-30")

    def test_signing_names_what_is_missing(self):
        followup = self._visit(sbp=0, dbp=0, htn_symptom_ids=[])
        labels = "、".join(followup._get_label(n) for n in ("sbp", "dbp", "htn_symptom_ids"))
        with self.assertRaisesRegex(UserError, labels.replace("(", r"\(").replace(")", r"\)")):
            followup.action_sign()
        call = self._visit(date="2026-04-01", way="3", sbp=0, dbp=0)
        call.action_sign()
        self.assertEqual(call.seal_state, "sealed")

    def test_drug_named_as_one_of_the_list_is_that_drug(self):
        drugs = [(0, 0, {"name": "硝苯地平控释片"}), (0, 0, {"name": "外院的药"})]
        listed, other = self._visit(drug_ids=drugs).drug_ids
        self.assertEqual(listed.drug_id, self.env.ref("health_followup.drug_1"))
        self.assertEqual((other.drug_id.name, other.name), (False, "外院的药"))

    def test_signed_visit_refuses_every_change(self):
        followup = self._signed(drug_ids=[(0, 0, {"name": "硝苯地平控释片", "amount": 30})])
        for change in (
            lambda: followup.write({"sbp": 120}),
            lambda: followup.write({"next_date": "2026-06-01"}),
            lambda: followup.drug_ids.write({"amount": 60}),
            lambda: followup.write({"drug_ids": [(0, 0, {"name": "阿司匹林"})]}),
            lambda: followup.drug_ids.unlink(),
            lambda: followup.unlink(),
            lambda: followup.action_sign(),
        ):
            with self.assertRaises(UserError):
                change()
        self.resident.birth_date = "1960-01-01"
        self.assertEqual(followup._get_seal_breaks(), [])

    def test_nobody_enters_what_the_system_finds_out(self):
        followup = self._visit()
        row = self.env.ref("health_followup.decision_rule_htn_routine")
        for vals in (
            {"decision_id": row.id},
            {"finding_text": "x"},
            {"seal_state": "sealed"},
            {"is_correction": True},
            {"org_unit_id": self.other_clinic.id},
            {"enrolment_id": self._enrol("diabetes").id},
        ):
            with self.assertRaises(AccessError, msg=vals):
                followup.write(vals)

    def test_correction_takes_the_place_of_a_signed_visit(self):
        followup = self._signed(sbp=165, dbp=100)
        wizard = self.env["health.followup.correction"].with_user(self.doctor)
        context = followup.action_open_correction()["context"]
        wizard = wizard.with_context(**context).create({"reason": "血压读错"})
        copy = self.env["health.followup"].browse(wizard.action_confirm()["res_id"])
        copy = copy.with_user(self.doctor)
        copy.write({"sbp": 128, "dbp": 78})
        copy.action_sign()
        self.assertEqual(followup.seal_state, "superseded")
        self.assertEqual(copy.seal_state, "sealed")
        self.assertEqual(str(self.enrolment.next_due_date), "2026-07-30")
        self.assertEqual(set(self.archive.measurement_ids.mapped("value")), {128, 78})

    def test_correction_cant_be_moved_onto_another_visit(self):
        self._signed(date="2026-03-01")
        copy = self._signed()._correct("日期错")
        copy.date = "2026-03-01"
        with self.assertRaises(UserError):
            copy.action_sign()

    def test_correction_that_is_given_up_leaves_the_visit_valid(self):
        followup = self._signed()
        followup._correct("误点").unlink()
        self.assertEqual(followup.seal_state, "sealed")

    def test_impossible_numbers_are_named(self):
        for vals, text in (
            ({"sbp": 400, "dbp": 90}, "400"),
            ({"weight": 300, "height": 86}, "BMI 405.6"),
            ({"weight": -5}, "-5"),
        ):
            with self.subTest(vals):
                with self.assertRaises(ValidationError) as caught:
                    self._visit(**vals)
                self.assertIn(text, str(caught.exception))

    def test_database_refuses_interchanged_pressures_and_absurd_habits(self):
        for vals, constraint in (
            ({"sbp": 80, "dbp": 120}, "pressure_order"),
            ({"smoke": 200}, "smoke_range"),
            ({"exercise_minutes": 301}, "exercise_range"),
        ):
            with self.subTest(vals), mute_logger("odoo.sql_db"):
                with self.assertRaises(psycopg2.errors.CheckViolation) as caught:
                    self._visit(**vals)
                self.assertIn(constraint, str(caught.exception))

    def test_second_visit_on_one_day_is_refused(self):
        self._visit()
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation):
            self._visit()

    def test_doctor_is_told_of_the_visit_of_that_day_before_he_fills_in_another(self):
        visit = self._signed()
        others = self.env["health.followup"].with_user(self.doctor)
        again = others.new({"enrolment_id": self.enrolment.id, "date": TODAY})
        self.assertIn("already", again._onchange_day()["warning"]["message"])
        again.date = "2026-04-30"
        self.assertIsNone(again._onchange_day())
        self.assertIsNone(visit._onchange_day(), "a visit isn't its own double")
        self.assertIsNone(visit._correct("血压录错")._onchange_day())

    def test_visits_before_enrolment_in_the_future_or_of_the_dead_are_refused(self):
        for date in ("2025-01-09", "2026-05-02"):
            with self.assertRaises(ValidationError) as caught:
                self._visit(date=date)
            self.assertIn(date[:4], str(caught.exception))
        self.person.death_date = "2026-04-20"
        with self.assertRaises(UserError) as caught:
            self._visit(date="2026-04-30")
        self.assertIn("2026-04-20", str(caught.exception))
        with self.assertRaises(UserError):
            self.enrolment.action_follow_up()

    def test_closed_enrolment_takes_no_visit(self):
        self.enrolment._close(self._code("close_reason", "4"), self.enrolment.enrolled_date)
        with self.assertRaises(UserError):
            self._visit()

    def test_closed_archive_takes_no_visit(self):
        self.archive.with_user(self.hospital_doctor)._close(
            "2", Date.to_date(TODAY), destination="外县"
        )
        with self.assertRaises(UserError):
            self._visit()

    def test_visit_finds_who_was_lost(self):
        self.enrolment._lose(self.enrolment.enrolled_date, "外出")
        self._signed()
        self.assertEqual(self.enrolment.state, "open")

    def test_button_begins_a_visit_on_the_form_of_its_programme_and_goes_on_with_it(self):
        action = self.enrolment.action_follow_up()
        form = self.env.ref("health_followup.health_followup_view_form_hypertension")
        self.assertEqual(action["views"], [[form.id, "form"]])
        self.assertFalse(action["res_id"])
        followup = self._visit()
        self.assertEqual(self.enrolment.action_follow_up()["res_id"], followup.id)
        self.assertEqual(followup.action_open()["views"], [(form.id, "form")])
        self.assertEqual(self.archive.action_follow_up()["res_id"], followup.id)
        self.assertEqual(self.archive.followup_count, 1)

    def test_visit_is_on_the_timeline(self):
        followup = self._signed()
        events = [e for e in self.archive._get_sorted_timeline() if e.kind == "followup"]
        self.assertEqual([e.id for e in events], [followup.id])

    def test_form_of_a_signed_visit_is_read_only(self):
        view = "health_followup.health_followup_view_form_hypertension"
        followup = self._signed()
        with Form(followup, view=view) as form, self.assertRaises(AssertionError):
            form.sbp = 120
