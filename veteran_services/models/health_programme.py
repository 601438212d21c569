from odoo import fields, models


class HealthProgramme(models.Model):
    _inherit = "health.programme"

    is_chronic = fields.Boolean(
        "Chronic disease",
        help="Service projects contact whoever is in it as often as the chronically ill.",
    )
