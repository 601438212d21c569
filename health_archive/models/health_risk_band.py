from odoo import fields, models

from .health_risk_tool import SEXES

LEVELS = [("good", "No finding"), ("watch", "Watch"), ("high", "Act")]


class HealthRiskBand(models.Model):
    """What a score means, from its lower bound on."""

    _name = "health.risk.band"
    _description = "Band of a Risk Tool"
    _order = "tool_id, sex, lower"

    tool_id = fields.Many2one("health.risk.tool", required=True, index=True, ondelete="cascade")
    sex = fields.Selection(SEXES, help="Empty: both.")
    lower = fields.Float("From", digits=(10, 3))
    name = fields.Char("Result", required=True, translate=True)
    level = fields.Selection(LEVELS, required=True, default="good")
    advice = fields.Char(translate=True)

    _lower_unique = models.UniqueIndex(
        "(tool_id, COALESCE(sex, ''), lower)", "Another band begins at this number."
    )
