from odoo import fields, models


class HealthRiskAssessmentInput(models.Model):
    """One number or answer that went into an assessment, and where it came from."""

    _name = "health.risk.assessment.input"
    _inherit = ["access.audit.mixin"]
    _description = "Input of a Risk Assessment"
    _order = "id"

    assessment_id = fields.Many2one(
        "health.risk.assessment", required=True, index=True,
        ondelete="cascade",
    )  # fmt: skip
    name = fields.Char("What", required=True)
    value_text = fields.Char("Value", required=True)
    date = fields.Date()
    origin = fields.Char("Came from")
