from odoo import fields, models

LISTS = [
    ("adl_eating", "Self-care: eating"),
    ("adl_grooming", "Self-care: grooming"),
    ("adl_dressing", "Self-care: dressing"),
    ("adl_toilet", "Self-care: toileting"),
    ("adl_moving", "Self-care: moving"),
    ("adl_level", "Self-care: level"),
    ("elder_health", "Elders: own view of the health"),
    ("elder_guidance", "Elders: guidance"),
    ("tcm_answer", "Constitution: answers"),
    ("tcm_weight", "Constitution: overweight"),
    ("tcm_cold", "Constitution: colds"),
    ("tcm_allergy", "Constitution: allergies"),
    ("tcm_waist", "Constitution: waist"),
    ("tcm_constitution", "Constitution: the nine"),
    ("tcm_grade", "Constitution: how sure"),
    ("tcm_guidance", "Constitution: guidance"),
    ("child_warning", "Children: warning signs"),
    ("child_mother_disease", "Children: diseases of the mother"),
    ("child_birth", "Children: birth"),
    ("child_screening", "Children: screening for diseases"),
    ("child_hearing_screen", "Children: screening of the hearing"),
    ("child_feeding", "Children: feeding"),
    ("child_stool", "Children: stool"),
    ("child_colour", "Children: colour of the face"),
    ("child_jaundice", "Children: jaundice"),
    ("child_fontanelle", "Children: fontanelle of the newborn"),
    ("child_fontanelle_closed", "Children: fontanelle"),
    ("child_skin", "Children: skin"),
    ("child_cord", "Children: umbilical cord"),
    ("child_rickets_symptom", "Children: symptoms of rickets"),
    ("child_rickets_sign", "Children: signs of rickets"),
    ("child_illness", "Children: illnesses"),
    ("child_band", "Children: band of growth"),
    ("child_growth", "Children: evaluation of growth"),
    ("child_guidance_newborn", "Children: guidance for newborns"),
    ("child_guidance", "Children: guidance up to 30 months"),
    ("child_guidance_preschool", "Children: guidance from 3 years"),
    ("child_tcm", "Children: Chinese medicine"),
    ("preg_history", "Pregnancy: past diseases"),
    ("preg_family", "Pregnancy: family history"),
    ("preg_personal", "Pregnancy: personal history"),
    ("preg_secretion", "Pregnancy: vaginal secretion"),
    ("preg_cleanness", "Pregnancy: cleanness"),
    ("preg_class", "Pregnancy: assessment"),
    ("preg_recovery", "Pregnancy: recovery"),
    ("preg_outcome", "Pregnancy: what follows after 42 days"),
    ("preg_guidance_first", "Pregnancy: guidance at the first check"),
    ("preg_guidance", "Pregnancy: guidance"),
    ("preg_guidance_postpartum", "Pregnancy: guidance after delivery"),
    ("preg_guidance_42", "Pregnancy: guidance after 42 days"),
    ("preg_risk", "Pregnancy: colour of the risk"),
]


class HealthCode(models.Model):
    """Code lists of elders, children and mothers (domain C.5 to C.9)."""

    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=LISTS, ondelete={name: "cascade" for name, _label in LISTS}
    )
