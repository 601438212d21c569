from odoo import fields, models

from odoo.addons.health_archive.tools import many_codes, one_code

BODY = {"section": "body", "prefetch": "body"}


class HealthExamBody(models.AbstractModel):
    """Physical check (查体, domain B.5)."""

    _name = "health.exam.body"
    _inherit = ["health.exam.block"]
    _description = "Physical Check"

    fundus_id = one_code("exam_normal", "Eye fundus", **BODY)
    fundus_text = fields.Char("Eye fundus, abnormal", **BODY)
    skin_id = one_code("exam_skin", "Skin", **BODY)
    skin_text = fields.Char("Skin, other", **BODY)
    sclera_id = one_code("exam_sclera", "Sclera", **BODY)
    sclera_text = fields.Char("Sclera, other", **BODY)
    lymph_id = one_code("exam_lymph", "Lymph nodes", **BODY)
    lymph_text = fields.Char("Lymph nodes, other", **BODY)
    barrel_chest_id = one_code("exam_barrel", "Barrel chest", **BODY)
    breath_id = one_code("exam_normal", "Breath sounds", **BODY)
    breath_text = fields.Char("Breath sounds, abnormal", **BODY)
    rales_id = one_code("exam_rales", "Rales", **BODY)
    rales_text = fields.Char("Rales, other", **BODY)
    heart_rate = fields.Integer("Heart rate (/min)", aggregator="avg", kind="pulse", **BODY)
    rhythm_id = one_code("exam_rhythm", "Rhythm", **BODY)
    murmur_id = one_code("exam_present", "Murmur", **BODY)
    murmur_text = fields.Char("Murmur, which", **BODY)
    abdomen_tender_id = one_code("exam_present", "Tenderness", **BODY)
    abdomen_tender_text = fields.Char("Tenderness, where", **BODY)
    abdomen_mass_id = one_code("exam_present", "Mass", **BODY)
    abdomen_mass_text = fields.Char("Mass, where", **BODY)
    abdomen_liver_id = one_code("exam_present", "Enlarged liver", **BODY)
    abdomen_liver_text = fields.Char("Enlarged liver, how far", **BODY)
    abdomen_spleen_id = one_code("exam_present", "Enlarged spleen", **BODY)
    abdomen_spleen_text = fields.Char("Enlarged spleen, how far", **BODY)
    abdomen_dullness_id = one_code("exam_present", "Shifting dullness", **BODY)
    abdomen_dullness_text = fields.Char("Shifting dullness, which", **BODY)
    edema_id = one_code("exam_edema", "Oedema of the legs", **BODY)
    pedis_id = one_code("exam_pedis", "Pulse of the foot", **BODY)
    rectal_id = one_code("exam_rectal", "Rectal examination", **BODY)
    rectal_text = fields.Char("Rectal examination, other", **BODY)
    breast_ids = many_codes("exam_breast", "Breasts", "health_exam_breast", **BODY)
    breast_text = fields.Char("Breasts, other", **BODY)
    vulva_id = one_code("exam_gynaecology", "Vulva", **BODY)
    vulva_text = fields.Char("Vulva, abnormal", **BODY)
    vagina_id = one_code("exam_gynaecology", "Vagina", **BODY)
    vagina_text = fields.Char("Vagina, abnormal", **BODY)
    cervix_id = one_code("exam_gynaecology", "Cervix", **BODY)
    cervix_text = fields.Char("Cervix, abnormal", **BODY)
    uterus_id = one_code("exam_gynaecology", "Uterus", **BODY)
    uterus_text = fields.Char("Uterus, abnormal", **BODY)
    adnexa_id = one_code("exam_gynaecology", "Adnexa", **BODY)
    adnexa_text = fields.Char("Adnexa, abnormal", **BODY)
    body_other = fields.Char("Other of the physical check", **BODY)
