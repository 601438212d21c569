from odoo import models


class CareRule(models.Model):
    """A limit of the work of care teams, valid for a time, with its source."""

    _name = "care.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Care Team Rule"
