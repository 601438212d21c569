from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import mute_logger

from .delivery_common import DeliveryCase


class TestEquipmentDeliveryItem(DeliveryCase):
    def test_a_serial_number_is_refused_twice_and_named(self):
        self._plan("BP-1")
        with self.assertRaisesRegex(ValidationError, "BP-1"):
            self._plan(" BP-1")
        with self.assertRaisesRegex(ValidationError, "BP-2"):
            self.env["equipment.delivery.item"].create(
                [
                    {
                        "delivery_id": self.delivery.id,
                        "model_id": self.bp_model.id,
                        "serial_no": "BP-2",
                    }
                ]
                * 2
            )

    def test_two_makers_may_use_the_same_serial_number(self):
        self._plan("BP-1")
        other = self._plan("BP-1", model=self.scale_model)
        self.assertEqual(other.serial_no, "BP-1")

    def test_a_number_on_a_card_elsewhere_is_refused_without_telling_where(self):
        self._device("CARD-1", self.other_hospital)
        item = self.delivery._plan_devices(self.bp_model, 1).with_user(self.hospital_officer)
        with self.assertRaises(ValidationError) as refusal:
            item.serial_no = "CARD-1"
        self.assertIn("CARD-1", str(refusal.exception))
        self.assertNotIn(self.other_hospital.name, str(refusal.exception))

    def test_the_database_refuses_a_duplicate_as_well(self):
        first, second = self._plan("BP-1", "BP-2")
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env.cr.execute(
                "UPDATE equipment_delivery_item SET serial_no = %s WHERE id = %s",
                [first.serial_no, second.id],
            )

    def test_a_piece_moves_on_by_steps_and_never_by_hand(self):
        item = self._plan("BP-1").with_user(self.hospital_officer)
        device = self._device("OTHER")
        for vals in (
            {"state": "accepted"},
            {"equipment_id": device.id},
            {"arrived_at": "2026-01-01"},
            {"org_unit_id": self.clinic.id},
            {"delivery_id": self._delivery().id},
        ):
            with self.assertRaises(AccessError):
                item.write(vals)
        with self.assertRaises(AccessError):
            item.create(
                {
                    "delivery_id": self.delivery.id,
                    "model_id": self.bp_model.id,
                    "state": "accepted",
                }
            )
        forged = item.with_context(default_state="accepted", delivery_server=True)
        values = {"delivery_id": self.delivery.id, "model_id": self.bp_model.id}
        self.assertEqual(forged.create(values).state, "expected")

    def test_a_piece_cannot_be_smuggled_into_a_foreign_delivery(self):
        foreign = self._delivery(self.other_hospital)
        with self.assertRaises(AccessError):
            self.env["equipment.delivery.item"].with_user(self.hospital_officer).create(
                {"delivery_id": foreign.id, "model_id": self.bp_model.id}
            )

    def test_a_piece_must_fit_its_place_in_a_kit_of_the_same_owner(self):
        kit = self._kit(filled=False)
        foreign = self._kit(self.other_hospital, filled=False)
        values = {"delivery_id": self.delivery.id, "model_id": self.scale_model.id}
        place = {"kit_id": kit.id, "kit_part_id": kit.part_ids[0].id}
        for wrong in (place, {"kit_id": foreign.id}):
            with self.assertRaises(ValidationError):
                self.env["equipment.delivery.item"].create(values | wrong)

    def test_what_is_missing_is_named_by_serial_or_by_number(self):
        items = self._plan("BP-1", "BP-2") + self.delivery._plan_devices(self.bag_model, 12)
        text = items._get_missing_text()
        self.assertIn("BP-1, BP-2", text)
        self.assertIn("× 12", text)
        acceptance = self._acceptance(items[:2])
        acceptance.action_accept()
        self.assertNotIn("BP-1", items._get_missing_text())

    def test_a_decided_piece_cannot_be_deleted(self):
        item = self._plan("BP-1")
        self._acceptance(item).action_accept()
        with self.assertRaises(UserError):
            item.with_user(self.hospital_officer).unlink()

    def test_a_replacement_is_expected_at_the_same_place_for_the_same_value(self):
        self.delivery._plan_kits(self.kit_template, 1)
        item = self.delivery.item_ids[0]
        item.serial_no = "BAD"
        acceptance = self._acceptance(item)
        acceptance.item_ids.reject_reason = "屏幕破裂"
        self._sign(acceptance)
        acceptance.action_accept()
        self.assertEqual(item.state, "rejected")
        item.with_user(self.hospital_officer).action_expect_replacement()
        new = self.delivery.item_ids.filtered("replaces_id")
        self.assertEqual((new.replaces_id, new.kit_part_id), (item, item.kit_part_id))
        self.assertEqual((new.unit_price, new.state, new.serial_no), (11500.0, "expected", False))
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            item.action_expect_replacement()
            self.env.flush_all()

    def test_only_a_rejected_piece_is_replaced(self):
        item = self._plan("BP-1")
        with self.assertRaisesRegex(UserError, "BP-1"):
            item.action_expect_replacement()
