from odoo import fields
from odoo.tests import HttpCase, tagged

from odoo.addons.health_archive.tests.enrolment_common import HealthEnrolmentCase


@tagged("post_install", "-at_install")
class TestHealthFollowupUi(HealthEnrolmentCase, HttpCase):
    def test_village_doctor_visits_who_is_due_and_the_second_uncontrolled_visit_is_referred(self):
        # due since yesterday: the browser of the test may live in another day than the doctor
        today = fields.Date.context_today(self.doctor)
        enrolment = self._enrol(enrolled_date=fields.Date.subtract(today, days=91))
        enrolment.doctor_id = self.doctor
        codes = {name: self._code(name, "1").id for name in ("htn_symptom", "adherence")}
        followups = self.env["health.followup"].with_user(self.doctor)
        before = followups.create(
            {
                "enrolment_id": enrolment.id,
                "date": fields.Date.subtract(today, days=15),
                "sbp": 162,
                "dbp": 98,
                "htn_symptom_ids": [codes["htn_symptom"]],
                "adherence_id": codes["adherence"],
                "adr": "1",
            }
        )
        before.action_sign()
        self.start_tour("/odoo/health-today", "health_followup_visit", login="ha_doctor")
        visit = followups.search([("enrolment_id", "=", enrolment.id)], limit=1)
        self.assertEqual((visit.sbp, visit.class_id.code, visit.seal_state), (165, "2", "sealed"))
        self.assertEqual(visit.next_date, fields.Date.add(visit.date, days=14))
        self.assertEqual(visit.referral_ids.state, "proposed")
