from odoo import api, fields, models
from odoo.exceptions import UserError

from .health_risk_band import LEVELS


class HealthRiskAssessment(models.Model):
    """The result of a risk tool on a day, with what went in; made by the system, never edited.

    The words are kept as they were, because tools and bands change.
    """

    _name = "health.risk.assessment"
    _inherit = ["health.archive.part.mixin"]
    _description = "Risk Assessment"
    _order = "date desc, id desc"

    tool_id = fields.Many2one("health.risk.tool", required=True, index=True, ondelete="restrict")
    tool_name = fields.Char("Assessment", required=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    doctor_id = fields.Many2one(
        "res.users", "Assessed by", required=True, default=lambda self: self.env.user,
        ondelete="restrict",
    )  # fmt: skip
    score = fields.Float("Unrounded score", digits=(12, 4), aggregator="avg")
    score_text = fields.Char("Score")
    band_name = fields.Char("Result", required=True)
    level = fields.Selection(LEVELS, required=True)
    advice = fields.Char()
    formula = fields.Text()
    limits = fields.Text()
    source = fields.Char()
    is_estimate = fields.Boolean("Estimate")
    input_ids = fields.One2many("health.risk.assessment.input", "assessment_id", "Inputs")

    _archive_list = models.Index("(archive_id, date DESC)")

    @api.depends("tool_name", "date")
    def _compute_display_name(self):
        for assessment in self:
            assessment.display_name = f"{assessment.tool_name or ''} {assessment.date}".strip()

    def write(self, vals):
        """:raise UserError: always, except for the system itself"""
        if not self._is_server():
            raise UserError(
                self.env._("A result stays as it was. If a number was wrong, assess again.")
            )
        return super().write(vals)

    def _get_title(self):
        """Tool, score and result in one line."""
        parts = (self.tool_name, self.score_text, self.band_name)
        return " ".join(part for part in parts if part)
