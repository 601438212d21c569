from odoo import models


class HealthRule(models.Model):
    """A threshold, interval or default of health management, in force for a time, with its source."""

    _name = "health.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Health Rule"
