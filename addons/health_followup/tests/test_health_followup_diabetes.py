from odoo.exceptions import UserError, ValidationError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

FASTING, MEAL, RANDOM = "1", "2", "3"

# glucose, kind of test, further boxes -> class, days, urgent
VECTORS = [
    (6.9, FASTING, {}, "1", 90, False),
    (7.0, FASTING, {}, "2", 14, False),
    (9.9, MEAL, {}, "1", 90, False),
    (10.0, RANDOM, {}, "2", 14, False),
    (16.7, RANDOM, {}, "2", 14, True),
    (16.6, FASTING, {}, "2", 14, False),
    (3.9, FASTING, {}, "2", 14, True),
    (4.0, FASTING, {}, "1", 90, False),
    (6.0, FASTING, {"sbp": 180}, "2", 14, True),
    (6.0, FASTING, {"sbp": 165}, "1", 90, False),
    (6.0, FASTING, {"adr": "2"}, "3", 14, False),
    (6.0, FASTING, {"complication": "2"}, "4", 14, False),
    (3.0, FASTING, {"complication": "3"}, "4", 14, True),
]


@freeze_time(TODAY)
class TestHealthFollowupDiabetes(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.diabetes = cls._enrol("diabetes", enrolled_date="2025-01-10")

    def _visit_diabetes(self, glucose, kind=FASTING, **vals):
        return self._visit(
            **{
                "enrolment": self.diabetes,
                "htn_symptom_ids": [],
                "dm_symptom_ids": self._codes("dm_symptom", "1"),
                "dm_glucose": glucose,
                "dm_glucose_type_id": self._code("dm_glucose", kind).id,
                "dm_low_id": self._code("dm_low", "1").id,
            }
            | vals
        )

    def test_glucose_decides_as_the_norm_says(self):
        for glucose, kind, vals, code, days, urgent in VECTORS:
            with self.subTest((glucose, kind, vals)):
                followup = self._visit_diabetes(glucose, kind, **vals)
                self.assertEqual(followup.class_id.code, code)
                self.assertEqual((followup.next_date - followup.date).days, days)
                self.assertEqual(followup.is_urgent, urgent)
                followup.unlink()

    def test_second_uncontrolled_visit_proposes_a_referral(self):
        self._visit_diabetes(8.0, date="2026-03-01").action_sign()
        followup = self._visit_diabetes(8.0)
        followup.action_sign()
        self.assertEqual(followup.referral_ids.reason_id.code, "1")

    def test_mg_per_dl_typed_as_mmol_is_named(self):
        with self.assertRaisesRegex(ValidationError, "mg/dL"):
            self._visit_diabetes(126)

    def test_glucose_joins_the_measurements_only_when_fasting(self):
        self._visit_diabetes(9, MEAL, date="2026-04-01", dm_hba1c=7.2).action_sign()
        self.assertNotIn("fbg", self.archive.measurement_ids.mapped("kind_id.code"))
        self._visit_diabetes(6).action_sign()
        self.assertIn("fbg", self.archive.measurement_ids.mapped("kind_id.code"))
        self.assertIn("hba1c", self.archive.measurement_ids.mapped("kind_id.code"))

    def test_signing_asks_for_glucose_and_its_kind(self):
        with self.assertRaises(UserError):
            self._visit_diabetes(0).action_sign()
        with self.assertRaises(UserError):
            self._visit_diabetes(6, date="2026-04-01", dm_glucose_type_id=False).action_sign()
