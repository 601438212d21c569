from odoo.tests import TransactionCase, tagged

LANG = "zh_CN"
KINDS = ["故障维修", "计划维护"]


@tagged("post_install", "-at_install")
class TestIrModuleModule(TransactionCase):
    def test_own_labels_of_stock_fields_stay_translated_whenever_the_language_is_loaded(self):
        self.env["res.lang"]._activate_lang(LANG)
        custodian = self.env["ir.model.fields"]._get("maintenance.equipment", "owner_user_id")
        kinds = self.env["ir.model.fields"]._get("maintenance.request", "maintenance_type")
        kinds = kinds.selection_ids.sorted("value")
        modules = self.env["ir.module.module"]
        for loaded in (["maintenance", "equipment_asset"], ["equipment_asset"]):
            for overwrite in (True, False):
                with self.subTest(loaded=loaded, overwrite=overwrite):
                    modules._load_module_terms(["maintenance"], [LANG], overwrite=True)
                    label = custodian.with_context(lang=LANG).field_description
                    self.assertNotEqual(label, "保管人")
                    modules._load_module_terms(loaded, [LANG], overwrite=overwrite)
                    label = custodian.with_context(lang=LANG).field_description
                    self.assertEqual(label, "保管人")
                    self.assertEqual(kinds.with_context(lang=LANG).mapped("name"), KINDS)
