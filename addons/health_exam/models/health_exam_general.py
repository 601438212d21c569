from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code
from odoo.addons.health_archive.tools.risk import body_mass_index

SYMPTOM = {"section": "symptom"}
GENERAL = {"section": "general", "prefetch": "general"}


class HealthExamGeneral(models.AbstractModel):
    """Symptoms and general condition (症状、一般状况, domain B.1 and B.2)."""

    _name = "health.exam.general"
    _inherit = ["health.exam.block"]
    _description = "General Condition"

    symptom_ids = many_codes("symptom", "Symptoms", "health_exam_symptom", **SYMPTOM)
    symptom_other = fields.Char("Other symptoms", **SYMPTOM)

    temperature = fields.Float(
        "Temperature (℃)", digits=(3, 1), aggregator="avg", kind="temperature", **GENERAL
    )
    pulse = fields.Integer("Pulse (/min)", aggregator="avg", kind="pulse", **GENERAL)
    respiration = fields.Integer(
        "Respiration (/min)", aggregator="avg", kind="respiration", **GENERAL
    )
    sbp_left = fields.Integer("Left systolic (mmHg)", aggregator="avg", kind="sbp", **GENERAL)
    dbp_left = fields.Integer("Left diastolic (mmHg)", aggregator="avg", kind="dbp", **GENERAL)
    sbp_right = fields.Integer("Right systolic (mmHg)", aggregator="avg", kind="sbp", **GENERAL)
    dbp_right = fields.Integer("Right diastolic (mmHg)", aggregator="avg", kind="dbp", **GENERAL)
    height = fields.Float("Height (cm)", digits=(4, 1), aggregator="avg", kind="height", **GENERAL)
    weight = fields.Float("Weight (kg)", digits=(4, 1), aggregator="avg", kind="weight", **GENERAL)
    waist = fields.Float("Waist (cm)", digits=(4, 1), aggregator="avg", kind="waist", **GENERAL)
    sbp = fields.Integer(
        "Systolic pressure (mmHg)", compute="_compute_pressure", store=True, aggregator="avg",
        help="The higher of both arms.", prefetch="general",
    )  # fmt: skip
    dbp = fields.Integer(
        "Diastolic pressure (mmHg)", compute="_compute_pressure", store=True, aggregator="avg",
        help="Of the arm with the higher pressure.", prefetch="general",
    )  # fmt: skip
    bmi = fields.Float(
        "BMI (kg/m²)", compute="_compute_bmi", digits=(5, 2), store=True, aggregator="avg",
        help="Classified with two decimals, printed with one.", prefetch="general",
    )  # fmt: skip
    elder_health_id = one_code("exam_self_health", "Elder's own view of the health", **GENERAL)
    elder_adl_id = one_code("exam_adl", "Elder's self-care", **GENERAL)
    elder_cognition_id = one_code("exam_screen", "Elder's cognition", **GENERAL)
    elder_mmse = fields.Integer("MMSE total", aggregator=None, **GENERAL)
    elder_emotion_id = one_code("exam_screen", "Elder's state of mind", **GENERAL)
    elder_gds_id = one_code("exam_gds", "Depression scale used", **GENERAL)
    elder_gds = fields.Integer("Depression scale total", aggregator=None, **GENERAL)

    _left_order = models.Constraint(
        "CHECK (COALESCE(sbp_left, 0) = 0 OR COALESCE(dbp_left, 0) = 0 OR sbp_left > dbp_left)",
        "Left arm: the systolic pressure isn't above the diastolic one. Are they interchanged?",
    )
    _right_order = models.Constraint(
        "CHECK (COALESCE(sbp_right, 0) = 0 OR COALESCE(dbp_right, 0) = 0 OR sbp_right > dbp_right)",
        "Right arm: the systolic pressure isn't above the diastolic one. Are they interchanged?",
    )
    _mmse_range = models.Constraint(
        "CHECK (COALESCE(elder_mmse, 0) BETWEEN 0 AND 30)", "The MMSE total is 0 to 30."
    )
    _gds_range = models.Constraint(
        "CHECK (COALESCE(elder_gds, 0) BETWEEN 0 AND 30)", "The depression scale total is 0 to 30."
    )

    @api.depends("sbp_left", "dbp_left", "sbp_right", "dbp_right")
    def _compute_pressure(self):
        for exam in self:
            arms = (exam.sbp_left, exam.dbp_left), (exam.sbp_right, exam.dbp_right)
            exam.sbp, exam.dbp = max(arms)

    @api.depends("height", "weight")
    def _compute_bmi(self):
        for exam in self:
            measured = exam.weight and exam.height
            exam.bmi = body_mass_index(exam.weight, exam.height) if measured else 0
