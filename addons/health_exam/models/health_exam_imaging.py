from odoo import fields, models

from odoo.addons.health_archive.tools import one_code

ECG = {"section": "ecg", "prefetch": "imaging"}
IMAGING = {"section": "imaging", "prefetch": "imaging"}


class HealthExamImaging(models.AbstractModel):
    """Electrocardiogram, X-ray and ultrasound (domain B.6)."""

    _name = "health.exam.imaging"
    _inherit = ["health.exam.block"]
    _description = "Electrocardiogram and Imaging"

    ecg_id = one_code("exam_normal", "Electrocardiogram", **ECG)
    ecg_text = fields.Char("Electrocardiogram, abnormal", **ECG)
    xray_id = one_code("exam_normal", "Chest X-ray", **IMAGING)
    xray_text = fields.Char("Chest X-ray, abnormal", **IMAGING)
    ultrasound_id = one_code("exam_normal", "Abdominal ultrasound", **IMAGING)
    ultrasound_text = fields.Char("Abdominal ultrasound, abnormal", **IMAGING)
    ultrasound_other_id = one_code("exam_normal", "Other ultrasound", **IMAGING)
    ultrasound_other_text = fields.Char("Other ultrasound, part and finding", **IMAGING)
