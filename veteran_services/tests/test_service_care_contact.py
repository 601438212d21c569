from odoo.tests import freeze_time

from .common import TODAY, ServiceCareCase


@freeze_time(TODAY)
class TestServiceCareContact(ServiceCareCase):
    """L06: one contact a year, four with the chronically ill, whole contacts due by now."""

    def setUp(self):
        super().setUp()
        self.archive = self._build(archive_date="2026-05-01")
        self.general = self._enrol("health_followup.programme_general")

    def _enrol(self, programme):
        return (
            self.env["health.enrolment"]
            .with_user(self.physician)
            .create(
                {
                    "archive_id": self.archive.id,
                    "programme_id": self.env.ref(programme).id,
                    "enrolled_date": "2026-05-01",
                }
            )
        )

    def _contact(self, date):
        followups = self.env["health.followup"].with_user(self.physician)
        return followups.create(
            {
                "enrolment_id": self.general.id,
                "date": date,
                "way": "3",
                "gen_content": "健康咨询",
                "next_date": "2027-06-01",
            }
        )

    def test_one_signed_contact_is_enough_for_somebody_healthy(self):
        contact = self._contact("2026-11-20")
        self.assertFalse(self._claim("L06"))
        contact.action_sign()
        self.assertEqual(self._claim("L06").state, "accepted")
        self.assertEqual(self._figure("L06").state, "met")

    def test_a_contact_before_the_period_is_none(self):
        self._contact("2026-06-15").action_sign()
        self.assertFalse(self._claim("L06"))

    def test_the_chronically_ill_need_the_second_in_the_second_half(self):
        self._enrol("health_archive.programme_hypertension")
        self._contact("2026-11-20").action_sign()
        self.assertEqual(self._claim("L06").state, "accepted")
        with freeze_time("2026-12-15 02:00:00"):
            self.project._claim_all()
            claim = self._claim("L06", self.coordinator)
            self.assertEqual((claim.state, claim.cause), ("claimed", "missing"))
            # a number would tell who is chronically ill
            self.assertNotRegex(claim.reason, r"[0-9]")
            self._contact("2026-12-14").action_sign()
            self.assertEqual(claim.state, "accepted")
            self.assertEqual(str(claim.date), "2026-12-14")

    def test_the_parameter_of_the_project_decides(self):
        self._contact("2026-11-20").action_sign()
        parameters = self._obligation("L06").parameter_ids.with_user(self.service_manager)
        parameters.filtered(lambda row: row.code == "contacts_other").value = 6
        self.assertEqual(self._claim("L06").state, "claimed")

    def test_advice_in_the_ledger_is_a_contact_once_its_row_is_complete(self):
        advice = self._advise("2026-11-20 02:00:00")
        self.assertFalse(self._claim("L06"))
        advice.action_submit()
        self.assertFalse(self._claim("L06"), "the page of the paper ledger is missing")
        advice.paper_page = "12"
        self.assertEqual(self._claim("L06").state, "accepted")
        advice._void("录错对象")
        self.assertFalse(self._claim("L06"))

    def test_a_reminder_that_did_not_reach_the_person_is_no_contact(self):
        advice = self._advise("2026-11-20 02:00:00", outcome="not_done", result="电话未接")
        advice.paper_page = "12"
        advice.action_submit()
        self.assertFalse(self._claim("L06"))

    def _advise(self, moment, **vals):
        return (
            self.env["service.entry"]
            .with_user(self.coordinator)
            .create(
                {
                    "project_id": self.project.id,
                    "partner_id": self.resident.id,
                    "kind_id": self.env.ref("service_ledger.kind_medication").id,
                    "performed_at": moment,
                    "demand": "用药咨询",
                }
                | vals
            )
        )
