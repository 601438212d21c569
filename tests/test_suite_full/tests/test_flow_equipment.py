"""The story of a device: bought, delivered, accepted, paid, under warranty, under the paid fee."""

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.contract_equipment.tests.common import ContractEquipmentCase


@tagged("standard", "post_install", "-at_install")
@freeze_time("2025-08-01")
class TestFlowEquipment(ContractEquipmentCase):
    def test_from_the_contract_line_to_the_maintenance_fee(self):
        pieces = self._plan().item_ids
        with self.assertRaises(UserError):
            self.m1.with_user(self.finance).action_request_payment()
        self._arrive(pieces)
        last = pieces.filtered(lambda piece: piece.org_unit_id == self.hospitals[16])[-1]
        self._accept(pieces - last)
        self.assertEqual(self.m1.payment_state, "blocked")
        self.assertIn(last.serial_no, self.m1.with_user(self.finance).block_reason)
        self._accept(last)

        self.assertEqual(self.m1.payment_state, "open")
        self.assert_paid_and_billed()
        self.assert_under_warranty_then_under_the_fee(last.equipment_id)

    def assert_paid_and_billed(self):
        request = self._request_and_approve(self.m1)
        self.assertEqual(request.amount_total, 5305632.07)
        request.with_user(self.finance).action_create_bills()
        self._pay(request.bill_ids)
        self.assertEqual(self.m1.paid_total, 5305632.07)

    def assert_under_warranty_then_under_the_fee(self, card):
        self.assertEqual(str(card.warranty_date), "2026-06-29")
        agreement = self.env["billing.maintenance"].create(
            {"project_id": self.contract.id, "base_kind": "total", "rate": 2.5, "years": 1}
        )
        agreement.action_make_periods()
        year = agreement.period_ids
        self.assertEqual((str(year.date_from), str(year.date_to)), ("2026-06-30", "2027-06-29"))
        self.assertEqual(year.amount, 189975.00)
        self.assertEqual((year.date_from - card.warranty_date).days, 1)
