from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import EquipmentCase


@tagged("post_install", "-at_install")
@freeze_time("2026-06-15 02:00:00")
class TestEquipmentUsage(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.meter = cls._device("U-1", using_unit_id=cls.clinic.id, effective_date="2026-01-01")

    def _log(self, day="2026-06-10", quantity=3, device=None, user=None, **vals):
        device = device or self.meter
        usage = self.env["equipment.usage"].with_user(user or self.custodian)
        return usage.create({"equipment_id": device.id, "date": day, "quantity": quantity} | vals)

    def test_uses_show_on_the_card(self):
        self._log("2026-03-17", 100)
        self._log("2026-03-18", 20)
        usage = self._log("2026-06-10", 3)
        self.assertEqual(self.meter.last_used_date, date(2026, 6, 10))
        self.assertEqual(self.meter.recent_uses, 23)
        usage.unlink()
        self.assertEqual(self.meter.last_used_date, date(2026, 3, 18))

    @mute_logger("odoo.sql_db")
    def test_one_entry_per_device_day_and_source(self):
        self._log()
        self._log(source="device")
        for vals in ({}, {"day": "2026-06-11", "quantity": 0}):
            with self.subTest(vals=vals), self.assertRaises(IntegrityError):
                with self.env.cr.savepoint():
                    self._log(**vals)

    def test_tomorrow_and_a_disposed_device_are_refused(self):
        with self.assertRaises(ValidationError):
            self._log("2026-06-16")
        self.meter.usage_state = "disposed"
        with self.assertRaises(UserError):
            self._log()

    def test_a_custodian_enters_for_the_own_unit_only(self):
        elsewhere = self._device("U-2", using_unit_id=self.other_hospital.id)
        with self.assertRaises(AccessError):
            self._log(device=elsewhere)
        with self.assertRaises(AccessError):
            self._log(user=self.viewer)

    def test_a_unit_does_not_see_who_had_the_device_before(self):
        usage = self._log()
        other = self._unit("T-01-02", "village_clinic", self.hospital)
        successor = self._user("successor", "custodian", other)
        self.meter.using_unit_id = other
        self.assertEqual(usage.sudo().using_unit_id, self.clinic)
        usages = self.env["equipment.usage"]
        for user in (successor, self.custodian, self.stranger):
            self.assertFalse(usages.with_user(user).search([("id", "=", usage.id)]))
            self.assertFalse(usages.with_user(user)._read_group([], ["using_unit_id"]))
        self.assertTrue(usages.with_user(self.hospital_officer).search([("id", "=", usage.id)]))

    def test_a_month_is_entered_on_one_sheet(self):
        bag = self._device(device_model_id=self.bag_model.id, using_unit_id=self.clinic.id)
        self._log("2026-05-02", 4)
        sheets = self.env["equipment.usage.month"].with_user(self.custodian)
        with Form(sheets) as form:
            form.month = "2026-05-20"
            lines = {line["equipment_id"]: line for line in form.line_ids._records}
            self.assertEqual(lines.keys(), {self.meter.id, bag.id})
            self.assertEqual(lines[self.meter.id]["recorded"], 4)
            number = list(lines).index(self.meter.id)
            with form.line_ids.edit(number) as line:
                line.quantity = 30
        form.record.action_save()
        form.record.action_save()
        self.assertRecordValues(
            self.meter.usage_ids,
            [
                {"date": date(2026, 5, 31), "quantity": 60},
                {"date": date(2026, 5, 2), "quantity": 4},
            ],
        )
        self.assertFalse(bag.usage_ids)

    def test_the_month_under_way_is_dated_today(self):
        sheet = self.env["equipment.usage.month"].with_user(self.custodian).create({})
        sheet.line_ids.quantity = 2
        sheet.action_save()
        self.assertEqual(self.meter.last_used_date, date(2026, 6, 15))

    def test_a_sheet_without_uses_is_refused(self):
        sheet = self.env["equipment.usage.month"].with_user(self.custodian).create({})
        with self.assertRaises(UserError):
            sheet.action_save()
