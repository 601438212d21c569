from odoo import api, models


class HealthRule(models.Model):
    """Units of the limits that statistics of exams count by."""

    _inherit = "health.rule"

    @api.model
    def _selection_unit(self):
        return [
            *super()._selection_unit(),
            ("mmhg", self.env._("mmHg")),
            ("mmol", self.env._("mmol/L")),
            ("kg_m2", self.env._("kg/m²")),
        ]
