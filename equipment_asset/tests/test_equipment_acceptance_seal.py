from datetime import date, datetime

from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .delivery_common import DeliveryCase

NOON = "2026-05-06 04:00:00"
SIGNATURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PROOFS = ("photo", "receiver_signature", "supplier_signature")


class TestEquipmentAcceptanceSeal(DeliveryCase):
    def test_a_sealed_acceptance_and_its_pieces_do_not_change(self):
        item = self._plan("BP-1")
        acceptance = self._acceptance(item)
        acceptance.action_accept()
        for record, vals in (
            (acceptance, {"date": "2026-01-01"}),
            (acceptance, {"delivery_id": self._delivery().id}),
            (acceptance.check_ids[0], {"result": "failed"}),
            (acceptance.item_ids, {"serial_no": "OTHER"}),
            (acceptance.item_ids, {"unit_price": 1}),
        ):
            with self.assertRaises(UserError):
                record.with_user(self.hospital_officer).write(vals)
        with self.assertRaises(UserError):
            acceptance.with_user(self.hospital_officer).unlink()
        with self.assertRaises(UserError):
            acceptance.action_accept()

    def test_a_change_by_sql_breaks_the_seal(self):
        item = self._plan("BP-1")
        acceptance = self._acceptance(item)
        acceptance.action_accept()
        self.assertEqual(acceptance._get_seal_breaks(), [])
        self.env.cr.execute(
            "UPDATE equipment_delivery_item SET unit_price = 9 WHERE id = %s", [item.id]
        )
        self.env.invalidate_all()
        self.assertEqual(len(acceptance._get_seal_breaks()), 1)

    @freeze_time(NOON)
    def test_a_correction_takes_the_pieces_over_and_corrects_their_cards(self):
        item = self._plan("BP-1")
        item._mark_arrived(datetime(2026, 5, 1, 2))
        acceptance = self._acceptance(item)
        acceptance.action_accept()
        card = item.equipment_id
        dialog = self.env["equipment.acceptance.correct"].with_user(self.hospital_officer)
        dialog.create({"acceptance_id": acceptance.id, "reason": "日期写错"}).action_apply()
        correction = acceptance.superseded_by_id
        self.assertEqual((acceptance.seal_state, correction.item_ids), ("superseded", item))
        self.assertEqual(acceptance._get_seal_breaks(), [])
        correction.date = "2026-05-03"
        self._sign(correction)
        correction.action_accept()
        self.assertEqual((item.equipment_id, card.warranty_start), (card, date(2026, 5, 3)))
        self.assertEqual(acceptance._get_pieces()[0]["state"], "accepted")

    def test_a_correction_puts_a_mistyped_number_right_on_the_card(self):
        item = self._plan("BP-1")
        acceptance = self._acceptance(item)
        acceptance.action_accept()
        correction = acceptance._supersede({"supersede_reason": "序列号录错"})
        correction.item_ids.with_user(self.hospital_officer).serial_no = "BP-2"
        self._sign(correction)
        correction.action_accept()
        self.assertEqual(item.equipment_id.serial_no, "BP-2")

    def test_a_correction_that_rejects_takes_the_card_out_of_kit_and_book(self):
        kit = self.delivery._plan_kits(self.kit_template, 1)
        item = self.delivery.item_ids[0]
        item.serial_no = "K-1"
        acceptance = self._acceptance(item)
        acceptance.action_accept()
        correction = acceptance._supersede({"supersede_reason": "实为损坏"})
        correction.item_ids.reject_reason = "机身开裂"
        self._sign(correction)
        correction.action_accept()
        self.assertEqual((item.state, item.equipment_id.active), ("rejected", False))
        self.assertEqual(kit.completeness, "0/3")
