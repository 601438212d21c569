from odoo import api, models
from odoo.tools.translate import TranslationImporter, get_po_paths

RELABELLED = ("ir.model.fields", "ir.model.fields.selection")


class IrModuleModule(models.Model):
    _inherit = "ir.module.module"

    @api.model
    def _load_module_terms(self, modules, langs, overwrite=False):
        result = super()._load_module_terms(modules, langs, overwrite=overwrite)
        if "equipment_asset" in modules:
            self._load_relabelled_fields(langs)
        return result

    def _load_relabelled_fields(self, langs):
        """Translate the labels this add-on gives to fields and choices of Odoo's maintenance.

        Both add-ons translate the same records, and Odoo keeps the translation that came first.
        """
        own, stock = (
            self.env["ir.model.data"].search_fetch(
                [("module", "=", module), ("model", "in", RELABELLED)], ["name", "model", "res_id"]
            )
            for module in ("equipment_asset", "maintenance")
        )
        shared = {(label.model, label.res_id) for label in stock}
        xmlids = {
            f"{label.module}.{label.name}" for label in own if (label.model, label.res_id) in shared
        }
        importer = TranslationImporter(self.env.cr, verbose=False)
        for lang in langs:
            for path in get_po_paths("equipment_asset", lang):
                importer.load_file(path, lang, xmlids=xmlids)
        importer.save(overwrite=True)
