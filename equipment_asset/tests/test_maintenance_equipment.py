from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .common import EquipmentCase


class TestMaintenanceEquipment(EquipmentCase):
    def test_each_owner_numbers_its_own_asset_book(self):
        first = self._device("A1")
        other = self._device("A2", self.other_hospital)
        second = self._device("A3")
        numbers = [device.asset_number for device in (first, second, other)]
        self.assertEqual(numbers, ["EQ-T-01-000001", "EQ-T-01-000002", "EQ-T-02-000001"])

    def test_a_card_takes_what_its_model_knows_and_keeps_what_is_entered(self):
        self.bp_model.write({"specification": "BP-1", "list_price": 1500})
        device = self._device("B1", brand="别的牌")
        self.assertEqual((device.name, device.model), ("电子血压计", "BP-1"))
        self.assertEqual((device.brand, device.original_value), ("别的牌", 1500))

    def test_a_serial_number_is_refused_twice_for_one_model_but_not_for_two_makers(self):
        self._device("S1")
        self._device("S1", device_model_id=self.scale_model.id)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._device(" S1 ")

    def test_a_warranty_cannot_end_before_it_starts(self):
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self._device("W1", warranty_start="2025-06-30", warranty_date="2025-06-29")

    def test_the_warranty_covers_its_first_and_last_day(self):
        device = self._device("W2", warranty_start="2025-06-30", warranty_date="2026-06-29")
        self.assertTrue(device._is_under_warranty(date(2025, 6, 30)))
        self.assertTrue(device._is_under_warranty(date(2026, 6, 29)))
        self.assertFalse(device._is_under_warranty(date(2026, 6, 30)))

    def test_owner_and_using_unit_see_a_device_and_nobody_else(self):
        device = self._device("V1", using_unit_id=self.clinic.id)
        elsewhere = self._device("V2", self.other_hospital)
        seen = {
            user.login: self.env["maintenance.equipment"]
            .with_user(user)
            .search([("id", "in", (device | elsewhere).ids)])
            for user in (self.custodian, self.hospital_officer, self.viewer, self.stranger)
        }
        self.assertEqual(seen["eq_custodian"], device)
        self.assertEqual(seen["eq_hospital_officer"], device)
        self.assertEqual(seen["eq_viewer"], device | elsewhere)
        self.assertFalse(seen["eq_stranger"])

    def test_following_a_device_gives_no_right_to_see_it(self):
        device = self._device("V3", self.other_hospital)
        device.message_subscribe(self.custodian.partner_id.ids)
        with self.assertRaises(AccessError):
            device.with_user(self.custodian).read(["name"])

    def test_the_using_hospital_reads_but_does_not_change_the_card(self):
        device = self._device("V4", self.other_hospital, using_unit_id=self.hospital.id)
        as_user = device.with_user(self.hospital_officer)
        self.assertEqual(as_user.serial_no, "V4")
        with self.assertRaises(AccessError):
            as_user.place = "库房"

    def test_a_scan_finds_by_tag_number_and_serial_within_the_scope(self):
        device = self._device("F1")
        find = self.env["maintenance.equipment"].with_user(self.hospital_officer)._find_by_code
        for code in (device.tag_url, device.asset_number, " F1 "):
            self.assertEqual(find(code), device)
        hidden = self._device("F2", self.other_hospital)
        self.assertFalse(find(hidden.tag_url))
        self.assertFalse(find("") | find("nothing"))

    def test_a_renewed_tag_makes_the_old_label_void(self):
        device = self._device("F3")
        old = device.tag_url
        device.action_renew_tag()
        self.assertFalse(device._find_by_code(old))
        self.assertEqual(device._find_by_code(device.tag_url), device)

    def test_nothing_can_be_done_with_a_device_that_was_disposed_of(self):
        device = self._device("D1", usage_state="disposed", scrap_date="2026-01-31")
        with self.assertRaisesRegex(UserError, "2026-01-31"):
            device._check_not_disposed()

    def test_a_unit_moved_to_another_hospital_takes_its_devices_out_of_sight_at_once(self):
        device = self._device("MOVED-1", self.clinic)
        seen = self.env["maintenance.equipment"].with_user(self.hospital_officer)
        self.assertEqual(seen.search([("serial_no", "=", "MOVED-1")]), device)
        self.clinic.parent_id = self.other_hospital
        self.assertFalse(seen.search([("serial_no", "=", "MOVED-1")]))
