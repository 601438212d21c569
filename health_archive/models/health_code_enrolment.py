from odoo import fields, models

LISTS = [
    ("htn_source", "Hypertension: found by"),
    ("htn_family", "Hypertension: family history"),
    ("htn_risk", "Hypertension: risk factors"),
    ("htn_organ", "Hypertension: organ damage"),
    ("htn_complication", "Hypertension: complications"),
    ("htn_group", "Hypertension: management group"),
    ("htn_stratum", "Hypertension: risk stratum"),
    ("dm_type", "Diabetes: type"),
    ("dm_source", "Diabetes: source of the case"),
    ("dm_family", "Diabetes: family history"),
    ("dm_risk", "Diabetes: risk factors"),
    ("dm_group", "Diabetes: management group"),
    ("symptom", "Symptoms"),
    ("problem_cerebro", "Cerebrovascular diseases"),
    ("problem_renal", "Kidney diseases"),
    ("problem_heart", "Heart diseases"),
    ("problem_vessel", "Vascular diseases"),
    ("problem_eye", "Eye diseases"),
    ("problem_neuro", "Neurological diseases"),
    ("problem_other", "Diseases of other systems"),
    ("compliance", "Following the doctor's advice"),
    ("adherence", "Taking drugs"),
    ("occ_hazard", "Occupational exposure"),
    ("elder_support", "Elders: supported by"),
    ("elder_ability", "Elders: ability"),
    ("elder_care", "Elders: cared for by"),
    ("elder_teeth", "Elders: teeth"),
    ("elder_vision", "Elders: eyesight"),
    ("elder_mood", "Elders: state of mind"),
    ("elder_residence", "Elders: place of residence"),
    ("smd_register", "Mental disorder: household register"),
    ("smd_employment", "Mental disorder: employment"),
    ("smd_consent", "Mental disorder: informed consent"),
    ("smd_symptom", "Mental disorder: symptoms"),
    ("smd_restraint", "Mental disorder: restraint"),
    ("smd_outpatient", "Mental disorder: outpatient treatment"),
    ("smd_diagnosis", "Mental disorder: diagnosis"),
    ("smd_effect", "Mental disorder: effect of treatment"),
    ("smd_economy", "Mental disorder: economic situation"),
    ("tb_patient", "Tuberculosis: kind of patient"),
    ("tb_sputum", "Tuberculosis: sputum"),
    ("tb_resistance", "Tuberculosis: drug resistance"),
    ("tb_supervisor", "Tuberculosis: supervisor"),
]


class HealthCode(models.Model):
    """Code lists of the special archives (domain D); symptoms and problems are those of exams."""

    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=LISTS, ondelete={name: "cascade" for name, _label in LISTS}
    )
