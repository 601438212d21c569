from odoo import fields, models


class HealthCode(models.Model):
    """Answers of a scale count points."""

    _inherit = "health.code"

    score = fields.Integer("Points", aggregator=None, help="What the answer counts on its scale.")
