from odoo.tests import freeze_time

from .common import TODAY, ServiceCareCase


@freeze_time(TODAY)
class TestEventTracking(ServiceCareCase):
    """L14: who was served at a free clinic gets an archive, and is looked after within 30 days."""

    def setUp(self):
        super().setUp()
        events = self.env["event.event"].with_user(self.coordinator)
        self.event = events.create(
            {
                "name": "专场义诊",
                "service_project_id": self.project.id,
                "service_kind": "clinic",
                "date_begin": "2026-11-21 01:00:00",
                "date_end": "2026-11-21 03:00:00",
                "service_place": "服务中心",
            }
        )
        self.event.sign_in(self.resident.id)
        self.event.action_hold()

    def _follow_up(self, archive):
        enrolment = (
            self.env["health.enrolment"]
            .with_user(self.physician)
            .create(
                {
                    "archive_id": archive.id,
                    "programme_id": self.env.ref("health_followup.programme_general").id,
                    "enrolled_date": "2026-11-21",
                }
            )
        )
        followup = enrolment.env["health.followup"].create(
            {
                "enrolment_id": enrolment.id,
                "date": "2026-11-25",
                "way": "3",
                "gen_content": "义诊后回访",
                "next_date": "2027-06-01",
            }
        )
        followup.action_sign()

    def test_an_archive_and_a_signed_followup_suffice_without_another_row(self):
        self.assertEqual(self._claim("L14").state, "claimed")
        archive = self._build()
        self.assertEqual(self._claim("L14").state, "claimed")
        with freeze_time("2026-11-25 02:00:00"):
            self._follow_up(archive)
        self.assertEqual(self._claim("L14").state, "accepted")
        self.assertEqual(self._figure("L14").state, "met")

    def test_a_call_without_an_archive_does_not_count(self):
        self.env["service.tracking"].with_user(self.coordinator).create(
            {"registration_id": self.event.registration_ids.id, "result": "电话回访"}
        )
        claim = self._claim("L14", self.coordinator)
        self.assertEqual((claim.state, claim.cause), ("claimed", "missing"))
        self._build()
        self.assertEqual(self._claim("L14").state, "accepted")

    def test_after_thirty_days_it_is_too_late(self):
        with freeze_time("2026-12-22 02:00:00"):
            self.project._claim_all()
            self.assertEqual(self._claim("L14").state, "rejected")
