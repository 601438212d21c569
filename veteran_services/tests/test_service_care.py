from odoo.tests import freeze_time

from .common import TODAY, ServiceCareCase


@freeze_time(TODAY)
class TestServiceCare(ServiceCareCase):
    """L04 and L05, from nothing to met, and claimed but not accepted."""

    def test_the_archive_of_everybody_counts_once_nothing_is_missing(self):
        self.assertEqual(self._figure("L04").actual, 0)
        archive = self._build(work_unit=False)
        claim = self._claim("L04")
        self.assertEqual((claim.state, claim.partner_id), ("claimed", self.resident))
        archive.work_unit = "无"
        self.assertEqual(claim.state, "claimed")
        consent = self._consent(archive)
        self.assertEqual(claim.state, "accepted")
        self.assertEqual(self._figure("L04").state, "met")
        consent._withdraw("本人要求")
        self.assertEqual(claim.state, "claimed")

    def test_an_archive_without_the_number_of_the_other_platform_does_not_count(self):
        self._consent(self._build())
        self.assertEqual(self._claim("L04").state, "accepted")
        self.member.with_user(self.coordinator).external_ref = False
        self.assertEqual(self._claim("L04").state, "claimed")

    def test_an_archive_that_nobody_touched_for_a_quarter_counts_no_more(self):
        self._consent(self._build())
        with freeze_time("2027-02-19 02:00:00"):
            self.project._claim_all()
            self.assertEqual(self._claim("L04").state, "accepted")
        with freeze_time("2027-02-20 02:00:00"):
            self.project._claim_all()
            self.assertEqual(self._claim("L04").state, "claimed")
            parameter = self._obligation("L04").parameter_ids.with_user(self.service_manager)
            parameter.value = 180
            self.assertEqual(self._claim("L04").state, "accepted")

    def test_an_archive_of_former_years_counts_from_the_first_day(self):
        with freeze_time("2025-03-01 02:00:00"):
            self.env["service.assignment"].search([]).unlink()
            archive = self._archive(work_unit="无")
        self._measure_as_doctor(archive)
        self.env["health.consent"].with_user(self.doctor).create(
            {"archive_id": archive.id, "purpose": "archive"}
        )
        self.assertEqual(str(self._claim("L04").date), "2026-06-16")
        self.assertEqual(self._claim("L04").state, "accepted")

    def _measure_as_doctor(self, archive):
        kind = self.env.ref("health_archive.measurement_kind_pulse")
        self.env["health.measurement"].with_user(self.doctor).create(
            {"archive_id": archive.id, "kind_id": kind.id, "value": 72}
        )

    def test_a_survey_counts_when_all_was_measured(self):
        archive = self._build()
        self.assertFalse(self._claim("L05a"))
        self._measure(archive, height=170, weight=66, sbp=128)
        self.assertEqual(self._claim("L05a").state, "claimed")
        self.assertEqual(self._figure("L05a").actual, 0)
        self._measure(archive, sbp=130, dbp=80)
        self.assertEqual(self._claim("L05a").state, "accepted")
        self.assertEqual(self._figure("L05a").state, "met")
        self.assertFalse(self._claim("L05b"))

    def test_a_risk_assessment_counts_for_itself(self):
        archive = self._build()
        self._measure(archive, height=170, weight=66)
        self.assertEqual(self._figure("L05b").actual, 0)
        wizard = self.env["health.risk.wizard"].with_user(self.physician)
        tool = self.env.ref("health_archive.risk_tool_bmi")
        wizard.create({"archive_id": archive.id, "tool_id": tool.id}).action_save()
        claim = self._claim("L05b")
        self.assertEqual(claim.state, "accepted")
        self.assertEqual(self._figure("L05b").state, "met")
        claim.with_user(self.service_manager)._reject("评估依据不足")
        self.assertEqual(self._figure("L05b").actual, 0)
        self.assertEqual(self._claim("L05b", self.coordinator).reason, "评估依据不足")

    def test_who_left_the_roster_before_does_not_count(self):
        self._consent(self._build())
        member = self.member.with_user(self.coordinator)
        member.write({"exit_date": "2026-11-01", "exit_reason": "moved"})
        self.assertEqual(self._claim("L04").state, "rejected")
        self.assertEqual(self._claim("L04").cause, "roster")

    def test_counting_everything_again_changes_nothing(self):
        archive = self._build()
        self._consent(archive)
        self._measure(archive, height=170, weight=66, sbp=128, dbp=80)
        names = ["obligation_id", "res_id", "partner_id", "date", "state", "reason"]
        claims = self.env["service.claim"].search([("project_id", "=", self.project.id)])
        before = claims.read(names)
        self.project._claim_all()
        self.assertEqual(claims.exists().read(names), before)
        self.assertTrue(before)
