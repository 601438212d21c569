from odoo.tests import HttpCase

from .stocktake_common import StocktakeCase


class TestEquipmentStocktakeUi(StocktakeCase, HttpCase):
    """Counting with a phone whose connection comes and goes."""

    browser_size = "390x844"
    touch_enabled = True

    def test_no_scan_is_lost_with_the_connection(self):
        devices = [self._device(f"TOUR-{number}") for number in range(1, 5)]
        stocktake = self._stocktake()
        self.start_tour(
            "/odoo/stocktake-count", "equipment_stocktake_offline", login=self.counter.login
        )
        stocktake.invalidate_recordset()
        results = [self._line(stocktake, device).result for device in devices]
        self.assertEqual(results, ["found", "found", "pending", "found"])
        self.assertEqual(stocktake.unknown_tag_count, 1)
        self.assertEqual(len(stocktake.scan_ids), 6)

    def test_every_screen_loads_for_every_role(self):
        names = ("action", "line_action", "scan_action", "proposal_action")
        for user in (self.viewer, self.counter, self.hospital_officer, self.manager):
            for name in names:
                action = self.env.ref(f"equipment_asset.equipment_stocktake_{name}")
                model = self.env[action.res_model].with_user(user)
                views = model.get_views([*action.views, (False, "search")])["views"]
                self.assertIn("search", views)
