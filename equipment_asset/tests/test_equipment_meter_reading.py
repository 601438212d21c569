from lxml import etree

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time

from .common import EquipmentCase


class TestEquipmentMeterReading(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device("M1", using_unit_id=cls.clinic.id)

    def _read(self, day, value, user=None, **vals):
        return self.env["equipment.meter.reading"].with_user(user or self.custodian).create(
            {"equipment_id": self.device.id, "date": day, "value": value} | vals
        )  # fmt: skip

    def test_a_custodian_enters_a_reading_in_its_form(self):
        readings = self.env["equipment.meter.reading"].with_user(self.custodian)
        with Form(readings.with_context(default_equipment_id=self.device.id)) as form:
            self.assertEqual(form.unit, "uses")
            form.value = 120
        self.assertEqual((form.record.equipment_id, form.record.value), (self.device, 120))

    def test_use_counts_from_the_first_reading(self):
        self._read("2026-01-01", 500)
        self._read("2026-02-01", 620)
        self.assertEqual(self.device.meter_total, 120)

    def test_a_lower_or_earlier_reading_is_refused(self):
        self._read("2026-02-01", 500)
        for day, value in (("2026-02-02", 499), ("2026-01-31", 600)):
            with self.assertRaises(ValidationError) as refusal:
                self._read(day, value)
            self.assertIn("500", str(refusal.exception))

    @freeze_time("2026-06-15 02:00:00")
    def test_a_reading_of_a_day_to_come_is_refused(self):
        self._read("2026-06-15", 500)
        with self.assertRaises(ValidationError):
            self._read("2026-06-16", 510)

    def test_who_enters_a_reading_has_the_button_that_saves_it(self):
        readings = self.env["equipment.meter.reading"].with_user(self.custodian)
        form = etree.fromstring(readings.get_view(view_type="form")["arch"])
        self.assertNotEqual(form.get("edit"), "False")

    def test_a_new_meter_begins_anew_and_the_use_goes_on(self):
        self._read("2026-01-01", 500)
        self._read("2026-02-01", 600)
        self._read("2026-03-01", 30, is_new_meter=True)
        self._read("2026-04-01", 40)
        self.assertEqual(self.device.meter_total, 140)

    def test_readings_of_one_import_follow_their_dates(self):
        self.env["equipment.meter.reading"].create(
            [
                {"equipment_id": self.device.id, "date": day, "value": value}
                for day, value in (("2026-01-01", 10), ("2026-01-02", 15), ("2026-01-03", 15))
            ]
        )
        self.assertEqual(self.device.meter_total, 5)

    def test_a_reading_is_not_changed_and_only_the_last_one_deleted(self):
        first, last = self._read("2026-01-01", 10), self._read("2026-01-02", 15)
        with self.assertRaises(AccessError):
            last.unlink()
        first, last = first.with_user(self.hospital_officer), last.with_user(self.hospital_officer)
        with self.assertRaises(UserError):
            last.value = 20
        with self.assertRaises(UserError):
            first.unlink()
        last.unlink()
        self._read("2026-01-02", 12)
        self.assertEqual(self.device.meter_total, 2)

    def test_readings_stay_in_scope(self):
        reading = self._read("2026-01-01", 10)
        with self.assertRaises(AccessError):
            reading.with_user(self.stranger).read(["value"])
        with self.assertRaises(AccessError):
            self._read("2026-01-02", 11, self.stranger)
        with self.assertRaises(AccessError):
            self._read("2026-01-02", 11, self.viewer)

    def test_a_disposed_device_is_read_no_more(self):
        self.device.usage_state = "disposed"
        with self.assertRaises(UserError):
            self._read("2026-01-01", 10)
