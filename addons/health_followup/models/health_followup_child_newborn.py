from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

from .health_followup_child_body import BLOCK, _normal, _present


class HealthFollowupChildNewborn(models.AbstractModel):
    """Visit of the newborn at home (新生儿家庭访视记录表, domain C.8)."""

    _name = "health.followup.child.newborn"
    _inherit = ["health.followup.child.body"]
    _description = "Visit of a Newborn"

    child_father_name = fields.Char("Father", **BLOCK)
    child_father_job = fields.Char("Occupation of the father", **BLOCK)
    child_father_phone = fields.Char("Telephone of the father", **BLOCK)
    child_father_birth = fields.Date("Birth date of the father", **BLOCK)
    child_mother_name = fields.Char("Mother", **BLOCK)
    child_mother_job = fields.Char("Occupation of the mother", **BLOCK)
    child_mother_phone = fields.Char("Telephone of the mother", **BLOCK)
    child_mother_birth = fields.Date("Birth date of the mother", **BLOCK)
    child_mother_disease_ids = many_codes(
        "child_mother_disease", "Diseases of the mother in pregnancy",
        "health_followup_child_mother_disease",
    )  # fmt: skip
    child_midwifery = fields.Char("Born at", help="“None” outside of hospitals.", **BLOCK)
    child_birth_ids = many_codes("child_birth", "Birth", "health_followup_child_birth")
    child_asphyxia = _present("Asphyxia")
    child_apgar_1 = fields.Integer("Apgar, 1 minute", aggregator="avg", **BLOCK)
    child_apgar_5 = fields.Integer("Apgar, 5 minutes", aggregator="avg", **BLOCK)
    child_apgar_unknown = fields.Boolean("Apgar unknown", **BLOCK)
    child_malformation = _present("Malformation")
    child_malformation_text = fields.Char("Which malformation", **BLOCK)
    child_hearing_screen_id = one_code("child_hearing_screen", "Screening of the hearing", **BLOCK)
    child_screening_ids = many_codes(
        "child_screening", "Screening for diseases", "health_followup_child_screening"
    )
    child_birth_weight = fields.Float("Weight at birth (kg)", digits=(4, 2), aggregator="avg")
    child_birth_length = fields.Float("Length at birth (cm)", digits=(4, 1), aggregator="avg")
    child_feeding_id = one_code("child_feeding", "Feeding", **BLOCK)
    child_milk_ml = fields.Integer("Milk (mL each time)", aggregator="avg", **BLOCK)
    child_milk_times = fields.Integer("Milk, times a day", aggregator="avg", **BLOCK)
    child_vomiting = _present("Vomiting")
    child_stool_id = one_code("child_stool", "Stool", **BLOCK)
    child_stool_times = fields.Integer("Stool, times a day", aggregator="avg", **BLOCK)
    child_newborn_temperature = fields.Float(
        "Temperature of the newborn (℃)", digits=(3, 1), aggregator="avg", **BLOCK
    )
    child_respiration = fields.Integer("Respiration (/min)", aggregator="avg", **BLOCK)
    child_jaundice_ids = many_codes("child_jaundice", "Jaundice", "health_followup_child_jaundice")
    child_fontanelle_id = one_code("child_fontanelle", "Fontanelle of the newborn", **BLOCK)
    child_nose = _normal("Nose")
    child_spine = _normal("Spine")
    child_newborn_guidance_ids = many_codes(
        "child_guidance_newborn",
        "Guidance for the newborn",
        "health_followup_child_newborn_guidance",
    )
    child_next_place = fields.Char("Place of the next visit", **BLOCK)

    _child_apgar_range = models.Constraint(
        "CHECK (COALESCE(child_apgar_1, 0) BETWEEN 0 AND 10 "
        "AND COALESCE(child_apgar_5, 0) BETWEEN 0 AND 10)",
        "An Apgar score is 0 to 10.",
    )
    _child_birth_weight_range = models.Constraint(
        "CHECK (COALESCE(child_birth_weight, 0) = 0 OR child_birth_weight BETWEEN 0.3 AND 8)",
        "The weight at birth is 0.3 to 8 kg: was it typed in grams?",
    )
    _child_temperature_range = models.Constraint(
        "CHECK (COALESCE(child_newborn_temperature, 0) = 0 "
        "OR child_newborn_temperature BETWEEN 30 AND 45)",
        "A temperature is 30 to 45 ℃.",
    )

    @api.model
    def _get_vital_boxes(self):
        return super()._get_vital_boxes() | {"child_respiration": "respiration"}
