from odoo.exceptions import AccessError
from odoo.tests import freeze_time

from .followup_common import TODAY, HealthFollowupCase

SCREENS = {
    "health.scale.band": "health_followup.health_scale_band_action",
    "health.tcm.constitution": "health_followup.health_tcm_constitution_action",
    "health.followup.form": "health_followup.health_followup_form_action",
}


@freeze_time(TODAY)
class TestHealthScaleBand(HealthFollowupCase):
    def test_health_office_finds_scales_constitutions_and_schedule_under_the_configuration(self):
        for model, name in SCREENS.items():
            with self.subTest(model):
                action = self.env.ref(name)
                menus = self.env["ir.ui.menu"].with_user(self.manager)._visible_menu_ids()
                menu = self.env["ir.ui.menu"].search(
                    [("action", "=", f"ir.actions.act_window,{action.id}")]
                )
                root = self.env.ref("health_followup.health_followup_menu_configuration")
                self.assertEqual(menu.parent_id, root)
                self.assertIn(menu.id, menus)
                self.assertNotIn(menu.id, self._get_menus_of(self.doctor))
                self.assertTrue(action.help)
                view = self.env[model].with_user(self.manager).get_view(view_type="search")
                self.assertIn("in_force", view["arch"])

    def _get_menus_of(self, user):
        return self.env["ir.ui.menu"].with_user(user)._visible_menu_ids()

    def test_only_the_health_office_changes_a_band_and_the_score_follows(self):
        band = self.env.ref("health_followup.scale_band_adl_4")
        with self.assertRaises(AccessError):
            band.with_user(self.hospital_doctor).lower = 5
        band.with_user(self.manager).valid_to = "2026-04-30"
        band.with_user(self.manager).copy(
            {"lower": 5, "valid_from": "2026-05-01", "valid_to": False, "source": "新规范"}
        )
        bands = self.env["health.scale.band"]
        level = {date: bands._get_code("adl", 4, date).code for date in ("2026-04-30", TODAY)}
        self.assertEqual(level, {"2026-04-30": "2", TODAY: "1"})
