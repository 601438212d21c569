from odoo import fields, models

from .health_risk_tool import SEXES


class HealthRiskValue(models.Model):
    """A coefficient of a formula, or the points of a step of its table."""

    _name = "health.risk.value"
    _description = "Coefficient of a Risk Tool"
    _order = "tool_id, term, sex, lower"
    _rec_name = "term"

    tool_id = fields.Many2one("health.risk.tool", required=True, index=True, ondelete="cascade")
    term = fields.Char(required=True)
    sex = fields.Selection(SEXES, help="Empty: both.")
    lower = fields.Float("From", digits=(10, 3), help="Of a step: holds from this number on.")
    value = fields.Float(required=True, digits=(12, 6))

    _step_unique = models.UniqueIndex(
        "(tool_id, term, COALESCE(sex, ''), lower)", "This tool has the value already."
    )
