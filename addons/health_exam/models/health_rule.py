from odoo import api, models


class HealthRule(models.Model):
    """Units that the limits of an examination are in."""

    _inherit = "health.rule"

    @api.model
    def _selection_unit(self):
        return [
            *super()._selection_unit(),
            ("minutes", self.env._("minutes")),
            ("mmhg", self.env._("mmHg")),
            ("mmol", self.env._("mmol/L")),
            ("kg_m2", self.env._("kg/m²")),
        ]
