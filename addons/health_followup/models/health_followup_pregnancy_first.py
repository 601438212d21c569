from odoo import api, fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

from .health_followup_pregnancy_body import BLOCK, _normal, _number

SENSITIVE = "resident.group_health_sensitive"


def _count(label):
    return fields.Integer(label, aggregator=None, **BLOCK)


def _reaction(label, **kwargs):
    return fields.Selection("_selection_reaction", label, **BLOCK, **kwargs)


class HealthFollowupPregnancyFirst(models.AbstractModel):
    """First antenatal check (第1次产前检查服务记录表, domain C.7); it opens the handbook."""

    _name = "health.followup.pregnancy.first"
    _inherit = ["health.followup.pregnancy.body"]
    _description = "First Antenatal Check"

    preg_husband_name = fields.Char("Husband", **BLOCK)
    preg_husband_age = _count("Age of the husband")
    preg_husband_phone = fields.Char("Telephone of the husband", **BLOCK)
    preg_gravidity = _count("Pregnancies, with this one")
    preg_parity = _count("Deliveries from 28 weeks on")
    preg_vaginal = _count("Vaginal deliveries")
    preg_caesarean = _count("Caesarean sections")
    preg_history_ids = many_codes("preg_history", "Past diseases", "health_followup_preg_history")
    preg_history_other = fields.Char("Other past disease", **BLOCK)
    preg_family_ids = many_codes("preg_family", "Family history", "health_followup_preg_family")
    preg_family_other = fields.Char("Other family history", **BLOCK)
    preg_personal_ids = many_codes(
        "preg_personal", "Personal history", "health_followup_preg_personal"
    )
    preg_personal_other = fields.Char("Other personal history", **BLOCK)
    preg_surgery = fields.Char("Gynaecological operations", help="Empty: none.", **BLOCK)
    preg_miscarriages = _count("Miscarriages")
    preg_abortions = _count("Induced abortions")
    preg_fetal_deaths = _count("Deaths in the womb")
    preg_stillbirths = _count("Stillbirths")
    preg_newborn_deaths = _count("Deaths of newborns")
    preg_defects = _count("Children with birth defects")
    preg_heart = _normal("Heart")
    preg_lung = _normal("Lungs")
    preg_vulva = _normal("Vulva")
    preg_vagina = _normal("Vagina")
    preg_cervix = _normal("Cervix")
    preg_adnexa = _normal("Adnexa")
    preg_wbc = _number("White blood cells (10⁹/L)")
    preg_plt = _number("Platelets (10⁹/L)")
    preg_urine_sugar = fields.Char("Urine sugar", **BLOCK)
    preg_ketone = fields.Char("Urine ketone", **BLOCK)
    preg_urine_blood = fields.Char("Urine blood", **BLOCK)
    preg_abo_id = one_code("blood_abo", "Blood group of the mother", **BLOCK)
    preg_rh_id = one_code("blood_rh", "Rh of the mother", **BLOCK)
    preg_glucose = _number("Glucose of the mother (mmol/L)")
    preg_alt = _number("ALT (U/L)")
    preg_ast = _number("AST (U/L)")
    preg_alb = _number("Albumin (g/L)")
    preg_tbil = _number("Total bilirubin (µmol/L)")
    preg_dbil = _number("Direct bilirubin (µmol/L)")
    preg_crea = _number("Creatinine (µmol/L)")
    preg_urea = _number("Urea (mmol/L)")
    preg_secretion_ids = many_codes(
        "preg_secretion", "Vaginal secretion", "health_followup_preg_secretion"
    )
    preg_cleanness_id = one_code("preg_cleanness", "Cleanness", **BLOCK)
    preg_hbsag = _reaction("HBsAg")
    preg_hbsab = _reaction("HBsAb")
    preg_hbeag = _reaction("HBeAg")
    preg_hbeab = _reaction("HBeAb")
    preg_hbcab = _reaction("HBcAb")
    # what they tell is sensitive, also of a pregnant woman
    preg_syphilis = _reaction("Syphilis", groups=SENSITIVE)
    preg_hiv = _reaction("HIV", groups=SENSITIVE)
    preg_ultrasound = fields.Char("Ultrasound", **BLOCK)
    preg_first_guidance_ids = many_codes(
        "preg_guidance_first", "Guidance at the first check", "health_followup_preg_guidance_first"
    )

    _preg_parity_range = models.Constraint(
        "CHECK (COALESCE(preg_gravidity, 0) = 0 OR COALESCE(preg_parity, 0) <= preg_gravidity)",
        "There are more deliveries than pregnancies.",
    )
    _preg_glucose_range = models.Constraint(
        "CHECK (COALESCE(preg_glucose, 0) = 0 OR preg_glucose BETWEEN 0.5 AND 60)",
        "Glucose is 0.5 to 60 mmol/L: was it typed in mg/dL?",
    )

    @api.model
    def _selection_reaction(self):
        return list({"1": self.env._("Negative"), "2": self.env._("Positive")}.items())
