from odoo import fields, models


class HealthMeasurementKind(models.Model):
    _inherit = "health.measurement.kind"

    is_surveyed = fields.Boolean(
        "Part of a health survey", help="Without it nobody counts as surveyed in a service project."
    )
