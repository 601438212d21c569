from odoo import api, fields, models

from ..tools import many_codes, one_code

BLOCK = {"prefetch": "elder"}


class HealthEnrolmentElder(models.AbstractModel):
    """Special archive of the elders (老年人专项档案)."""

    _name = "health.enrolment.elder"
    _inherit = ["health.enrolment.block"]
    _description = "Special Archive of Elders"

    elder_symptom_ids = many_codes("symptom", "Symptoms", "health_enrolment_symptom_rel")
    elder_symptom_other = fields.Char("Other symptom", **BLOCK)
    elder_cerebro_ids = many_codes(
        "problem_cerebro", "Cerebrovascular diseases", "health_enrolment_cerebro_rel"
    )
    elder_renal_ids = many_codes("problem_renal", "Kidney diseases", "health_enrolment_renal_rel")
    elder_heart_ids = many_codes("problem_heart", "Heart diseases", "health_enrolment_heart_rel")
    elder_vessel_ids = many_codes(
        "problem_vessel", "Vascular diseases", "health_enrolment_vessel_rel"
    )
    elder_eye_ids = many_codes("problem_eye", "Eye diseases", "health_enrolment_eye_rel")
    elder_neuro_id = one_code("problem_neuro", "Neurological diseases", **BLOCK)
    elder_other_id = one_code("problem_other", "Diseases of other systems", **BLOCK)
    elder_problem_text = fields.Char("Which problems", help="Those without a code.", **BLOCK)
    elder_support_ids = many_codes("elder_support", "Supported by", "health_enrolment_support_rel")
    elder_ability_id = one_code("elder_ability", "Ability", **BLOCK)
    elder_care_id = one_code("elder_care", "Cared for by", **BLOCK)
    elder_teeth_id = one_code("elder_teeth", "Teeth", **BLOCK)
    elder_vision_id = one_code("elder_vision", "Eyesight", **BLOCK)
    elder_mood_ids = many_codes("elder_mood", "State of mind", "health_enrolment_mood_rel")
    elder_residence_id = one_code("elder_residence", "Place of residence", **BLOCK)
    elder_compliance_id = one_code("compliance", "Follows the doctor's advice", **BLOCK)
    elder_adherence_id = one_code("adherence", "Takes the drugs", **BLOCK)
    elder_hazard_id = one_code("occ_hazard", "Occupational exposure", **BLOCK)
    elder_hazard_text = fields.Char(
        "Occupation and exposure", help="Kind of work, years, what to.", **BLOCK
    )
    elder_coal_heating = fields.Selection(
        [("1", "No"), ("2", "Yes")], "Coal fire for heating", **BLOCK
    )

    @api.model
    def _get_special_forms(self):
        form = "health_archive.health_enrolment_view_form_elder"
        return super()._get_special_forms() | {"elder": form}
