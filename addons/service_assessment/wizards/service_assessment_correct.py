from odoo import fields, models


class ServiceAssessmentCorrect(models.TransientModel):
    """Asks why a signed assessment is corrected."""

    _name = "service.assessment.correct"
    _description = "Correct an Assessment"

    assessment_id = fields.Many2one("service.assessment", required=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Open the next version, with the reason."""
        self.ensure_one()
        return self.assessment_id._correct(self.reason).get_formview_action()
