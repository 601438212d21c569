from odoo.tests import TransactionCase, tagged

from odoo.addons.l10n_cn_civil.tools import to_fen


@tagged("post_install", "-at_install")
class TestEquipmentDemo(TransactionCase):
    """What the demonstration shows without help: the devices of the Debao contract and their story."""

    def setUp(self):
        super().setUp()
        self.contract = self.env.ref("contract_billing.project_debao_demo", False)
        if not self.env.ref("contract_equipment.project_supplement_demo", False):
            self.skipTest("installed without demonstration data")
        self.cards = self.env["maintenance.equipment"].search(
            [("contract_id", "=", self.contract.id)]
        )

    def _ref(self, name):
        return self.env.ref(f"contract_equipment.{name}_demo")

    def _kits(self, template):
        template = self.env.ref(f"equipment_asset.kit_template_{template}_demo")
        return self.env["equipment.kit"].search([("template_id", "=", template.id)])

    def test_17_stations_and_91_kits_stand_in_the_books_at_their_price(self):
        self.assertEqual(len(self.cards), 17 * 7 + 91 * 8 + 1)
        self.assertEqual(sum(map(to_fen, self.cards.mapped("original_value"))), 725900000)
        bought = self.cards.kit_id
        stations, kits = self._kits("station") & bought, self._kits("kit") & bought
        self.assertEqual((len(stations), len(kits)), (17, 91))
        self.assertEqual({to_fen(kit.value_total) for kit in kits}, {2300000})
        self.assertEqual({to_fen(kit.value_total) for kit in stations}, {29800000})

    def test_every_asset_is_written_off_to_its_original_value_exactly(self):
        assets = self.cards.filtered("is_fixed_asset")
        self.assertGreater(len(assets), 400)
        for asset in assets:
            self.assertEqual(sum(asset._get_schedule()), to_fen(asset.original_value))
        booked = sum(map(to_fen, assets.mapped("accumulated_depreciation")))
        lines = self.env["equipment.depreciation.line"].search([("equipment_id", "in", assets.ids)])
        self.assertEqual(booked, sum(map(to_fen, lines.mapped("amount"))))
        self.assertGreater(booked, 0)

    def test_the_additional_purchase_waits_for_one_oximeter(self):
        first = self._ref("milestone_supplement_1")
        waiting = self.env["equipment.delivery.item"].search([("state", "=", "expected")])
        self.assertEqual(len(waiting), 1)
        self.assertEqual(first.payment_state, "blocked")
        finance = self.env.ref("contract_billing.user_finance_demo")
        self.assertIn(waiting.serial_no, first.with_user(finance).block_reason)

    def test_the_signed_stock_take_shows_every_kind_of_difference(self):
        stocktake = self._ref("stocktake")
        self.assertEqual((stocktake.state, stocktake.seal_state), ("done", "sealed"))
        expected = {
            "found", "wrong_place", "wrong_unit", "not_found", "unknown_tag", "counted_twice",
            "disposed_found",
        }  # fmt: skip
        self.assertEqual(set(stocktake.line_ids.mapped("result")), expected)

    def test_some_devices_are_out_of_calibration_late_in_repair_or_missing(self):
        schedules = self.env["equipment.calibration.schedule"]
        self.assertTrue(schedules.search_count([("valid_until", "<", "2026-11-22")]))
        self.assertTrue(self._ref("request_done").is_late_repair)
        self.assertEqual(self._ref("request_done").cover, "paid_maintenance")
        parts = self.env["equipment.kit.part"]
        self.assertEqual(
            {state for (state,) in parts._read_group([], ["state"])} - {"replaced"},
            {"present", "missing", "lent"},
        )
