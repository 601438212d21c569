from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .finding_common import DAY, FindingCase


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestHealthExamTask(FindingCase):
    def _report(self, archive=None, **changed):
        exam = self._examine(archive, **changed).with_user(self.chief)
        exam.action_review()
        exam.action_take_suggestion()
        exam._report()
        return exam

    def _tasks(self, exam):
        tasks = exam.sudo().task_ids.with_user(self.doctor_of_village)
        return {(task.kind, task.finding): task for task in tasks}

    def test_findings_lead_to_rechecks_referrals_and_proposals(self):
        exam = self._report(sbp_left=165, xray_id="exam_normal/2", hgb=98)
        tasks = self._tasks(exam)
        self.assertEqual(
            {key: str(task.due_date) for key, task in tasks.items()},
            {
                ("recheck", "血压升高，疑似高血压"): "2026-04-07",
                ("disease", "血压升高，疑似高血压"): "2026-04-07",
                ("referral", "胸部X线异常"): "2026-04-09",
                ("recheck", "贫血"): "2026-04-09",
            },
        )

    def test_second_report_makes_no_second_task(self):
        exam = self._report(hgb=98)
        first = exam.sudo().task_ids
        exam._revoke("补签字")
        exam._report()
        self.assertEqual(exam.sudo().task_ids, first)

    def test_what_the_second_report_dismisses_needs_no_recheck(self):
        exam = self._report(hgb=98)
        exam._revoke("标本溶血")
        exam.finding_ids._dismiss("标本溶血")
        exam._report()
        self.assertEqual(exam.sudo().task_ids.state, "cancelled")

    def test_later_exam_replaces_what_an_earlier_one_left_open(self):
        with freeze_time("2025-03-10"):
            earlier = self._report(hgb=98)
        later = self._report(hgb=99)
        self.assertEqual(earlier.sudo().task_ids.state, "cancelled")
        self.assertIn(later.exam_number, earlier.sudo().task_ids.result)

    def test_village_doctor_ends_a_task_with_its_result(self):
        task = self._tasks(self._report(hgb=98))["recheck", "贫血"]
        with self.assertRaisesRegex(UserError, "Result"):
            task.action_done()
        task.result = "复查 121 g/L"
        task.action_done()
        self.assertEqual((task.state, str(task.done_date)), ("done", DAY))
        self.assertEqual(task.done_by_id, self.doctor_of_village)
        with self.assertRaisesRegex(UserError, "ended already"):
            task.result = "改"

    def test_overdue_is_found_from_the_day_after(self):
        task = self._tasks(self._report(hgb=98))["recheck", "贫血"]
        domain = [("is_overdue", "=", True), ("id", "=", task.id)]
        with freeze_time("2026-04-09 01:00:00"):
            self.assertFalse(task.search(domain))
        with freeze_time("2026-04-10 01:00:00"):
            self.assertEqual(task.search(domain), task)

    def test_confirmed_disease_stands_in_the_history_once(self):
        tasks = self._tasks(self._report(fbg=8.2, sbp_left=165))
        task = tasks["disease", "空腹血糖升高，疑似糖尿病"]
        task.action_confirm_enrol()
        disease = self.elder.disease_ids.filtered(lambda row: row.code_id.code == "3")
        self.assertEqual(str(disease.diagnosed_month), "2026-03-01")
        enrolled = self.elder.enrolment_ids.mapped("programme_id.code")
        self.assertIn("diabetes", enrolled)
        self.assertEqual(task.state, "done")
        pressure = tasks["disease", "血压升高，疑似高血压"]
        self.env["health.archive.disease"].create(
            {"archive_id": self.elder.id, "code_id": self._code("disease/2")}
        )
        pressure.action_confirm()
        self.assertEqual(len(self.elder.disease_ids), 2)
        self.assertNotIn("hypertension", self.elder.enrolment_ids.mapped("programme_id.code"))

    def test_refused_disease_says_why_and_does_not_enter_the_history(self):
        task = self._tasks(self._report(fbg=8.2))["disease", "空腹血糖升高，疑似糖尿病"]
        with self.assertRaises(UserError):
            task.action_cancel()
        task.result = "糖耐量正常"
        task.action_cancel()
        self.assertFalse(self.elder.disease_ids)

    def test_known_disease_is_not_proposed_again(self):
        patient = self._person("1", 60, disease="2")
        tasks = self._tasks(self._report(patient, sbp_left=165))
        self.assertEqual(list(tasks), [("recheck", "高血压患者血压未达标")])

    def test_recheck_is_not_confirmed_as_a_disease(self):
        task = self._tasks(self._report(hgb=98))["recheck", "贫血"]
        with self.assertRaisesRegex(UserError, "proposed disease"):
            task.action_confirm()

    def test_station_sees_no_task_and_a_reader_ends_none(self):
        exam = self._report(hgb=98)
        task = exam.sudo().task_ids
        with self.assertRaises(AccessError):
            task.with_user(self.lab).read(["finding"])
        reader = self._new_user("exam_reader", "resident.group_health_reader")
        with self.assertRaises(AccessError):
            task.with_user(reader).action_done()

    def test_other_hospital_sees_no_task(self):
        task = self._report(hgb=98).sudo().task_ids
        self.doctor_of_village.org_unit_id = self.env.ref("org_unit.unit_debao_hospital_02")
        self.assertFalse(task.with_user(self.doctor_of_village).search([("id", "=", task.id)]))

    def test_advice_of_the_findings_stands_in_the_report(self):
        exam = self._report(height=160, weight=72)
        self.assertIn("肥胖", exam.abnormal_text)
        self.assertIn("减重", exam.guidance_text)
        self.assertEqual(exam.risk_control_ids.mapped("code"), ["3", "4", "5"])

    def test_void_exam_leaves_no_task(self):
        exam = self._report(hgb=98)
        exam._revoke("登记错人")
        exam._void("登记错人")
        self.assertEqual(exam.sudo().task_ids.state, "cancelled")

    def test_closed_archive_ends_its_tasks(self):
        task = self._report(hgb=98).sudo().task_ids
        self.elder._close_dependents(self.env["health.code"], task.due_date)
        self.assertEqual(task.state, "cancelled")
