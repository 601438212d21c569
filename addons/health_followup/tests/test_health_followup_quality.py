from odoo.exceptions import AccessError, ValidationError
from odoo.tests import Form, freeze_time

from .followup_common import TODAY, HealthFollowupCase

REASON = {"overrule_reason": "白大衣高血压"}


@freeze_time(TODAY)
class TestHealthFollowupQuality(HealthFollowupCase):
    def _judge(self, code, enrolment=None, **vals):
        enrolment = enrolment or self.enrolment
        chosen = self._code("followup_class", code).id
        visit = self._visit(enrolment=enrolment, **vals | REASON | {"class_id": chosen})
        warning = visit.quality_warning
        visit.unlink()
        return warning

    def test_satisfied_above_the_target_is_flagged(self):
        for sbp, dbp, warning in (
            (140, 80, "too_good"),
            (130, 90, "too_good"),
            (139, 89, False),
        ):
            with self.subTest((sbp, dbp)):
                self.assertEqual(self._judge("1", sbp=sbp, dbp=dbp), warning)

    def test_target_of_the_flag_is_that_of_the_age(self):
        elder = self._archive(self._resident("赵老太", birth_date="1950-01-01"))
        enrolment = self._enrol(archive=elder, enrolled_date="2025-01-10")
        self.assertFalse(self._judge("1", enrolment, sbp=149, dbp=85))
        self.assertEqual(self._judge("1", enrolment, sbp=150, dbp=85), "too_good")

    def test_dissatisfied_on_target_without_another_reason_is_flagged(self):
        self.assertEqual(self._judge("2"), "no_reason")
        self.assertFalse(self._judge("2", htn_danger_ids=self._codes("htn_danger", "5")))
        self.assertFalse(self._judge("2", sbp=150))

    def test_flag_follows_the_limits_in_force(self):
        old = self.env.ref("health_followup.finding_rule_htn_target_sbp")
        self.assertFalse(self._judge("1", sbp=135))
        old.with_user(self.manager).value = 130
        self.assertEqual(self._judge("1", sbp=135), "too_good")

    def test_other_diseases_are_flagged_by_their_own_findings(self):
        diabetes = self._enrol("diabetes", enrolled_date="2025-01-10")
        glucose = {"dm_glucose": 8.0, "dm_glucose_type_id": self._code("dm_glucose", "1").id}
        self.assertEqual(self._judge("1", diabetes, **glucose), "too_good")
        self.assertFalse(self._judge("2", diabetes, **glucose))

    def test_class_without_numbers_needs_a_reason_and_is_flagged(self):
        self.assertEqual(self._judge("1", way="3", sbp=0, dbp=0), "unmeasured")
        satisfied = self._code("followup_class", "1").id
        with self.assertRaisesRegex(ValidationError, "numbers"):
            self._visit(way="3", sbp=0, dbp=0, class_id=satisfied)

    def test_flag_stays_after_signing_and_is_found_in_the_list(self):
        chosen = self._code("followup_class", "1").id
        visit = self._visit(sbp=165, dbp=100, class_id=chosen, **REASON)
        visit.action_sign()
        followups = self.env["health.followup"].with_user(self.hospital_doctor)
        self.assertEqual(followups.search([("quality_warning", "=", "too_good")]), visit)
        form = Form(visit, view="health_followup.health_followup_view_form_hypertension")
        self.assertEqual(form.quality_warning, "too_good")

    def test_nobody_takes_the_flag_away(self):
        chosen = self._code("followup_class", "1").id
        visit = self._visit(sbp=165, dbp=100, class_id=chosen, **REASON)
        with self.assertRaises(AccessError):
            visit.write({"quality_warning": False})
        self.assertEqual(visit.quality_warning, "too_good")

    def test_class_that_is_chosen_together_with_the_numbers_is_kept(self):
        view = "health_followup.health_followup_view_form_hypertension"
        context = self.enrolment.action_follow_up()["context"]
        followups = self.env["health.followup"].with_user(self.doctor).with_context(**context)
        form = Form(followups, view=view)
        form.sbp, form.dbp = 165, 100
        form.class_id = satisfied = self._code("followup_class", "1")
        form.overrule_reason = "白大衣高血压"
        visit = form.save()
        self.assertEqual((visit.class_id, visit.quality_warning), (satisfied, "too_good"))
        worse = self._code("followup_class", "3")
        visit.write({"sbp": 170, "class_id": worse.id})
        self.assertEqual((visit.class_id, visit.quality_warning), (worse, "no_reason"))
        visit.write({"sbp": 128, "dbp": 78})
        self.assertEqual(visit.class_id, satisfied)
