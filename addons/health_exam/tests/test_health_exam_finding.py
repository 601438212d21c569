from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .finding_common import DAY, FindingCase


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestHealthExamFinding(FindingCase):
    def test_well_elder_has_no_finding(self):
        _exam, found = self._review()
        self.assertEqual(found, {})

    def test_finding_says_what_was_measured_and_where_it_leads(self):
        _exam, found = self._review(sbp_left=165, dbp_left=95, hgb=98)
        pressure = found["血压升高，疑似高血压"]
        self.assertEqual(pressure.detail, "Systolic pressure 165 ≥ 140、Diastolic pressure 95 ≥ 90")
        self.assertEqual(str(pressure.recheck_date), "2026-04-07")
        self.assertEqual(pressure.guidance_ids.mapped("code"), ["2"])
        self.assertEqual(pressure.disease_code_id.name, "高血压")
        self.assertEqual(found["贫血"].detail, "Haemoglobin 98 g/L < 115")
        self.assertTrue(found["贫血"].guidance_text)

    def test_the_gravest_comes_first(self):
        exam, _found = self._review(sbp_left=185, hgb=98, xray_id="exam_normal/2")
        names = [finding.name for finding in exam._get_review_findings()]
        self.assertEqual(names, ["血压达到危险水平", "胸部X线异常", "贫血"])

    def test_findings_are_there_when_the_stations_are_done(self):
        exam = self._examine(hgb=98).with_user(self.chief)
        self.assertEqual(exam.state, "station_done")
        self.assertEqual(exam.finding_ids.mapped("name"), ["贫血"])

    def test_finding_goes_with_the_number_that_made_it(self):
        exam, _found = self._review(hgb=98, tc=6.5)
        exam.with_user(self.lab).hgb = 131
        exam._evaluate()
        self.assertEqual(exam.finding_ids.mapped("name"), ["总胆固醇升高"])

    def test_evaluating_again_changes_nothing(self):
        exam, found = self._review(hgb=98, sbp_left=165)
        before = {name: finding.write_date for name, finding in found.items()}
        exam._evaluate()
        self.assertEqual({f.name: f.write_date for f in exam.finding_ids}, before)
        self.assertEqual(set(exam.finding_ids), set(found.values()))

    def test_refreshing_withdraws_nothing_that_still_holds(self):
        exam, found = self._review(hgb=98)
        groups = exam.sudo()._get_held_groups(found["贫血"].rule_id.sudo())
        exam.finding_ids.sudo()._refresh(groups)
        self.assertEqual(exam.finding_ids, found["贫血"])

    def test_dismissed_finding_stays_dismissed_with_its_reason(self):
        exam, found = self._review(hgb=98)
        with self.assertRaises(ValidationError):
            found["贫血"]._dismiss(" ")
        wizard = self.env["health.exam.reason"].with_user(self.chief)
        action = found["贫血"].action_dismiss()
        wizard.with_context(**action["context"]).create({"reason": "标本溶血"}).action_confirm()
        exam._evaluate()
        self.assertEqual(found["贫血"].state, "dismissed")
        self.assertEqual(found["贫血"].dismiss_reason, "标本溶血")
        self.assertFalse(exam._get_review_findings())
        found["贫血"].action_reopen()
        self.assertEqual(exam._get_review_findings(), found["贫血"])

    def test_dismissing_a_mild_finding_does_not_hide_a_grave_one(self):
        exam, found = self._review(sbp_left=150)
        found["血压升高，疑似高血压"]._dismiss("已复测正常")
        exam.with_user(self.nurse).sbp_left = 182
        exam._evaluate()
        self.assertEqual(exam._get_review_findings().mapped("name"), ["血压达到危险水平"])

    def test_chief_adds_findings_that_stay(self):
        exam, _found = self._review()
        exam.write({"finding_ids": [(0, 0, {"name": "甲状腺结节", "severity": "abnormal"})]})
        exam._evaluate()
        self.assertEqual(exam.finding_ids.mapped("name"), ["甲状腺结节"])
        self.assertFalse(exam.finding_ids.rule_id)

    def test_finding_of_a_rule_is_not_rewritten(self):
        _exam, found = self._review(hgb=98)
        with self.assertRaisesRegex(UserError, "follows the numbers"):
            found["贫血"].severity = "urgent"
        with self.assertRaises(AccessError):
            found["贫血"].unlink()

    def test_station_neither_reads_nor_adds_findings(self):
        exam, found = self._review(hgb=98)
        with self.assertRaises(AccessError):
            found["贫血"].with_user(self.lab).read(["name"])
        with self.assertRaises(AccessError):
            exam.with_user(self.lab).read(["finding_ids"])

    def test_village_doctor_reads_and_does_not_write(self):
        _exam, found = self._review(hgb=98)
        finding = found["贫血"].with_user(self.doctor_of_village)
        self.assertEqual(finding.name, "贫血")
        with self.assertRaises(AccessError):
            finding.action_reopen()

    def test_reported_exam_keeps_its_findings(self):
        exam, found = self._review(hgb=98)
        exam._write_server({"state": "reported"})
        self.env.ref("health_exam.exam_rule_hgb_low").valid_to = "2026-01-01"
        exam._evaluate()
        self.assertEqual(exam.finding_ids, found["贫血"])
        with self.assertRaisesRegex(UserError, "doesn't change any more"):
            found["贫血"]._dismiss("看错")
