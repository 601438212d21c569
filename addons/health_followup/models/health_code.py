from odoo import fields, models

LISTS = [
    ("followup_class", "Follow-up: class"),
    ("referral_reason", "Follow-up: reason of a referral"),
    ("adherence_reason", "Follow-up: why drugs aren't taken regularly"),
    ("htn_symptom", "Hypertension: symptoms"),
    ("htn_danger", "Hypertension: dangers"),
    ("dm_symptom", "Diabetes: symptoms"),
    ("dm_danger", "Diabetes: dangers"),
    ("dm_pulse", "Diabetes: pulse of the foot"),
    ("dm_glucose", "Diabetes: kind of glucose test"),
    ("dm_low", "Diabetes: hypoglycaemia"),
]


class HealthCode(models.Model):
    """Code lists of the follow-ups (domain C)."""

    _inherit = "health.code"

    list_code = fields.Selection(
        selection_add=LISTS, ondelete={name: "cascade" for name, _label in LISTS}
    )
