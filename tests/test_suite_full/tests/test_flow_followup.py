"""The story of a patient: on a list, followed up, out of control, referred, counted, looked up."""

from odoo.tests import freeze_time, tagged

from odoo.addons.health_followup.tests.followup_common import HealthFollowupCase

FIRST, SECOND = "2026-07-30", "2026-08-13"
PLANNED = ("planned", FIRST)


@tagged("standard", "post_install", "-at_install")
@freeze_time("2026-05-01")
class TestFlowFollowup(HealthFollowupCase):
    def test_from_the_tag_to_the_list_behind_the_indicator(self):
        archive = self._archive(self._resident("覃样五", birth_date="1975-03-01"))
        self.put_on_the_list_of_patients(archive)
        enrolment = self.enrol_who_is_proposed(archive)
        self.assertEqual((enrolment.due_state, str(enrolment.next_due_date)), PLANNED)

        with freeze_time(FIRST):
            self.assertEqual(self.get_due(), enrolment)
            self.visit(enrolment, FIRST, referred=False)
            self.assertEqual(str(enrolment.next_due_date), SECOND)
            self.assertFalse(self.get_due())
        with freeze_time(SECOND):
            visit = self.visit(enrolment, SECOND, referred=True)
            self.assertEqual(str(enrolment.next_due_date), "2026-08-27")
            self.assertEqual(visit.referral_ids.check_date, visit.next_date)
            self.assertEqual(self.get_counted("denominator"), self.archive | archive)
            self.assertFalse(self.get_counted("numerator"))

    def put_on_the_list_of_patients(self, archive):
        self.env["resident.population.tag.line"].create(
            {
                "partner_id": archive.partner_id.id,
                "tag_id": self.env.ref("resident.population_tag_hypertension").id,
                "date_from": "2026-01-01",
                "source": "高血压患者名单",
            }
        )

    def enrol_who_is_proposed(self, archive):
        proposals = self.env["health.enrolment.proposal"].with_user(self.doctor)
        proposals.action_find()
        proposals.search([("archive_id", "=", archive.id)]).action_enrol()
        enrolments = self.env["health.enrolment"].with_user(self.doctor)
        return enrolments.search([("archive_id", "=", archive.id)])

    def get_due(self):
        """Whom the doctor finds in the list of today, the patient of the other tests left out."""
        enrolments = self.env["health.enrolment"].with_user(self.doctor)
        return enrolments.search([("due_state", "in", ["due", "overdue"])]) - self.enrolment

    def visit(self, enrolment, day, referred):
        visit = self._visit(enrolment=enrolment, date=day, sbp=165, dbp=100)
        self.assertEqual((visit.class_id.code, (visit.next_date - visit.date).days), ("2", 14))
        self.assertIn("国卫基层发〔2017〕13号", visit.finding_text)
        self.assertEqual(visit.is_referral, referred)
        visit.action_sign()
        return visit

    def get_counted(self, part):
        """Who is behind the control of pressure, as the county opens it."""
        self.env["health.followup.year"]._tally(self.env["health.enrolment"].search([]))
        indicator = self.env.ref("health_followup.indicator_hypertension_controlled")
        action = indicator.with_user(self.manager).action_open_records(
            part, self.clinic.id, "2026-01-01", "2026-12-31"
        )
        return self.env[action["res_model"]].search(action["domain"]).archive_id
