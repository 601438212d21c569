from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase


@freeze_time(TODAY)
class TestHealthFollowupSecurity(HealthFollowupCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stranger.group_ids |= cls.env.ref("base.group_allow_export")
        cls.followup = cls._signed(drug_ids=[(0, 0, {"name": "硝苯地平控释片"})])

    def test_doctor_of_another_village_finds_nothing_on_any_path(self):
        env = self.env(user=self.stranger)
        self.assertFalse(env["health.followup"].search([]))
        self.assertFalse(env["health.followup.drug"].search([]))
        self.assertFalse(env["health.followup"]._read_group([], ["class_id"], ["__count"]))
        archives = env["health.archive"]
        for domain in (
            [("followup_ids", "in", self.followup.ids)],
            [("followup_ids.class_id.code", "=", "1")],
            [("enrolment_ids.archive_id.followup_ids.sbp", ">", 0)],
        ):
            self.assertFalse(archives.search(domain), domain)
        foreign = self.followup.with_user(self.stranger)
        for path in (
            lambda: foreign.read(["sbp"]),
            lambda: foreign.export_data(["sbp"]),
            lambda: foreign.drug_ids.read(["name"]),
            lambda: foreign.write({"note": "x"}),
            lambda: foreign.action_sign(),
            lambda: foreign._correct("x"),
            lambda: foreign.action_verify_seal(),
            lambda: self.enrolment.with_user(self.stranger).action_follow_up(),
            lambda: self._visit(user=self.stranger, date="2026-04-01"),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_reader_reads_and_changes_nothing(self):
        followup = self._visit(date="2026-04-01").with_user(self.reader)
        self.assertEqual(followup.sbp, 128)
        for path in (
            lambda: followup.write({"note": "x"}),
            lambda: followup.action_sign(),
            lambda: self._visit(user=self.reader, date="2026-04-02"),
            lambda: self.followup.with_user(self.reader)._correct("x"),
        ):
            with self.assertRaises(AccessError):
                path()

    def test_general_doctor_sees_no_sensitive_visit_on_any_path(self):
        env = self.env(user=self.hospital_doctor)
        for model in (
            "health.followup.sensitive",
            "health.followup.sensitive.drug",
            "health.referral.sensitive",
        ):
            with self.subTest(model), self.assertRaises(AccessError):
                env[model].search([])
        for domain in (
            [("sensitive_followup_ids", "!=", False)],
            [("sensitive_followup_ids.date", "!=", False)],
        ):
            with self.assertRaises(AccessError):
                env["health.archive"].search(domain)

    def test_sensitive_visit_leaves_nothing_in_the_general_measurements(self):
        archive = self.archive.with_user(self.sensitive)
        enrolment = self._enrol_sensitive("mental", archive=archive, enrolled_date="2025-01-10")
        visits = self.env["health.followup.sensitive"].with_user(self.sensitive)
        visit = visits.create({"enrolment_id": enrolment.id, "sbp": 150, "dbp": 90})
        visit._keep_measurements()
        self.assertFalse(self.archive.measurement_ids.filtered(lambda row: row.value == 150))
        events = self.archive.with_user(self.hospital_doctor)._get_timeline()
        self.assertNotIn("health.followup.sensitive", [event.model for event in events])

    def test_clerk_without_a_health_role_has_no_access_at_all(self):
        for model in ("health.followup", "health.referral", "health.decision.rule"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.finance).search([])

    def test_limits_are_changed_by_the_health_office_only(self):
        rule = self.env.ref("health_followup.finding_rule_htn_target_sbp")
        with self.assertRaises(AccessError):
            rule.with_user(self.hospital_doctor).write({"value": 200})
        rule.with_user(self.manager).write({"value": 145})
        self.assertEqual(rule.value, 145)
