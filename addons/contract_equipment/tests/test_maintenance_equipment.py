from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from .common import ContractEquipmentCase


@tagged("post_install", "-at_install")
@freeze_time("2025-07-01")
class TestMaintenanceEquipment(ContractEquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with freeze_time("2025-07-01"):
            items = cls._plan().item_ids
            cls._arrive(items)
            cls._accept(items)
        cls.card = items.filtered(lambda i: i.org_unit_id == cls.hospitals[0])[0].equipment_id

    def test_the_card_leads_to_contract_fund_and_bill(self):
        request = self._request_and_approve(self.m1)
        request.with_user(self.finance).action_create_bills()
        self.finance.group_ids += self.env.ref("equipment_asset.group_equipment_viewer")
        card = self.card.with_user(self.finance)
        self.assertEqual(card.contract_id, self.contract)
        self.assertEqual(card.contract_reference, "T-DB-2025-001")
        self.assertEqual(card.fund_ids, self.funds)
        bills = self.env["account.move"].browse(card.action_open_bills()["res_id"])
        self.assertEqual(bills.billing_owner_unit_id, self.hospitals[0])

    def test_an_equipment_officer_reaches_no_contract_and_no_bill(self):
        card = self.card.with_user(self.hospital_officer)
        self.assertEqual(card.contract_reference, "T-DB-2025-001")
        for name in ("contract_id", "fund_ids", "bill_count", "billing_line_id"):
            with self.assertRaises(AccessError):
                card.read([name])
        with self.assertRaises(AccessError):
            card.action_open_contract()
        with self.assertRaises(AccessError):
            card.action_open_bills()

    def test_the_cards_of_the_contract_sum_to_its_goods(self):
        cards = self.env["maintenance.equipment"].search([("contract_id", "=", self.contract.id)])
        self.assertEqual(len(cards), 17 * 2 + 91 * 2 + 1)
        self.assertEqual(round(sum(cards.mapped("original_value")), 2), 7259000.00)
