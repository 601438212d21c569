from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .finding_common import FindingCase

FOUND = "2026-03-10 01:00:00"
DUE, IN_TIME, LATE = "2026-03-10 01:30:00", "2026-03-10 01:44:59", "2026-03-10 01:45:00"
CALL = {"called_person": "女儿", "called_phone": "13807761234", "answer": "复述无误，即刻送县医院"}


@tagged("post_install", "-at_install")
@freeze_time(FOUND)
class TestHealthExamAlertEscalate(FindingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = cls._new_user("exam_unit_manager", "resident.group_health_manager")

    def _find(self):
        exam = self._register().with_user(self.lab)
        exam.k = 6.8
        return exam, exam.alert_ids

    def _escalate(self, at):
        with freeze_time(at), self.enter_registry_test_mode():
            self.env.ref("health_exam.ir_cron_exam_escalate").method_direct_trigger()

    def test_chief_and_manager_are_told_of_an_overdue_call(self):
        exam, alert = self._find()
        self._escalate(LATE)
        for user in (self.chief, self.manager):
            with self.subTest(user=user.login):
                mine = alert.with_user(user).activity_ids.filtered(lambda a, u=user: a.user_id == u)
                self.assertIn("Overdue", mine[-1].summary)
        message = alert.sudo().message_ids.filtered("subject")
        self.assertLessEqual((self.chief | self.manager).partner_id, message.notified_partner_ids)
        self.assertIn(exam.exam_number, message.body)
        self.assertTrue(alert.escalated_at)

    def test_escalation_begins_with_the_minute_of_the_rule(self):
        _exam, alert = self._find()
        self._escalate(IN_TIME)
        self.assertFalse(alert.escalated_at)
        rule = self.env.ref("health_exam.rule_exam_alert_escalate_minutes")
        rule.value = 0
        self._escalate(DUE)
        self.assertTrue(alert.escalated_at)

    def test_escalation_happens_once(self):
        _exam, alert = self._find()
        self._escalate(LATE)
        before = alert.sudo().activity_ids, alert.sudo().message_ids, alert.escalated_at
        self._escalate("2026-03-10 03:00:00")
        after = alert.sudo().activity_ids, alert.sudo().message_ids, alert.escalated_at
        self.assertEqual(after, before)

    def test_answered_call_is_not_escalated(self):
        _exam, alert = self._find()
        with freeze_time("2026-03-10 01:40:00"):
            alert.write(CALL | {"called_at": "2026-03-10 01:39:00"})
            alert.action_answer()
        self._escalate(LATE)
        self.assertFalse(alert.escalated_at)

    def test_call_after_the_escalation_ends_the_activities(self):
        _exam, alert = self._find()
        self._escalate(LATE)
        with freeze_time("2026-03-10 01:50:00"):
            alert.with_user(self.chief).write(CALL | {"called_at": "2026-03-10 01:49:00"})
            alert.with_user(self.chief).action_answer()
        self.assertFalse(alert.sudo().activity_ids)

    def test_unit_without_a_manager_tells_the_one_above(self):
        above = self._new_user("exam_county_manager", "resident.group_health_manager")
        above.org_unit_id = self.hospital.parent_id
        _exam, alert = self._find()
        self.assertNotIn(above, alert._get_managers()[self.hospital])
        own = alert._get_managers()[self.hospital]
        own.sudo().active = False
        self.assertIn(above, alert._get_managers()[self.hospital])

    def test_neither_person_nor_value_leaves_by_mail(self):
        exam, alert = self._find()
        self.chief.sudo().notification_type = "email"
        known = self.env["mail.mail"].sudo().search([])
        self._escalate(LATE)
        mails = self.env["mail.mail"].sudo().search([]) - known
        self.assertTrue(mails)
        for mail in mails:
            text = f"{mail.subject} {mail.body_html}"
            self.assertNotIn(exam.sudo().name, text)
            self.assertNotIn("6.80", text)

    def test_nobody_enters_the_time_of_escalation(self):
        _exam, alert = self._find()
        with self.assertRaises(AccessError):
            alert.escalated_at = FOUND
