from odoo import models


class BillingRule(models.Model):
    """A legal limit or a default of procurement and payment, valid for a time, with its source."""

    _name = "billing.rule"
    _inherit = ["dated.rule.mixin"]
    _description = "Billing Rule"
