from odoo.tests import Form, freeze_time

from .followup_common import TODAY, HealthFollowupCase

FORM = "health_followup.health_followup_view_form_{}"


@freeze_time(TODAY)
class TestHealthFollowupProposal(HealthFollowupCase):
    def _form(self, enrolment, kind):
        followups = self.env["health.followup"].with_user(self.doctor)
        context = enrolment.action_follow_up()["context"]
        return Form(followups.with_context(**context), view=FORM.format(kind))

    def test_last_visit_proposes_targets_drugs_and_height_but_no_pressure(self):
        drug = {"name": "硝苯地平控释片", "times_a_day": 1, "amount": 30, "unit": "mg"}
        self._signed(
            date="2026-02-01", height=170, weight=80, weight_target=70, smoke=20, smoke_target=5,
            salt="3", salt_target="1", drug_ids=[(0, 0, drug)],
        )  # fmt: skip
        form = self._form(self.enrolment, "hypertension")
        self.assertEqual((form.height, form.weight_target, form.smoke_target), (170, 70, 5))
        self.assertEqual((form.salt, form.salt_target), ("3", "1"))
        self.assertEqual((form.sbp, form.weight), (0, 0))
        form.sbp, form.dbp, form.weight = 165, 100, 78
        followup = form.save()
        self.assertEqual(followup.drug_ids.mapped("name"), ["硝苯地平控释片"])
        self.assertEqual(followup.class_id.code, "2")
        self.assertEqual(str(followup.next_date), "2026-05-15")

    def test_pressure_and_weight_of_the_day_are_entered_once(self):
        self._visit(sbp=165, dbp=100, weight=78, height=170)
        diabetes = self._enrol("diabetes", enrolled_date="2025-01-10")
        form = self._form(diabetes, "diabetes")
        self.assertEqual((form.sbp, form.dbp, form.weight, form.height), (165, 100, 78, 170))
        self.assertEqual(form.dm_glucose_type_id.code, "1")

    def test_measurement_taken_twice_on_a_day_is_kept_once(self):
        self._signed(sbp=165, dbp=100)
        diabetes = self._enrol("diabetes", enrolled_date="2025-01-10")
        followup = self._visit(
            enrolment=diabetes, sbp=165, dbp=100, dm_glucose=6.1,
            dm_glucose_type_id=self._code("dm_glucose", "1").id,
            dm_symptom_ids=self._codes("dm_symptom", "1"),
            dm_low_id=self._code("dm_low", "1").id,
        )  # fmt: skip
        followup.action_sign()
        kinds = sorted(self.archive.measurement_ids.mapped("kind_id.code"))
        self.assertEqual(kinds, ["dbp", "fbg", "sbp"])

    def test_height_measured_elsewhere_is_proposed(self):
        kind = self.env["health.measurement.kind"]._get_by_code("height")
        self.env["health.measurement"].with_user(self.doctor).create(
            {"archive_id": self.archive.id, "kind_id": kind.id, "value": 168}
        )
        self.assertEqual(self._form(self.enrolment, "hypertension").height, 168)

    def test_usual_dose_comes_with_the_drug(self):
        form = self._form(self.enrolment, "hypertension")
        with form.drug_ids.new() as line:
            line.drug_id = self.env.ref("health_followup.drug_1")
            self.assertEqual((line.amount, line.unit), (30, "mg"))
        self.assertEqual(form.save().drug_ids.name, "硝苯地平控释片")
