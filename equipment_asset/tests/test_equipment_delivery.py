import time

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time

from .delivery_common import DeliveryCase


class TestEquipmentDelivery(DeliveryCase):
    def _scan(self, code, user=None, delivery=None):
        return (delivery or self.delivery).with_user(user or self.hospital_officer).scan_code(code)

    def test_planned_kits_are_empty_and_their_parts_sum_to_the_kit_price(self):
        kits = self.delivery._plan_kits(self.kit_template, 2, [self.clinic, self.hospital])
        self.assertEqual(kits.using_unit_id, self.clinic | self.hospital)
        self.assertEqual(kits.mapped("completeness"), ["0/3", "0/3"])
        self.assertEqual(self.delivery.item_count, 6)
        for kit in kits:
            items = self.delivery.item_ids.filtered(lambda item, kit=kit: item.kit_id == kit)
            self.assertEqual(items.mapped("unit_price"), [11500.0, 7666.67, 3833.33])
            self.assertEqual(items.using_unit_id, kit.using_unit_id)

    def test_a_kit_may_cost_what_the_contract_says(self):
        self.delivery._plan_kits(self.kit_template, 1, price=10000.01)
        cents = sum(round(item.unit_price * 100) for item in self.delivery.item_ids)
        self.assertEqual(cents, 1000001)

    def test_units_must_match_the_number_of_kits(self):
        units = [self.clinic, self.hospital]
        with self.assertRaisesRegex(UserError, "3"):
            self.delivery._plan_kits(self.kit_template, 3, units)

    def test_planning_850_pieces_takes_as_many_queries_as_planning_80(self):
        def count(quantity):
            delivery = self._delivery()
            self.env.flush_all()
            start = self.env.cr.sql_log_count
            delivery._plan_kits(self.kit_template, quantity)
            self.env.flush_all()
            return self.env.cr.sql_log_count - start

        count(2)
        self.assertLess(count(283) - count(27), 300)

    def test_planning_850_pieces_takes_seconds(self):
        start = time.process_time()
        self.delivery._plan_kits(self.kit_template, 284)
        self.env.flush_all()
        self.assertLess(time.process_time() - start, 3)

    @freeze_time("2026-05-06 01:30:00")
    def test_a_scan_marks_the_piece_arrived_and_tells_its_time_when_scanned_again(self):
        item = self._plan("BP-1")
        self.hospital_officer.tz = "Asia/Shanghai"
        delivery = self.delivery.with_user(self.hospital_officer).with_context(tz="Asia/Shanghai")
        self.assertEqual(delivery.scan_code(" BP-1 ")["status"], "arrived")
        self.assertEqual((item.state, item.arrived_by_id), ("arrived", self.hospital_officer))
        again = delivery.scan_code("ＢＰ-1")
        self.assertEqual((again["status"], again["item_id"]), ("again", item.id))
        self.assertIn("09:30", again["message"])
        self.assertEqual((self.delivery.state, self.delivery.arrived_count), ("arrived", 1))

    def test_a_piece_is_found_by_its_udi(self):
        item = self._plan("BP-1")
        item.udi = "(01)06901234567892(21)BP-1"
        self.assertEqual(self._scan("(01)06901234567892(21)BP-1")["item_id"], item.id)

    def test_an_unknown_serial_is_refused_and_may_be_given_to_a_blank_piece(self):
        blank, other = self.delivery._plan_devices(self.bp_model, 2, 1200)
        answer = self._scan("NEW-7")
        self.assertEqual(answer["status"], "unknown")
        self.assertIn("NEW-7", answer["message"])
        self.assertEqual([line["count"] for line in answer["blanks"]], [2])
        delivery = self.delivery.with_user(self.hospital_officer)
        self.assertEqual(delivery.assign_serial(blank.id, "NEW-7")["status"], "arrived")
        self.assertEqual((blank.serial_no, other.state), ("NEW-7", "expected"))
        with self.assertRaises(UserError):
            delivery.assign_serial(blank.id, "NEW-8")

    def test_nothing_scanned_is_refused(self):
        self.assertEqual(self._scan("  ")["status"], "refused")

    def test_a_number_of_another_delivery_is_named_only_within_the_scope(self):
        near, far = self._delivery(), self._delivery(self.other_hospital)
        self._plan("NEAR", delivery=near)
        self._plan("FAR", delivery=far)
        self.assertIn(near.name, self._scan("NEAR")["message"])
        message = self._scan("FAR")["message"]
        self.assertIn("FAR", message)
        self.assertNotIn(far.name, message)
        self.assertNotIn(self.other_hospital.name, message)

    def test_a_number_on_a_card_is_no_new_arrival(self):
        card = self._device("OLD")
        answer = self._scan("OLD")
        self.assertEqual(answer["status"], "refused")
        self.assertIn(card.asset_number, answer["message"])

    def test_pieces_without_serial_arrive_by_hand_and_can_be_taken_back(self):
        bag = self.delivery._plan_devices(self.bag_model, 1)
        delivery = self.delivery.with_user(self.hospital_officer)
        delivery.receive_item(bag.id)
        self.assertEqual(bag.state, "arrived")
        self.assertTrue(delivery.arrival_date)
        delivery.take_back_item(bag.id)
        self.assertEqual((bag.state, delivery.arrival_date), ("expected", False))

    def test_a_piece_of_another_delivery_is_out_of_reach_of_this_one(self):
        foreign = self._plan("FAR", delivery=self._delivery(self.other_hospital))
        with self.assertRaises(UserError):
            self.delivery.with_user(self.hospital_officer).receive_item(foreign.id)
        self.assertEqual(foreign.state, "expected")

    def test_a_cancelled_delivery_receives_nothing_and_archives_its_empty_kits(self):
        kits = self.delivery._plan_kits(self.kit_template, 1)
        self.delivery.action_cancel()
        self.assertEqual((self.delivery.state, kits.active), ("cancelled", False))
        with self.assertRaisesRegex(UserError, self.delivery.name):
            self._scan("ANY")
        self.delivery.action_reopen()
        self.assertEqual((self.delivery.state, kits.active), ("planned", True))

    def test_officers_receive_and_custodians_only_read(self):
        item = self._plan("BP-1", using_units=self.clinic)
        with self.assertRaises(AccessError):
            self._scan("BP-1", self.custodian)
        self.assertEqual(item.with_user(self.custodian).serial_no, "BP-1")

    def test_another_scope_neither_sees_nor_receives(self):
        item = self._plan("BP-1")
        stranger = self.delivery.with_user(self.stranger)
        self.assertFalse(stranger.search([("id", "=", self.delivery.id)]))
        self.assertFalse(item.with_user(self.stranger).search([("id", "=", item.id)]))
        for call in (
            lambda: stranger.read(["name"]),
            lambda: stranger.scan_code("BP-1"),
            lambda: stranger.get_receive_data(),
            lambda: stranger.accept_on_site({"uuid": "x", "item_ids": item.ids}),
        ):
            with self.assertRaises(AccessError):
                call()

    def test_the_unit_a_piece_goes_to_sees_that_piece_only(self):
        mine = self._plan("MINE", using_units=self.clinic)
        self._plan("OTHER")
        delivery = self.delivery.with_user(self.custodian)
        self.assertEqual(delivery._get_listed_items(), mine)
        data = delivery.get_receive_data()
        self.assertEqual([item["serial"] for item in data["items"]], ["MINE"])

    def test_the_page_offers_only_deliveries_the_user_may_receive(self):
        self._plan("MINE", delivery=self._delivery(self.other_hospital), using_units=self.clinic)
        self._plan("BP-1")
        offered = self.env["equipment.delivery"].with_user(self.hospital_officer)
        offered = offered.get_open_deliveries()
        self.assertEqual([line["id"] for line in offered], self.delivery.ids)

    def test_the_dialog_plans_kits_and_single_devices(self):
        plan = self.env["equipment.delivery.plan"].with_user(self.hospital_officer)
        kits = {"delivery_id": self.delivery.id, "template_id": self.kit_template.id}
        plan.create(kits | {"quantity": 2}).action_apply()
        device = {"delivery_id": self.delivery.id, "kind": "device", "quantity": 3, "price": 99.5}
        plan.create(device | {"model_id": self.scale_model.id}).action_apply()
        self.assertEqual(self.delivery.item_count, 9)
        singles = self.delivery.item_ids.filtered(lambda item: not item.kit_id)
        self.assertEqual(singles.mapped("unit_price"), [99.5] * 3)
