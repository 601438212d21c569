from datetime import date

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common_calibration import CalibrationCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestEquipmentCalibrationSchedule(CalibrationCase):
    def _run_cron(self):
        with self.enter_registry_test_mode():
            self.env.ref("equipment_asset.ir_cron_calibration_notice").method_direct_trigger()
        self.env.invalidate_all()

    def test_a_new_card_gets_the_schedules_of_its_model(self):
        schedule = self.meter.calibration_schedule_ids
        self.assertRecordValues(
            schedule,
            [
                {
                    "kind_id": self.compulsory.id,
                    "interval_months": 12,
                    "is_compulsory": True,
                    "source": "计量法",
                    "valid_until": False,
                    "next_due": date(2025, 1, 1),
                    "state": "never",
                }
            ],
        )
        self.assertFalse(self._device(device_model_id=self.bag_model.id).calibration_schedule_ids)

    def test_the_interval_in_force_on_the_day_of_the_card_counts(self):
        template = self.bp_model.calibration_ids
        template.valid_to = "2026-06-30"
        self.bp_model.calibration_ids = [
            Command.create(
                {
                    "kind_id": self.compulsory.id,
                    "interval_months": 6,
                    "valid_from": "2026-07-01",
                    "source": "新目录",
                }
            )
        ]
        self.assertEqual(self._device("BP-4").calibration_schedule_ids.interval_months, 12)
        with freeze_time("2026-07-01 02:00:00"):
            self.assertEqual(self._device("BP-5").calibration_schedule_ids.interval_months, 6)

    def test_existing_devices_get_what_they_lack_and_nothing_twice(self):
        scale = self._device("S-1", device_model_id=self.scale_model.id)
        self.scale_model.calibration_ids = [
            Command.create({"kind_id": self.compulsory.id, "source": "目录"})
        ]
        model = self.scale_model.with_user(self.officer)
        model.action_schedule_calibration()
        model.action_schedule_calibration()
        self.assertEqual(len(scale.calibration_schedule_ids), 1)
        self.assertEqual(len(self.meter.calibration_schedule_ids), 1)

    def test_the_state_follows_the_calendar_and_can_be_searched(self):
        self._certificate("2025-07-10")
        schedule = self.meter.calibration_schedule_ids
        expected = {"2026-06-08": "valid", "2026-06-09": "due_soon", "2026-07-09": "due_soon"}
        for day, state in (expected | {"2026-07-10": "expired"}).items():
            with self.subTest(day=day), freeze_time(f"{day} 02:00:00"):
                schedule.invalidate_recordset(["state"])
                self.assertEqual(schedule.state, state)
                same = schedule.search(
                    [("equipment_id", "=", self.meter.id), ("state", "=", state)]
                )
                other = schedule.search(
                    [("equipment_id", "=", self.meter.id), ("state", "!=", state)]
                )
                self.assertEqual((same, other), (schedule, schedule.browse()))

    def test_the_card_shows_the_first_of_its_due_days(self):
        self._certificate("2026-01-10")
        self.assertEqual(self.meter.calibration_due, date(2027, 1, 9))
        self.assertEqual(self.meter.calibration_state, "valid")
        quality = self.env["equipment.calibration.schedule"].create(
            {"equipment_id": self.meter.id, "kind_id": self.qc.id, "start_date": "2026-06-20"}
        )
        self.assertEqual(self.meter.calibration_due, date(2026, 6, 20))
        self.assertEqual(self.meter.calibration_state, "due_soon")
        mine = [("id", "=", self.meter.id), ("calibration_state", "=", "due_soon")]
        self.assertEqual(self.meter.search(mine), self.meter)
        self.assertEqual(quality.search([("is_due", "=", True), ("id", "=", quality.id)]), quality)
        quality.active = False
        self.assertEqual(self.meter.calibration_due, date(2027, 1, 9))

    def test_a_schedule_added_later_finds_the_certificates_already_there(self):
        scale = self._device("S-2", device_model_id=self.scale_model.id)
        certificate = self._certificate("2026-02-01", device=scale)
        self.assertFalse(certificate.schedule_id)
        schedule = self.env["equipment.calibration.schedule"].create(
            {"equipment_id": scale.id, "kind_id": self.compulsory.id}
        )
        self.assertEqual(certificate.schedule_id, schedule)
        self.assertEqual(schedule.valid_until, date(2027, 1, 31))
        self.assertEqual(schedule.body_id, self.body)

    def test_the_scope_holds_for_search_and_groups(self):
        schedules = self.env["equipment.calibration.schedule"]
        domain = [("equipment_id", "=", self.meter.id)]
        self.assertEqual(schedules.with_user(self.viewer).search_count(domain), 1)
        self.assertFalse(schedules.with_user(self.custodian).search_count(domain))
        self.assertFalse(schedules.with_user(self.stranger)._read_group(domain, ["using_unit_id"]))
        with self.assertRaises(AccessError):
            self.meter.calibration_schedule_ids.with_user(self.viewer).interval_months = 60

    def test_one_notice_per_unit_and_custodian_and_it_is_kept_up_to_date(self):
        meters = [self._device(f"N-{number}", using_unit_id=self.clinic.id) for number in range(3)]
        for meter in meters[:2]:
            meter.owner_user_id = self.custodian
        self.meter.usage_state = "disposed"
        self._run_cron()
        notices = self.clinic.activity_ids
        self.assertEqual(notices.user_id, self.custodian + self.hospital_officer)
        self._certificate("2026-06-01", device=meters[0])
        self._run_cron()
        self.assertEqual(self.clinic.activity_ids, notices)
        mine = notices.filtered(lambda notice: notice.user_id == self.custodian)
        self.assertIn("1", mine.summary)
        for meter in meters[1:]:
            self._certificate("2026-06-01", device=meter)
        self._run_cron()
        self.assertFalse(notices.exists())
        self.assertFalse(self.hospital.activity_ids)
