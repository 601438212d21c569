from odoo import models


class ResidentRule(models.Model):
    """A limit of the work with residents, valid for a time, with its source."""

    _name = "resident.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Resident Rule"
