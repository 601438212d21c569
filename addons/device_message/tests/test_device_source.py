from psycopg2.errors import CheckViolation, UniqueViolation

from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import SENDER, DeviceCase


@tagged("post_install", "-at_install")
class TestDeviceSource(DeviceCase):
    def _pick(self, peer, sender=SENDER):
        senders = self.env["device.source"]._find_senders({("hl7", sender)})
        return senders["hl7", sender]._pick(peer)

    def _read(self, code, text, unit=""):
        row = self.source.code_ids.filtered(lambda one: one.code == code)
        return row._read_value(text, unit)

    def test_a_sender_is_found_by_its_name(self):
        self.assertEqual(self._pick("10.0.0.1"), (self.source, ""))
        self.assertEqual(self._pick("10.0.0.1", "NOBODY")[1], "unknown_source")

    def test_the_same_name_in_two_units_is_told_apart_by_address_only(self):
        twin = self._make_source(self.other)
        self.assertEqual(self._pick("10.0.0.1")[1], "ambiguous_source")
        self.source.address, twin.address = "10.0.1.0/24", "10.0.2.7"
        self.assertEqual(self._pick("10.0.1.9"), (self.source, ""))
        self.assertEqual(self._pick("10.0.2.7"), (twin, ""))
        self.assertEqual(self._pick("10.0.3.1")[1], "wrong_address")
        self.assertEqual(self._pick("fe80::1")[1], "wrong_address")
        self.assertEqual(self._pick("")[1], "ambiguous_source", "a file has no address")

    def test_an_archived_device_is_unknown(self):
        self.source.active = False
        self.assertEqual(self._pick("10.0.0.1")[1], "unknown_source")

    def test_an_address_is_checked_when_it_is_entered(self):
        with self.assertRaisesRegex(ValidationError, "192.168.3.0/24"):
            self.source.address = "the laboratory"

    def test_one_unit_has_one_device_of_a_sender_and_address(self):
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self._make_source(self.hospital)
        self.assertTrue(self._make_source(self.hospital, address="10.0.0.9"))

    def test_a_copy_has_the_codes_and_not_the_sender(self):
        copy = self.source.with_user(self.manager).copy()
        self.assertNotEqual(copy.code, SENDER)
        self.assertEqual(
            sorted(copy.code_ids.mapped("code")), sorted(self.source.code_ids.mapped("code"))
        )
        self.assertEqual(copy.code_ids.value_ids.mapped("value"), ["2"])

    def test_a_number_is_converted_and_one_beyond_the_scale_stays_a_text(self):
        self.assertEqual(
            self._read("GLU", "126", "MG/DL"),
            ({"value": "6.993", "value_number": 6.993, "is_number": True}, ""),
        )
        self.assertEqual(self._read("GLU", "<10", "mg/dL"), ({"value": "<0.555"}, ""))
        self.assertEqual(self._read("718-7", "135.0", "g/L")[0]["value"], "135.0")

    def test_a_word_means_what_the_codes_of_the_device_say(self):
        self.assertEqual(self._read("U-PRO", "pos"), ({"value": "2"}, ""))
        self.assertEqual(self._read("U-PRO", "weak"), ({}, "unknown_value"))

    def test_a_value_that_cannot_be_meant_is_a_fault(self):
        self.assertEqual(self._read("718-7", "", "g/L"), ({}, "no_value"))
        self.assertEqual(self._read("718-7", "13.5", "g/dL"), ({}, "wrong_unit"))
        self.assertEqual(self._read("718-7", "****", "g/L"), ({}, "not_a_number"))
        self.assertEqual(self._read("718-7", "135", "")[1], "", "no unit is the expected one")

    def test_the_coding_system_decides_where_two_say_the_same_code(self):
        codes = self.env["device.source.code"]
        self.source.code_ids = [Command.create({"code": "718-7", "item_code": "other"})]
        rows = codes._get_rows(self.source)[self.source]
        self.assertEqual(codes._pick(rows, "718-7", "LN").item_code, "hgb")
        self.assertEqual(codes._pick(rows, "718-7", "99MRC").item_code, "other")
        self.assertFalse(codes._pick(rows, "999", "LN"))

    def test_a_code_has_an_item_or_is_not_taken_and_a_factor_above_zero(self):
        for vals in ({"code": "X"}, {"code": "X", "item_code": "x", "factor": 0}):
            with (
                self.assertRaises(CheckViolation),
                mute_logger("odoo.sql_db"),
                self.env.cr.savepoint(),
            ):
                self.source.code_ids = [Command.create(vals)]
                self.env.flush_all()

    def test_a_manager_keeps_the_devices_of_his_unit_only(self):
        self.source.with_user(self.manager).name = "Haematology"
        for user, vals in (
            (self.operator, {"name": "x"}),
            (self.stranger, {"name": "x"}),
            (self.manager, {"org_unit_id": self.other.id}),
        ):
            with self.assertRaises(AccessError), mute_logger("odoo.addons.base.models.ir_rule"):
                self.source.with_user(user).write(vals)
        self.assertFalse(self.env["device.source.code"].with_user(self.stranger).search(
            [("source_id", "=", self.source.id)]
        ))  # fmt: skip
