from odoo.exceptions import AccessError, UserError
from odoo.fields import Datetime
from odoo.tests import freeze_time, tagged

from .finding_common import FindingCase

FOUND = "2026-03-10 01:00:00"
CALL = {"called_person": "女儿", "called_phone": "13807761234", "answer": "复述无误，即刻送县医院"}


@tagged("post_install", "-at_install")
@freeze_time(FOUND)
class TestHealthExamAlert(FindingCase):
    def _find(self, **changed):
        exam = self._register().with_user(self.lab)
        exam.write(self._values(changed or {"k": 6.8}))
        return exam, exam.alert_ids

    def _answer(self, alert, at="2026-03-10 01:12:00"):
        with freeze_time(at):
            alert.write(CALL | {"called_at": at})
            alert.action_answer()

    def test_critical_value_raises_an_alert_at_once(self):
        exam, alert = self._find()
        self.assertEqual(alert.name, "血钾危急值：Potassium 6.80 mmol/L > 6.20")
        self.assertEqual(alert.due_at, Datetime.to_datetime("2026-03-10 01:30:00"))
        self.assertEqual((alert.found_by_id, alert.state), (self.lab, "open"))
        self.assertIn("6.80", exam.alert_text)

    def test_same_value_raises_one_alert_and_another_value_a_second(self):
        exam, _alert = self._find()
        exam.write({"na": 140, "k": 6.8})
        self.assertEqual(len(exam.alert_ids), 1)
        exam.write({"k": 7.1})
        self.assertEqual(len(exam.alert_ids), 2)

    def test_number_that_is_only_abnormal_raises_none(self):
        _exam, alert = self._find(k=6.2, hgb=50, fbg=22.1)
        self.assertFalse(alert)

    def test_pressure_is_critical_with_symptoms_only_in_any_order(self):
        exam = self._register().with_user(self.nurse)
        exam.write({"sbp_left": 190, "dbp_left": 115})
        self.assertFalse(exam.alert_ids)
        exam.write(self._values({"symptom_ids": ["symptom/03"]}))
        self.assertEqual(len(exam.alert_ids), 1)
        self.assertIn("190 ≥ 180", exam.alert_ids.name)
        self.assertIn("115 ≥ 110", exam.alert_ids.name)

    def test_words_of_the_electrocardiogram_raise_an_alert_unless_denied(self):
        vectors = [
            ("V1-V4 ST段抬高，请结合临床", 1),
            ("未见ST段抬高", 0),
            ("窦性心律，无明显ST段抬高及室速", 0),
            ("阵发性室速", 1),
            ("无明显诱因出现室速", 1),
            ("未见P波，室速", 1),
            ("未见室颤，可见三度房室传导阻滞", 1),
            ("窦性心动过缓", 0),
        ]
        for text, count in vectors:
            with self.subTest(text=text), self.env.cr.savepoint():
                exam = self._register(self._new_elder()).with_user(self.image)
                exam.write(self._values({"ecg_id": "exam_normal/2", "ecg_text": text}))
                self.assertEqual(len(exam.alert_ids), count)

    def test_limit_without_a_rule_raises_an_alert_too(self):
        self.env.ref("health_exam.range_alt_2").critical_high = 1000
        _exam, alert = self._find(alt=1200)
        self.assertEqual(alert.name, "ALT 1200↑↑")

    def test_loop_is_closed_by_who_was_called_when_and_the_answer(self):
        exam, alert = self._find()
        with self.assertRaisesRegex(UserError, "Who was called"):
            alert.action_answer()
        self._answer(alert)
        self.assertEqual((alert.state, alert.minutes, alert.is_late), ("answered", 12, False))
        self.assertEqual(alert.answered_by_id, self.lab)
        self.assertFalse(exam.alert_text)
        with self.assertRaisesRegex(UserError, "closed already"):
            alert.answer = "改"

    def test_half_an_hour_is_in_time_and_a_second_more_is_late(self):
        for at, late in (("2026-03-10 01:30:00", False), ("2026-03-10 01:30:01", True)):
            with self.subTest(at=at):
                exam = self._register(self._new_elder()).with_user(self.lab)
                exam.k = 6.8
                self._answer(exam.alert_ids, at)
                self.assertEqual(exam.alert_ids.is_late, late)

    def test_overdue_is_found_by_the_clock(self):
        exam, alert = self._find()
        domain = [("is_overdue", "=", True), ("exam_id", "=", exam.id)]
        with freeze_time("2026-03-10 01:30:00"):
            self.assertFalse(alert.search(domain))
        with freeze_time("2026-03-10 01:31:00"):
            alert.invalidate_recordset(["is_overdue"])
            self.assertTrue(alert.is_overdue)
            self.assertEqual(alert.search(domain), alert)

    def test_call_before_the_finding_or_in_the_future_is_refused(self):
        _exam, alert = self._find()
        for at in ("2026-03-10 00:59:00", "2026-03-10 01:01:00"):
            with self.subTest(at=at), self.assertRaisesRegex(UserError, "not in the future"):
                alert.write({"called_at": at})

    def test_corrected_value_lets_the_alert_be_withdrawn_with_a_reason(self):
        exam, alert = self._find()
        with self.assertRaisesRegex(UserError, "still stands"):
            alert._withdraw("录入错误")
        exam.k = 4.8
        wizard = self.env["health.exam.reason"].with_user(self.lab)
        action = alert.action_withdraw()
        wizard.with_context(**action["context"]).create({"reason": "录入错误"}).action_confirm()
        self.assertEqual((alert.state, alert.withdraw_reason), ("withdrawn", "录入错误"))
        exam.k = 6.8
        self.assertEqual(len(exam.alert_ids), 2)

    def test_alert_is_never_deleted(self):
        _exam, alert = self._find()
        with self.assertRaises(UserError):
            alert.sudo().unlink()

    def test_no_report_while_one_is_open(self):
        exam, alert = self._find()
        with self.assertRaisesRegex(UserError, "nobody was called"):
            exam.with_user(self.chief)._check_can_report()
        self._answer(alert)
        exam.with_user(self.chief)._check_can_report()

    def test_chief_examiner_has_an_activity_without_a_name_until_it_is_closed(self):
        exam, alert = self._find()
        activity = alert.with_user(self.chief).activity_ids
        self.assertIn(self.chief, activity.user_id)
        self.assertEqual(set(activity.user_id.org_unit_id), {self.hospital})
        self.assertNotIn(exam.name, "".join(activity.mapped("summary")))
        self._answer(alert.with_user(self.chief))
        self.assertFalse(alert.sudo().activity_ids)

    def test_other_station_neither_sees_nor_closes_it(self):
        _exam, alert = self._find()
        other = alert.with_user(self.nurse)
        self.assertFalse(other.search([("id", "=", alert.id)]))
        with self.assertRaises(AccessError):
            other.write(CALL)
        with self.assertRaises(AccessError):
            alert.with_user(self.doctor_of_village).write(CALL)

    def test_station_reports_a_critical_value_that_no_rule_knows(self):
        exam = self._register().with_user(self.image)
        vals = {"exam_id": exam.id, "name": "B超：腹主动脉瘤破裂可能"}
        section = self.env.ref("health_exam.section_imaging")
        alerts = self.env["health.exam.alert"].with_user(self.image)
        with self.assertRaises(AccessError), self.env.cr.savepoint():
            foreign = self.env.ref("health_exam.section_laboratory")
            alerts.create(vals | {"section_id": foreign.id})
        alert = alerts.create(vals | {"section_id": section.id})
        self._answer(alert)
        self.assertEqual(alert.state, "answered")

    def test_clock_and_state_are_not_entered(self):
        _exam, alert = self._find()
        for forged in ({"state": "answered"}, {"due_at": "2030-01-01"}, {"minutes": 1}):
            with self.subTest(forged=forged), self.assertRaises(AccessError):
                alert.write(forged)
