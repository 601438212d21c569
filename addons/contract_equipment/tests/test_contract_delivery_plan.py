from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time, tagged

from .common import ContractEquipmentCase


@tagged("post_install", "-at_install")
@freeze_time("2025-07-01")
class TestContractDeliveryPlan(ContractEquipmentCase):
    def test_each_owner_gets_its_whole_share_and_the_purchaser_the_rest(self):
        deliveries = self._plan()
        self.assertEqual(len(deliveries), 18)
        first = deliveries.filtered(lambda d: d.org_unit_id == self.hospitals[0])
        self.assertEqual(len(first.item_ids.kit_id), 1 + 6)
        county = deliveries.filtered(lambda d: d.org_unit_id == self.bureau)
        self.assertEqual(county.item_ids.model_id, self.firewall)
        kits = deliveries.item_ids.kit_id.filtered(lambda k: k.template_id == self.kit)
        self.assertEqual(len(kits), 91)

    def test_the_pieces_of_a_kit_sum_to_the_price_of_the_contract_line(self):
        items = self._plan().item_ids
        for kit, pieces in list(items.grouped("kit_id").items())[:5]:
            if kit:
                expected = 298000 if kit.template_id == self.station else 23000
                self.assertEqual(round(sum(pieces.mapped("unit_price")), 2), expected)

    def test_what_is_planned_is_not_planned_again(self):
        self._plan()
        with self.assertRaises(UserError):
            self._plan()

    def test_a_line_that_does_not_say_what_it_delivers_is_named(self):
        plan = (
            self.env["contract.delivery.plan"]
            .with_user(self.officer)
            .create({"contract_id": self.contract.id})
        )
        with self.assertRaisesRegex(UserError, "智能体检工作站"):
            plan.action_plan()

    def test_only_who_keeps_the_contract_plans_its_deliveries(self):
        with self.assertRaises(AccessError):
            self.env["contract.delivery.plan"].with_user(self.viewer).create(
                {"contract_id": self.contract.id}
            )
        with self.assertRaises(UserError):
            self._other_contract().action_plan_deliveries()

    def test_the_dialog_asks_for_a_signed_contract_and_its_own_lines(self):
        other = self._other_contract()
        plans = self.env["contract.delivery.plan"].with_user(self.officer)
        with self.assertRaisesRegex(UserError, "signed"):
            plans.create({"contract_id": other.id}).action_plan()
        plan = plans.create({"contract_id": self.contract.id})
        plan.line_ids = [Command.create({"billing_line_id": other.line_ids[0].id})]
        with self.assertRaisesRegex(UserError, "this contract only"):
            plan.action_plan()

    def test_counted_quantities_cannot_be_typed_any_more(self):
        self._plan()
        line = self.contract.line_ids[0].with_user(self.officer)
        with self.assertRaises(UserError):
            line.write({"delivered_quantity": 17, "accepted_quantity": 17})
        with self.assertRaises(ValidationError):
            line.kit_template_id = self.kit

    def test_nobody_counts_a_piece_for_a_contract_by_hand(self):
        items = self._plan().item_ids
        line = items[0].sudo().billing_line_id
        self.county_officer.group_ids += self.env.ref("contract_billing.group_contract_viewer")
        delivery = (
            self.env["equipment.delivery"]
            .with_user(self.county_officer)
            .create({"supplier_id": self.supplier.id})
        )
        vals = {"delivery_id": delivery.id, "model_id": self.bp.id}
        pieces = self.env["equipment.delivery.item"].with_user(self.county_officer)
        with self.assertRaises(AccessError):
            pieces.create(vals | {"billing_line_id": line.id})
        with self.assertRaises(AccessError):
            pieces.with_context(default_billing_line_id=line.id).create(vals)
        with self.assertRaises(AccessError):
            pieces.create(vals).write({"billing_line_id": line.id})
