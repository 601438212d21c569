import psycopg2

from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY
from .sensitive_common import HOME, HealthFollowupSensitiveCase

OFTEN = {"tb_supervisor_id": "2", "tb_phase": "1"}

# what differs from an uneventful visit supervised by a doctor -> days, refer, urgent (domain C.4)
VECTORS = [
    ({}, 30, False, False),
    ({"tb_supervisor_id": "1", "tb_phase": "1"}, 30, False, False),
    (OFTEN, 10, False, False),
    ({"tb_supervisor_id": "3", "tb_phase": "1"}, 10, False, False),
    ({"tb_supervisor_id": "2", "tb_phase": "2"}, 30, False, False),
    ({"tb_adr_id": "2"}, 14, True, False),
    ({"tb_complication_id": "2"}, 14, True, False),
    ({"tb_adr_id": "2", **OFTEN}, 10, True, False),
    ({"tb_is_danger": True}, 14, True, True),
    ({"tb_is_danger": True, **OFTEN}, 10, True, True),
]


@freeze_time(TODAY)
class TestHealthFollowupTuberculosis(HealthFollowupSensitiveCase):
    def test_interval_and_referral_are_those_of_the_norm(self):
        self._visit_home().action_sign()
        for boxes, days, refers, urgent in VECTORS:
            with self.subTest(boxes):
                visit = self._visit_tuberculosis(**boxes)
                self.assertFalse(visit.class_id)
                self.assertEqual((visit.next_date - visit.date).days, days)
                self.assertEqual((visit.is_referral, visit.is_urgent), (refers, urgent))
                visit.unlink()

    def test_first_visit_that_meets_the_patient_is_on_the_first_form(self):
        missed = self._missed(self.tuberculosis, "2026-04-02")
        first = self._visit_home()
        self.assertEqual((missed | first).mapped("tb_form"), ["first", "first"])
        self.assertEqual(str(first.tb_deadline), "2026-04-04")
        self.assertFalse(first.tb_is_late)
        self.assertEqual((first.next_date - first.date).days, 10)
        first.action_sign()
        self.assertEqual(self._visit_tuberculosis().tb_form, "later")
        self.assertEqual(first._correct("笔误").tb_form, "first")

    def test_first_visit_fills_the_special_archive_and_later_ones_take_from_it(self):
        self._visit_home().action_sign()
        self.assertEqual(self.tuberculosis.tb_sputum_id.code, "1")
        self.assertEqual(self.tuberculosis.tb_supervisor_id.code, "2")
        visits = self.env["health.followup.sensitive"].with_user(self.sensitive)
        new = visits.new({"enrolment_id": self.tuberculosis.id, "date": TODAY})
        new._onchange_enrolment_id()
        self.assertEqual((new.tb_supervisor_id.code, new.tb_regimen), ("2", "2HRZE/4HR"))
        self.assertEqual((new.tb_month, new.tb_phase), (2, "1"))
        self._visit_tuberculosis(tb_supervisor_id="1").action_sign()
        self.assertEqual(self.tuberculosis.tb_supervisor_id.code, "1")

    def test_two_failed_visits_within_72_hours_are_reported(self):
        first = self._missed(self.tuberculosis, "2026-04-02")
        self.assertEqual(first.decision_id, self._row("missed"))
        second = self._missed(self.tuberculosis, "2026-04-03")
        self.assertEqual(second.decision_id, self._row("missed_again"))
        self.assertIn("72", second.with_context(lang="en_US").decision_id.name)
        second.action_sign()

    def test_failed_visits_after_72_hours_arent_reported(self):
        self._missed(self.tuberculosis, "2026-04-02")
        late = self._missed(self.tuberculosis, "2026-04-06")
        self.assertEqual(late.decision_id, self._row("missed"))
        self.assertTrue(late.tb_is_late)

    def test_first_visit_is_no_call(self):
        with self.assertRaises(ValidationError):
            self._visit_home(way="3")
        self._visit_home()
        self.assertTrue(self._visit_tuberculosis(way="3"))

    def test_intensive_phase_lasts_longer_in_who_was_treated_before(self):
        self._visit_home(tb_patient_id="2").action_sign()
        with freeze_time("2026-07-01"):
            visit = self._visit_tuberculosis(date="2026-06-20", tb_patient_id="2")
            self.assertEqual((visit.tb_month, visit.tb_phase), (3, "1"))
            visit.tb_patient_id = self._code("tb_patient", "1")
            self.assertEqual(visit.tb_phase, "2")

    def test_signing_names_what_both_forms_ask_for(self):
        for name in ("tb_regimen", "tb_pickup_place", *HOME):
            visit = self._visit_home(**{name: False})
            label = visit._get_label(name)
            with self.subTest(name), self.assertRaises(UserError) as caught:
                visit.action_sign()
            self.assertIn(label, str(caught.exception))
            visit.unlink()
        self._visit_home().action_sign()
        for boxes, name in (
            ({"tb_symptom_ids": []}, "tb_symptom_ids"),
            ({"tb_adr_id": "2"}, "tb_adr_text"),
            ({"tb_complication_id": False}, "tb_complication_id"),
        ):
            visit = self._visit_tuberculosis(**boxes)
            with self.subTest(boxes), self.assertRaises(UserError) as caught:
                visit.action_sign()
            self.assertIn(visit._get_label(name), str(caught.exception))
            visit.unlink()

    def _end(self, done, **vals):
        end = {
            "tb_stop_date": "2026-04-30",
            "tb_stop_id": "1",
            "tb_visits_due": 8,
            "tb_visits_done": 8,
            "tb_doses_due": 180,
            "tb_doses_done": done,
            "tb_evaluator_id": self.sensitive.id,
        }
        return self._visit_tuberculosis(**end | vals)

    def test_ninety_percent_of_the_doses_are_regular_and_end_the_programme(self):
        self._visit_home().action_sign()
        for done, percent, regular in ((161, 89.4, False), (162, 90, True), (180, 100, True)):
            visit = self._end(done)
            self.assertAlmostEqual(visit.tb_percent, percent, 1)
            self.assertEqual(visit.tb_is_regular, regular)
            if done < 180:
                visit.unlink()
        self.assertFalse(visit.next_date)
        visit.action_sign()
        self.assertEqual(self.tuberculosis.state, "closed")
        self.assertEqual(self.tuberculosis.close_reason_id.code, "9")
        self.assertEqual(self.tuberculosis.close_note, "完成疗程")

    def test_limit_of_regular_doses_is_that_of_the_day_the_treatment_ended(self):
        self._visit_home().action_sign()
        rule = self.env.ref("health_followup.rule_tb_regular_percent")
        rule.write({"valid_to": "2026-04-20"})
        rule.copy({"valid_from": "2026-04-21", "valid_to": False, "value": 95})
        self.assertFalse(self._end(170).tb_is_regular)
        earlier = self._end(170, date="2026-04-20", tb_stop_date="2026-04-20")
        self.assertTrue(earlier.tb_is_regular)

    def test_death_and_loss_close_the_programme_with_their_reason(self):
        self._visit_home().action_sign()
        visit = self._end(20, tb_stop_id="2")
        visit.action_sign()
        self.assertEqual(self.tuberculosis.close_reason_id.code, "1")

    def test_doses_taken_are_proposed_from_those_missed(self):
        self._visit_home().action_sign()
        self._visit_tuberculosis(date="2026-04-13", tb_missed_doses=3).action_sign()
        visit = self._visit_tuberculosis(tb_missed_doses=2)
        visit.write(self._answers({"tb_stop_date": visit.date, "tb_stop_id": "1"}))
        visit.tb_doses_due = 60
        visit._onchange_tb_doses_due()
        visit._onchange_tb_stop_date()
        self.assertEqual((visit.tb_doses_done, visit.tb_visits_done), (55, 3))

    def test_visit_that_finds_the_lost_patient_gone_is_not_proposed_as_made(self):
        self._visit_home().action_sign()
        visit = self._missed(self.tuberculosis, TODAY)
        visit.write(self._answers({"tb_stop_date": TODAY, "tb_stop_id": "3"}))
        visit._onchange_tb_stop_date()
        self.assertEqual(visit.tb_visits_done, 1)

    def test_impossible_ends_are_refused(self):
        self._visit_home().action_sign()
        for vals in (
            {"tb_stop_id": False},
            {"tb_stop_date": "2026-03-01"},
            {"tb_stop_date": "2026-05-02"},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self._end(170, **vals)
        for vals in ({"tb_doses_done": 181}, {"tb_visits_due": -1}, {"tb_missed_doses": -1}):
            with self.subTest(vals), mute_logger("odoo.sql_db"):
                with self.assertRaises(psycopg2.errors.CheckViolation):
                    self._end(**{"done": 170} | vals)

    def _row(self, name):
        return self.env.ref(f"health_followup.decision_rule_tb_{name}")
