from odoo.tests import HttpCase, tagged

from .delivery_common import DeliveryCase


@tagged("post_install", "-at_install")
class TestEquipmentReceiveUi(DeliveryCase, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_a_delivery_is_scanned_checked_signed_and_sealed_on_a_phone(self):
        self.delivery.note_number = "随货单88"
        good, bad = self._plan("T-BP-1", "T-BP-2")
        bag = self.delivery._plan_devices(self.bag_model, 1)
        self.start_tour("/odoo/equipment-receive", "equipment_receive", login="eq_hospital_officer")
        acceptance = self.delivery.acceptance_ids
        self.assertEqual(acceptance.seal_state, "sealed")
        self.assertEqual(acceptance.supplier_representative, "张三")
        self.assertEqual((good.state, bag.state, bad.state), ("accepted", "accepted", "rejected"))
        self.assertEqual(bad.reject_reason, "示值超差")
        readings = acceptance.check_ids.filtered("has_reading").sorted("item_id")
        self.assertEqual(readings.mapped("reading"), [1.25, 9])
        self.assertEqual(readings.mapped("result"), ["ok", "failed"])
        self.assertEqual(acceptance._get_seal_breaks(), [])
