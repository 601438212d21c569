from odoo import models


class ServiceRule(models.Model):
    """A limit of service projects, valid for a time, with its source."""

    _name = "service.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Service Rule"
