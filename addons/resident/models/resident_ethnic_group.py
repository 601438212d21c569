from odoo import api, fields, models


class ResidentEthnicGroup(models.Model):
    """Ethnic group (GB 3304)."""

    _name = "resident.ethnic.group"
    _description = "Ethnic Group"
    _order = "code"
    _rec_names_search = ["name", "code"]

    code = fields.Char(required=True, help="GB/T 3304, two digits.")
    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "Another ethnic group has this code already.")

    @api.depends("code", "name")
    def _compute_display_name(self):
        for group in self:
            group.display_name = f"{group.code or ''} {group.name or ''}".strip()
