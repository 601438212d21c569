from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from odoo import Command
from odoo.exceptions import ValidationError
from odoo.fields import Date
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

DANGER, NONE = "5", None
HIGH, FINE = (165, 100), (128, 78)

# pressure, adverse reaction, complication, danger, class before -> class, days, referral, urgent
VECTORS = [
    (FINE, "1", "2", DANGER, NONE, "4", 14, True, True),
    (FINE, "2", "1", DANGER, NONE, "3", 14, True, True),
    (FINE, "1", "1", DANGER, NONE, "2", 14, True, True),
    ((180, 90), "1", "1", NONE, NONE, "2", 14, True, True),
    ((150, 110), "1", "1", NONE, NONE, "2", 14, True, True),
    (FINE, "1", "2", NONE, NONE, "4", 14, True, False),
    (FINE, "2", "3", NONE, NONE, "4", 14, True, False),
    (FINE, "2", "1", NONE, "3", "3", 14, True, False),
    (FINE, "2", "1", NONE, NONE, "3", 14, False, False),
    (HIGH, "2", "1", NONE, "2", "3", 14, False, False),
    (HIGH, "1", "1", NONE, "2", "2", 14, True, False),
    (HIGH, "1", "1", NONE, NONE, "2", 14, False, False),
    (HIGH, "1", "1", NONE, "1", "2", 14, False, False),
    (HIGH, "1", "1", NONE, "3", "2", 14, False, False),
    (FINE, "1", "1", NONE, "2", "1", 90, False, False),
    (FINE, "1", "1", NONE, NONE, "1", 90, False, False),
    ((139, 89), "1", "1", NONE, NONE, "1", 90, False, False),
    ((140, 89), "1", "1", NONE, NONE, "2", 14, False, False),
    ((139, 90), "1", "1", NONE, NONE, "2", 14, False, False),
]
BEFORE = {
    "1": {},
    "2": {"sbp": 165, "dbp": 100},
    "3": {"adr": "2"},
}


@freeze_time(TODAY)
class TestHealthDecisionRule(HealthFollowupCase):
    def _draft(self, pressure, adr="1", complication="1", danger=None, **vals):
        return self._visit(
            sbp=pressure[0],
            dbp=pressure[1],
            adr=adr,
            complication=complication,
            htn_danger_ids=self._codes("htn_danger", danger) if danger else [],
            **vals,
        )

    def _get_days(self, followup):
        return (followup.next_date - followup.date).days

    def test_each_row_of_the_hypertension_table_decides_as_the_norm_says(self):
        for row in VECTORS:
            pressure, adr, complication, danger, before, code, days, refer, urgent = row
            self.env["health.followup"].search([("enrolment_id", "=", self.enrolment.id)]).unlink()
            if before:
                self._visit(date="2026-03-01", **BEFORE[before])
            with self.subTest(row):
                followup = self._draft(pressure, adr, complication, danger)
                self.assertEqual(followup.class_id.code, code)
                self.assertEqual(self._get_days(followup), days)
                self.assertEqual(followup.is_referral, refer)
                self.assertEqual(followup.is_urgent, urgent)
                self.assertIn("国家基本公共卫生服务规范（第三版）", followup.finding_text)

    def test_target_of_an_elder_is_150_and_both_targets_are_shown(self):
        elder = self._archive(self._resident("赵老太", birth_date="1950-01-01"))
        enrolment = self._enrol(archive=elder, enrolled_date="2025-01-10")
        followup = self._visit(enrolment=enrolment, sbp=149, dbp=85)
        self.assertEqual(followup.class_id.code, "1")
        self.assertIn("≥ 130", followup.finding_text)
        self.assertIn("≥ 150", followup.target_text)
        self.assertIn("≥ 130", followup.target_text)
        followup.sbp = 150
        self.assertEqual(followup.class_id.code, "2")

    def test_class_before_counts_whatever_the_interval_and_skips_calls_without_numbers(self):
        self._visit(date="2025-02-01", sbp=165, dbp=100)
        self._visit(date="2026-04-01", way="3", sbp=0, dbp=0)
        self.assertTrue(self._visit(sbp=160, dbp=95).is_referral)

    def test_call_without_numbers_gets_no_class_and_a_routine_day(self):
        call = self._visit(way="3", sbp=0, dbp=0)
        self.assertFalse(call.class_id)
        self.assertFalse(call.finding_text)
        self.assertEqual(self._get_days(call), 90)

    def test_class_that_the_doctor_chose_at_once_is_the_one_that_is_saved(self):
        satisfied = self._code("followup_class", "1")
        decided = {
            "class_id": satisfied.id,
            "next_date": "2026-05-08",
            "overrule_reason": "家测正常",
        }
        visit = self._visit(sbp=165, dbp=100, **decided)
        visit.flush_recordset()
        self.assertEqual((visit.class_id, str(visit.next_date)), (satisfied, "2026-05-08"))
        self.assertEqual(visit.proposed_class_id.code, "2")

    def test_class_and_a_later_day_are_overruled_only_with_a_reason(self):
        followup = self._visit(sbp=165, dbp=100)
        satisfied = self._code("followup_class", "1")
        with self.assertRaises(ValidationError) as caught:
            followup.write({"class_id": satisfied.id})
        self.assertIn("2026-05-15", str(caught.exception))
        with self.assertRaises(ValidationError):
            followup.write({"next_date": "2026-05-16"})
        followup.write({"next_date": "2026-05-08"})
        self.assertFalse(followup.is_overruled)
        followup.write({"class_id": satisfied.id, "overrule_reason": "白大衣高血压"})
        self.assertEqual(followup.class_id, satisfied)
        self.assertEqual(followup.proposed_class_id.code, "2")

    def test_next_day_is_after_the_visit(self):
        for date in (TODAY, "2026-04-30"):
            with self.assertRaises(ValidationError):
                self._visit(next_date=date)

    def test_new_norm_decides_from_its_day_on(self):
        old = self.env.ref("health_followup.finding_rule_htn_target_sbp")
        old.valid_to = "2026-04-30"
        old.copy({"value": 130, "valid_from": "2026-05-01", "valid_to": False, "source": "新规范"})
        self.assertEqual(self._visit(date="2026-04-29", sbp=135).class_id.code, "1")
        after = self._visit(sbp=135)
        self.assertEqual(after.class_id.code, "2")
        self.assertIn("新规范", after.finding_text)

    def test_rule_of_a_box_that_isnt_there_is_refused(self):
        rule = self.env.ref("health_followup.finding_rule_htn_target_sbp")
        for name in ("no_such_box", "note"):
            with self.assertRaises(ValidationError):
                rule.field_name = name

    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    @given(
        sbp=st.integers(50, 300),
        dbp=st.integers(20, 200),
        adr=st.sampled_from(["1", "2"]),
        complication=st.sampled_from(["1", "2", "3"]),
        danger=st.booleans(),
        day=st.dates(Date.to_date("2025-01-11"), Date.to_date(TODAY)),
    )
    def test_decision_is_never_too_lenient(self, sbp, dbp, adr, complication, danger, day):
        if sbp <= dbp:
            sbp, dbp = dbp + 1, sbp
        followup = self._new(sbp, dbp, adr, complication, danger, day)
        worst = "4" if complication != "1" else "3" if adr == "2" else None
        above = sbp >= 140 or dbp >= 90 or danger
        code, days = followup.class_id.code, (followup.next_date - followup.date).days
        self.assertGreaterEqual(code, worst or ("2" if above else "1"))
        self.assertTrue(1 <= days <= (14 if worst or above else 90))
        if sbp >= 180 or dbp >= 110 or danger:
            self.assertTrue(followup.is_urgent)
            self.assertTrue(followup.is_referral)

    def test_limits_ages_and_windows_arent_added_up_in_groups(self):
        for model, names in (
            ("health.finding.rule", ("value", "age_from", "age_to")),
            ("health.followup.form", ("start", "stop")),
            ("health.scale.band", ("lower",)),
        ):
            for name in names:
                self.assertFalse(self.env[model]._fields[name].aggregator, f"{model}.{name}")

    def _new(self, sbp, dbp, adr, complication, danger, day):
        return (
            self.env["health.followup"]
            .with_user(self.doctor)
            .new(
                {
                    "enrolment_id": self.enrolment.id,
                    "archive_id": self.enrolment.archive_id.id,
                    "date": day,
                    "sbp": sbp,
                    "dbp": dbp,
                    "adr": adr,
                    "complication": complication,
                    "htn_danger_ids": [
                        Command.set(self._codes("htn_danger", "5") if danger else [])
                    ],
                }
            )
        )
