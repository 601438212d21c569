from datetime import date

from odoo.tests import freeze_time

from .common import NOVEMBER, AssessmentCase


class TestServiceAssessmentCron(AssessmentCase):
    def _find(self):
        return self.env["service.assessment"].search([("project_id", "=", self.project.id)])

    def _prepare(self):
        self.env.ref("service_assessment.cron_prepare").method_direct_trigger()

    def test_the_first_of_a_month_brings_the_draft_of_the_last_one_once(self):
        self.project.user_id = self.manager
        with freeze_time("2026-10-31 16:30:00"), self.enter_registry_test_mode():
            # half past midnight on 1 November in China
            self._prepare()
            self._prepare()
        found = self._find()
        self.assertEqual((found.month, found.cut_off), (date(2026, 10, 1), date(2026, 10, 31)))
        self.assertEqual((found.state, len(found.line_ids)), ("draft", 4))
        self.assertEqual(found.activity_ids.user_id, self.manager)
        with freeze_time(NOVEMBER):
            found.with_user(self.manager).action_sign()
        self.assertFalse(found.activity_ids)

    def test_projects_that_did_not_run_or_owe_nothing_get_none(self):
        bare = self._new_project(name="没有任务")
        with freeze_time("2026-06-02 02:00:00"), self.enter_registry_test_mode():
            self._prepare()
        with freeze_time("2027-08-02 02:00:00"), self.enter_registry_test_mode():
            self._prepare()
        self.assertFalse(self._find())
        with freeze_time("2027-07-01 02:00:00"), self.enter_registry_test_mode():
            self._prepare()
        self.assertEqual(self._find().cut_off, date(2027, 6, 30))
        self.assertFalse(self.env["service.assessment"].search([("project_id", "=", bare.id)]))
