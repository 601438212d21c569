from odoo import fields, models

from odoo.addons.health_archive.tools import one_code

LABORATORY = {"section": "laboratory", "prefetch": "laboratory"}
NUMBER = {"aggregator": "avg", **LABORATORY}


class HealthExamLaboratory(models.AbstractModel):
    """Laboratory (辅助检查, domain B.6)."""

    _name = "health.exam.laboratory"
    _inherit = ["health.exam.block"]
    _description = "Laboratory"

    hgb = fields.Integer("Haemoglobin (g/L)", kind="hgb", **NUMBER)
    wbc = fields.Float("White blood cells (×10⁹/L)", digits=(6, 2), kind="wbc", **NUMBER)
    plt = fields.Integer("Platelets (×10⁹/L)", kind="plt", **NUMBER)
    blood_other = fields.Char("Blood count, other", **LABORATORY)
    urine_protein_id = one_code("exam_urine", "Urine protein", item_code="urine_pro", **LABORATORY)
    urine_glucose_id = one_code("exam_urine", "Urine glucose", item_code="urine_glu", **LABORATORY)
    urine_ketone_id = one_code(
        "exam_urine", "Urine ketone bodies", item_code="urine_ket", **LABORATORY
    )
    urine_blood_id = one_code(
        "exam_urine", "Urine occult blood", item_code="urine_bld", **LABORATORY
    )
    urine_other = fields.Char("Urine, other", **LABORATORY)
    fbg = fields.Float("Fasting glucose (mmol/L)", digits=(4, 1), kind="fbg", **NUMBER)
    microalb = fields.Float("Urine microalbumin (mg/dL)", digits=(6, 2), kind="microalb", **NUMBER)
    fobt_id = one_code("exam_negative", "Occult blood in stool", item_code="fobt", **LABORATORY)
    hba1c = fields.Float("HbA1c (%)", digits=(4, 1), kind="hba1c", **NUMBER)
    hbsag_id = one_code(
        "exam_negative", "Hepatitis B surface antigen", item_code="hbsag", **LABORATORY
    )
    alt = fields.Float("ALT (U/L)", digits=(6, 1), kind="alt", **NUMBER)
    ast = fields.Float("AST (U/L)", digits=(6, 1), kind="ast", **NUMBER)
    alb = fields.Float("Albumin (g/L)", digits=(5, 1), kind="alb", **NUMBER)
    tbil = fields.Float("Total bilirubin (µmol/L)", digits=(6, 1), kind="tbil", **NUMBER)
    dbil = fields.Float("Conjugated bilirubin (µmol/L)", digits=(6, 1), kind="dbil", **NUMBER)
    crea = fields.Float("Creatinine (µmol/L)", digits=(6, 1), kind="crea", **NUMBER)
    urea = fields.Float("Urea (mmol/L)", digits=(5, 2), kind="urea", **NUMBER)
    k = fields.Float("Potassium (mmol/L)", digits=(4, 2), kind="k", **NUMBER)
    na = fields.Float("Sodium (mmol/L)", digits=(5, 1), kind="na", **NUMBER)
    tc = fields.Float("Total cholesterol (mmol/L)", digits=(4, 2), kind="tc", **NUMBER)
    tg = fields.Float("Triglycerides (mmol/L)", digits=(4, 2), kind="tg", **NUMBER)
    ldl = fields.Float("LDL cholesterol (mmol/L)", digits=(4, 2), kind="ldl", **NUMBER)
    hdl = fields.Float("HDL cholesterol (mmol/L)", digits=(4, 2), kind="hdl", **NUMBER)
    pap_id = one_code("exam_normal", "Cervical smear", **LABORATORY)
    pap_text = fields.Char("Cervical smear, abnormal", **LABORATORY)
    laboratory_other = fields.Text("Other tests", **LABORATORY)

    _bilirubin_order = models.Constraint(
        "CHECK (COALESCE(dbil, 0) = 0 OR COALESCE(tbil, 0) = 0 OR dbil <= tbil)",
        "The conjugated bilirubin is above the total one. Are they interchanged?",
    )
