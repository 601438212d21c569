from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

from .health_followup_child_body import BLOCK, _normal


class HealthFollowupChildCheck(models.AbstractModel):
    """Checks at 1 to 8 months, 12 to 30 months and 3 to 6 years (domain C.8), with the guidance
    of Chinese medicine up to 36 months (C.9).
    """

    _name = "health.followup.child.check"
    _inherit = ["health.followup.child.body"]
    _description = "Check of an Infant or Toddler"

    child_head = fields.Float("Head circumference (cm)", digits=(4, 1), aggregator="avg", **BLOCK)
    child_fontanelle_closed_id = one_code("child_fontanelle_closed", "Fontanelle closed", **BLOCK)
    child_hearing = fields.Selection("_selection_passed", "Hearing", **BLOCK)
    child_vision_left = fields.Float("Eyesight, left", digits=(3, 1), aggregator=None, **BLOCK)
    child_vision_right = fields.Float("Eyesight, right", digits=(3, 1), aggregator=None, **BLOCK)
    child_teeth = fields.Integer("Teeth", aggregator="avg", **BLOCK)
    child_caries = fields.Integer("Decayed teeth", aggregator="avg", **BLOCK)
    child_navel = _normal("Navel")
    child_gait = _normal("Gait")
    child_rickets_symptom_ids = many_codes(
        "child_rickets_symptom", "Symptoms of rickets", "health_followup_child_rickets_symptom"
    )
    child_rickets_sign_ids = many_codes(
        "child_rickets_sign", "Signs of rickets", "health_followup_child_rickets_sign"
    )
    child_hgb = fields.Float("Haemoglobin of the child (g/L)", digits=(4, 1), aggregator="avg")
    child_outdoor_hours = fields.Float("Outdoors (hours a day)", digits=(3, 1), aggregator="avg")
    child_vitamin_d = fields.Integer("Vitamin D (IU a day)", aggregator="avg", **BLOCK)
    child_illness_ids = many_codes(
        "child_illness", "Illnesses since the last check", "health_followup_child_illness"
    )
    child_pneumonia_times = fields.Integer("Pneumonia, times", aggregator="sum", **BLOCK)
    child_diarrhoea_times = fields.Integer("Diarrhoea, times", aggregator="sum", **BLOCK)
    child_injury_times = fields.Integer("Injuries, times", aggregator="sum", **BLOCK)
    child_illness_other = fields.Char("Other illness", **BLOCK)
    child_guidance_ids = many_codes("child_guidance", "Guidance", "health_followup_child_guidance")
    child_preschool_guidance_ids = many_codes(
        "child_guidance_preschool", "Guidance from 3 years", "health_followup_child_preschool"
    )
    child_guidance_other = fields.Char("Other guidance for a child", **BLOCK)
    child_tcm_ids = many_codes(
        "child_tcm", "Chinese medicine for a child", "health_followup_child_tcm"
    )
    child_tcm_other = fields.Char("Other Chinese medicine", **BLOCK)

    _child_hgb_range = models.Constraint(
        "CHECK (COALESCE(child_hgb, 0) = 0 OR child_hgb BETWEEN 20 AND 260)",
        "Haemoglobin is 20 to 260 g/L: was it typed in g/dL?",
    )
    _child_head_range = models.Constraint(
        "CHECK (COALESCE(child_head, 0) = 0 OR child_head BETWEEN 20 AND 70)",
        "A head circumference is 20 to 70 cm.",
    )

    @api.model
    def _selection_passed(self):
        return list({"1": self.env._("Pass"), "2": self.env._("Not passed")}.items())
