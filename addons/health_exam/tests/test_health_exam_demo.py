from collections import Counter

from odoo.fields import Date
from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestHealthExamDemo(TransactionCase):
    """The campaign day of the demo shows every state a newcomer should know."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.campaign = cls.env.ref("health_exam.campaign_demo", False)

    def setUp(self):
        super().setUp()
        if not self.campaign:
            self.skipTest("installed without demonstration data")
        self.exams = self.env["health.exam"].search([("campaign_id", "=", self.campaign.id)])

    def test_exams_stand_in_every_state_on_the_day_of_the_campaign(self):
        states = dict(self.env["health.exam"]._fields["state"].selection)
        self.assertEqual(set(self.exams.mapped("state")), set(states))
        self.assertEqual(set(self.exams.mapped("date")), {self.campaign.date_from})
        self.assertLess(self.campaign.date_from, Date.add(Date.today(), days=2))

    def test_some_came_some_are_expected_one_did_not_come_and_one_does_not_want_to(self):
        states = Counter(self.campaign.appointment_ids.mapped("state"))
        self.assertEqual((states["absent"], states["cancelled"]), (1, 1))
        self.assertTrue(states["came"] and states["invited"] and states["confirmed"])

    def test_one_report_was_revoked_and_made_anew_and_one_item_was_refused(self):
        versions = self.exams.report_ids.filtered(lambda report: report.version == 2)
        self.assertEqual(versions.exam_id.report_ids.mapped("state"), ["valid", "revoked"])
        self.assertEqual(self.exams.gap_ids.mapped("reason_code"), ["1"])

    def test_one_critical_value_waits_for_a_call_and_one_was_called_about(self):
        states = set(self.exams.alert_ids.mapped("state"))
        self.assertEqual(states, {"open", "answered"})
        self.assertTrue(self.exams.finding_ids)

    def test_devices_sent_what_is_applied_corrected_and_parked_for_each_reason(self):
        results = self.env["device.result"].search(
            [("source_id", "in", [self._source("lis", "device_message"), self._source("station")])]
        )
        states = Counter(results.mapped("state"))
        self.assertGreater(states["delivered"], 200)
        self.assertGreaterEqual(states["replaced"], 1)
        self.assertLessEqual(
            {"exam_void", "one_identifier", "wrong_unit", "unknown_code", "other_person"},
            set(results.mapped("fault")),
        )
        self.assertIn("rejected", self.exams.sample_ids.mapped("state"))

    def _source(self, name, addon="health_exam"):
        return self.env.ref(f"{addon}.device_source_{name}_demo").id
