from odoo import api, fields, models, tools


class HealthCodeMapping(models.Model):
    """What another system writes for one of our codes; vendors number some lists their own way."""

    _name = "health.code.mapping"
    _inherit = ["server.guard.mixin"]
    _description = "Code of Another System"
    _order = "system_name, list_code, foreign_code"
    _rec_name = "foreign_code"

    system_name = fields.Char("System", required=True)
    code_id = fields.Many2one(
        "health.code", string="Our code", required=True, index=True, ondelete="cascade"
    )
    list_code = fields.Selection(related="code_id.list_code", store=True)
    foreign_code = fields.Char("Its code or text", required=True)
    note = fields.Char("Source")

    _mapping_unique = models.UniqueIndex(
        "(system_name, list_code, foreign_code)", "This code of the system is mapped already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        self.env.registry.clear_cache()
        return super().create(vals_list)

    def write(self, vals):
        self.env.registry.clear_cache()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_clears_cache(self):
        self.env.registry.clear_cache()

    @api.model
    def _map(self, system_name, list_code, foreign_code):
        """Our code for ``foreign_code``: as mapped for the system, else the same code or name.

        Returns an empty record when nothing fits; the caller knows which cell to name.
        """
        value = str(foreign_code or "").strip()
        return self.env["health.code"].browse(self._get_ids(system_name, list_code).get(value))

    @api.model
    @tools.ormcache("system_name", "list_code")
    def _get_ids(self, system_name, list_code):
        """``{what the system writes: id of our code}`` for one list."""
        codes = self.env["health.code"]
        own = codes._get_ids(list_code)
        # sudo: code lists are printed on every form
        names = {code.name: code.id for code in codes.sudo().browse(own.values())}
        # sudo: as above
        mappings = self.sudo().search(
            [("system_name", "=", system_name), ("list_code", "=", list_code)]
        )
        return names | own | {row.foreign_code: row.code_id.id for row in mappings}
