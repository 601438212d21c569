from odoo import models


class EquipmentRule(models.Model):
    """A threshold or default of asset keeping, valid for a time, with its source."""

    _name = "equipment.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Equipment Rule"
