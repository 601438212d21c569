from odoo import api, fields, models

from ..tools import many_codes, one_code

BLOCK = {"prefetch": "hypertension"}


class HealthEnrolmentHypertension(models.AbstractModel):
    """Special archive of hypertension (高血压专项档案)."""

    _name = "health.enrolment.hypertension"
    _inherit = ["health.enrolment.block"]
    _description = "Special Archive of Hypertension"

    htn_source_id = one_code("htn_source", "Found by", **BLOCK)
    htn_family_ids = many_codes("htn_family", "Family history", "health_enrolment_htn_family_rel")
    htn_family_other = fields.Char("Other family history", **BLOCK)
    htn_height = fields.Float("Height at entry (cm)", digits=(4, 1), **BLOCK)
    htn_weight = fields.Float("Weight at entry (kg)", digits=(4, 1), **BLOCK)
    htn_bmi = fields.Float("BMI at entry", compute="_compute_htn_bmi", digits=(4, 1))
    htn_sbp = fields.Integer("Systolic pressure at entry (mmHg)", **BLOCK)
    htn_dbp = fields.Integer("Diastolic pressure at entry (mmHg)", **BLOCK)
    htn_risk_ids = many_codes("htn_risk", "Risk factors", "health_enrolment_htn_risk_rel")
    htn_organ_ids = many_codes("htn_organ", "Organ damage", "health_enrolment_htn_organ_rel")
    htn_complication_ids = many_codes(
        "htn_complication", "Complications", "health_enrolment_htn_complication_rel"
    )
    htn_group_id = one_code("htn_group", "Management group", **BLOCK)
    htn_stratum_id = one_code("htn_stratum", "Risk stratum", **BLOCK)

    _htn_height_range = models.Constraint(
        "CHECK (htn_height = 0 OR htn_height BETWEEN 40 AND 250)",
        "A height lies between 40 and 250 cm.",
    )
    _htn_weight_range = models.Constraint(
        "CHECK (htn_weight = 0 OR htn_weight BETWEEN 1 AND 300)",
        "A weight lies between 1 and 300 kg.",
    )
    _htn_sbp_range = models.Constraint(
        "CHECK (htn_sbp = 0 OR htn_sbp BETWEEN 50 AND 300)",
        "A systolic pressure lies between 50 and 300 mmHg.",
    )
    _htn_dbp_range = models.Constraint(
        "CHECK (htn_dbp = 0 OR htn_dbp BETWEEN 20 AND 200)",
        "A diastolic pressure lies between 20 and 200 mmHg.",
    )
    _htn_pressure_order = models.Constraint(
        "CHECK (htn_sbp = 0 OR htn_dbp = 0 OR htn_sbp > htn_dbp)",
        "The systolic pressure is above the diastolic one.",
    )

    @api.depends("htn_height", "htn_weight")
    def _compute_htn_bmi(self):
        for enrolment in self:
            metres = enrolment.htn_height / 100
            enrolment.htn_bmi = metres and enrolment.htn_weight / metres**2

    @api.model
    def _get_special_forms(self):
        form = "health_archive.health_enrolment_view_form_hypertension"
        return super()._get_special_forms() | {"hypertension": form}
