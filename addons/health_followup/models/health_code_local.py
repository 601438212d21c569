from odoo import fields, models

LISTS = [
    ("stroke_danger", "Stroke: dangers"),
    ("stroke_limb", "Stroke: recovery of the limbs"),
    ("chd_symptom", "Coronary disease: symptoms"),
    ("chd_danger", "Coronary disease: dangers"),
    ("pov_source", "Poor households: sources of income"),
    ("pov_cause", "Poor households: causes of poverty"),
    ("pov_health", "Poor households: health"),
    ("pov_disease", "Poor households: diseases"),
]


class HealthCode(models.Model):
    """Code lists of the kinds without a national form (domain C.10 to C.13)."""

    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=LISTS, ondelete={name: "cascade" for name, _label in LISTS}
    )
