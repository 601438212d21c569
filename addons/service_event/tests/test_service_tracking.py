from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import TODAY, EventCase


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestServiceTracking(EventCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tracking = cls._owed_event("clinic_tracking", "L14", ("tracking_days", 30),
                                       measure="rate", threshold=100, unit="percent")  # fmt: skip

    def _look_after(self, row, user=None, **vals):
        values = {"registration_id": row.id, "result": "电话随访"} | vals
        return self.env["service.tracking"].with_user(user or self.coordinator).create(values)

    def test_everybody_is_looked_after_within_thirty_days(self):
        event = self._held("clinic", people=2)
        first, second = event.registration_ids.sorted("id")
        self.assertEqual(self._states(self.tracking), {"claimed": 2})
        with freeze_time("2026-10-21 02:00:00"):
            self._look_after(first)
            self.assertEqual(self._states(self.tracking), {"claimed": 1, "accepted": 1})
            self._look_after(second)
        self.assertEqual(self._figure(self.tracking).state, "met")

    def test_a_day_too_late_does_not_count_any_more(self):
        event = self._held("clinic", people=1)
        with freeze_time("2026-10-22 02:00:00"):
            self.project._claim_all()
            self.assertEqual(self._states(self.tracking), {"rejected": 1})
            self.assertEqual(event.registration_ids.tracking_state, "overdue")
            self._look_after(event.registration_ids)
            event.registration_ids.invalidate_recordset()
            self.assertEqual(event.registration_ids.tracking_state, "late")
        self.assertEqual(self._states(self.tracking), {"rejected": 1})

    def test_guests_and_other_events_need_nobody_looking_after(self):
        clinic = self._held("clinic", people=1)
        clinic.sign_in_guest("路人")
        lecture = self._held("lecture", people=1, service_place="别处")
        self.assertEqual(self._states(self.tracking), {"claimed": 1})
        with self.assertRaisesRegex(ValidationError, "free clinic"):
            self._look_after(lecture.registration_ids)

    def test_coordinators_see_nothing_clinical(self):
        event = self._held("clinic", people=1)
        row = event.registration_ids
        row.with_user(self.physician).findings = "血压偏高"
        note = self._look_after(row, self.physician, medical_note="复测")
        for user in (self.coordinator, self.manager, self.viewer):
            for record, name in ((row, "findings"), (note, "medical_note")):
                record = record.with_user(user)
                with self.subTest(f"{user.login} {name}"):
                    self.assertNotIn(name, record.fields_get())
                    with self.assertRaises(AccessError):
                        record.read([name])
                    with self.assertRaises(AccessError):
                        record.search([(name, "!=", False)])

    def test_who_is_responsible_is_reminded_once(self):
        event = self._held("clinic", people=2, user_id=self.coordinator.id)
        self.env["event.event"]._cron_remind_tracking()
        self.assertFalse(event.activity_ids)
        with freeze_time("2026-10-16 02:00:00"):
            event.registration_ids.invalidate_recordset()
            self.env["event.event"]._cron_remind_tracking()
            self.env["event.event"]._cron_remind_tracking()
            self.assertEqual(len(event.activity_ids), 1)
            self.assertIn("2", event.activity_ids.summary)
            for row in event.registration_ids:
                self._look_after(row)
            event.registration_ids.invalidate_recordset()
            self.env["event.event"]._cron_remind_tracking()
            self.assertFalse(event.activity_ids)

    def test_another_centre_sees_no_tracking(self):
        event = self._held("clinic", people=1)
        note = self._look_after(event.registration_ids)
        found = self.env["service.tracking"].with_user(self.stranger).search([])
        self.assertNotIn(note, found)
