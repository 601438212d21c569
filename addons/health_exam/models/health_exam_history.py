from odoo import fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

HISTORY = {"section": "history", "prefetch": "history"}


class HealthExamHistory(models.AbstractModel):
    """Main health problems, stays, drugs and vaccines (domain B.7 and B.8)."""

    _name = "health.exam.history"
    _inherit = ["health.exam.block"]
    _description = "Problems, Stays and Drugs"

    problem_cerebro_ids = many_codes(
        "problem_cerebro", "Cerebrovascular diseases", "health_exam_problem_cerebro", **HISTORY
    )
    problem_renal_ids = many_codes(
        "problem_renal", "Kidney diseases", "health_exam_problem_renal", **HISTORY
    )
    problem_heart_ids = many_codes(
        "problem_heart", "Heart diseases", "health_exam_problem_heart", **HISTORY
    )
    problem_vessel_ids = many_codes(
        "problem_vessel", "Vascular diseases", "health_exam_problem_vessel", **HISTORY
    )
    problem_eye_ids = many_codes(
        "problem_eye", "Eye diseases", "health_exam_problem_eye", **HISTORY
    )
    problem_neuro_id = one_code("problem_neuro", "Neurological diseases", **HISTORY)
    problem_other_id = one_code("problem_other", "Diseases of other systems", **HISTORY)
    problem_text = fields.Char("Problems, which", **HISTORY)
    stay_ids = fields.One2many("health.exam.stay", "exam_id", "Stays", copy=True, **HISTORY)
    drug_ids = fields.One2many("health.exam.drug", "exam_id", "Drugs", copy=True, **HISTORY)
    vaccine_ids = fields.One2many(
        "health.exam.vaccine", "exam_id", "Vaccines", copy=True, **HISTORY
    )
