from odoo import fields, models

LISTS = [
    ("smd_class", "Mental disorder: class"),
    ("smd_lost", "Mental disorder: why lost"),
    ("smd_death_cause", "Mental disorder: cause of death"),
    ("smd_death_disease", "Mental disorder: fatal disease"),
    ("smd_risk", "Mental disorder: risk"),
    ("smd_danger", "Mental disorder: signs of instability"),
    ("smd_insight", "Mental disorder: insight"),
    ("smd_grade", "Mental disorder: good to poor"),
    ("smd_work", "Mental disorder: work"),
    ("smd_hospital", "Mental disorder: hospital"),
    ("smd_laboratory", "Mental disorder: laboratory"),
    ("smd_adherence", "Mental disorder: taking drugs"),
    ("smd_adr", "Mental disorder: adverse drug reaction"),
    ("smd_outcome", "Mental disorder: effect of the treatment"),
    ("smd_rehab", "Mental disorder: rehabilitation"),
    ("tb_symptom_first", "Tuberculosis: symptoms at the first visit"),
    ("tb_symptom", "Tuberculosis: symptoms"),
    ("tb_usage", "Tuberculosis: how drugs are used"),
    ("tb_dosage", "Tuberculosis: form of the drugs"),
    ("tb_room", "Tuberculosis: room"),
    ("tb_ventilation", "Tuberculosis: ventilation"),
    ("tb_education", "Tuberculosis: education"),
    ("tb_presence", "Tuberculosis: none or some"),
    ("tb_stop", "Tuberculosis: why treatment ended"),
]


class HealthCode(models.Model):
    """Code lists of the sensitive programmes (domain C.3, C.4)."""

    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=LISTS, ondelete={name: "cascade" for name, _label in LISTS}
    )
