from odoo import fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

EVALUATION = {"section": "evaluation", "prefetch": "evaluation"}


class HealthExamEvaluation(models.AbstractModel):
    """Evaluation and guidance by the chief examiner (健康评价、健康指导, domain B.9)."""

    _name = "health.exam.evaluation"
    _inherit = ["health.exam.block"]
    _description = "Evaluation and Guidance"

    evaluation_id = one_code("exam_evaluation", "Evaluation", **EVALUATION)
    abnormal_text = fields.Text(
        "Abnormalities", help="One a line, the gravest first.", **EVALUATION
    )
    guidance_ids = many_codes("exam_guidance", "Guidance", "health_exam_guidance", **EVALUATION)
    guidance_text = fields.Text(
        "Advice in plain words", help="Printed on the report; the resident reads it.", **EVALUATION
    )
    risk_control_ids = many_codes(
        "exam_risk_control", "Control of risks", "health_exam_risk_control", **EVALUATION
    )
    weight_target = fields.Float("Target weight (kg)", digits=(4, 1), aggregator=None, **EVALUATION)
    vaccine_advice = fields.Char("Vaccination advised", **EVALUATION)
    risk_control_other = fields.Char("Other control of risks", **EVALUATION)
