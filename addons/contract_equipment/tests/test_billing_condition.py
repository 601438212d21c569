from odoo.tests import freeze_time, tagged

from .common import ContractEquipmentCase


@tagged("post_install", "-at_install")
@freeze_time("2025-08-01")
class TestBillingCondition(ContractEquipmentCase):
    def test_the_first_instalment_waits_for_the_last_serial_and_opens_with_it(self):
        items = self._plan().item_ids
        last = items.filtered(lambda item: item.kit_id.template_id == self.kit)[-1]
        self._arrive(items)
        self._accept(items - last)
        self.assertEqual(self.m1.payment_state, "blocked")
        reason = self.m1.with_user(self.finance).block_reason
        self.assertIn(last.serial_no, reason)
        kit_line = self.contract.line_ids.filtered("kit_template_id")[1]
        self.assertEqual((kit_line.delivered_quantity, kit_line.accepted_quantity), (91, 90))

        self._accept(last)
        self.m1.invalidate_recordset()
        self.assertEqual(self.m1.payment_state, "open")
        self.assertEqual(kit_line.accepted_quantity, 91)

    def test_the_warranty_and_the_maintenance_clock_start_with_the_last_acceptance(self):
        agreement = self.env["billing.maintenance"].create(
            {"project_id": self.contract.id, "base_kind": "total", "rate": 2.5}
        )
        items = self._plan().item_ids
        self._arrive(items)
        self._accept(items, date="2025-06-30")
        self.assertEqual(str(agreement.start_date), "2025-06-30")
        self.assertEqual(str(agreement.first_fee_date), "2026-06-30")
        self.assertEqual(agreement.yearly_fee, 189975.00)
        self.assertEqual(set(map(str, items.equipment_id.mapped("warranty_date"))), {"2026-06-29"})

    def test_a_hospital_reads_the_serials_of_its_own_pieces_only(self):
        items = self._plan().item_ids
        mine = items.filtered(lambda item: item.org_unit_id == self.hospitals[0])
        others = items.filtered(lambda item: item.org_unit_id == self.hospitals[1])
        self._arrive(mine[:2] | others[:2])
        self._accept(items - items)
        accepted = self.m1.condition_ids.filtered(lambda c: c.kind == "accepted")
        text = accepted.with_user(self.hospital_clerk).met_by
        self.assertIn(mine[0].serial_no, text)
        self.assertNotIn(others[0].serial_no, text)

    def test_every_owner_sees_how_much_of_its_share_has_come(self):
        items = self._plan().item_ids
        mine = items.filtered(lambda item: item.org_unit_id == self.hospitals[0])
        self._arrive(mine)
        kit_line = self.contract.line_ids.filtered("kit_template_id")[1]
        shares = {s.owner_id.org_unit_id: s.delivered_quantity for s in kit_line.share_ids}
        self.assertEqual((shares[self.hospitals[0]], shares[self.hospitals[1]]), (6, 0))

    def test_acceptance_by_the_hospital_itself_reaches_the_contract_of_the_county(self):
        items = self._plan().item_ids
        mine = items.filtered(lambda item: item.org_unit_id == self.hospitals[0])
        self._arrive(mine, self.hospital_officer)
        self._accept(mine, user=self.hospital_officer)
        self.assertEqual(self.contract.line_ids[0].accepted_quantity, 1)
