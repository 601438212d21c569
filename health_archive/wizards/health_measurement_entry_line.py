from odoo import fields, models


class HealthMeasurementEntryLine(models.TransientModel):
    """One number of a visit."""

    _name = "health.measurement.entry.line"
    _inherit = ["server.guard.mixin"]
    _description = "Measurement of a Visit"

    entry_id = fields.Many2one(
        "health.measurement.entry", string="Visit", required=True, index=True, ondelete="cascade"
    )
    kind_id = fields.Many2one(
        "health.measurement.kind", string="What", required=True, ondelete="cascade"
    )
    value = fields.Float(digits=(10, 3))
    unit = fields.Char(related="kind_id.unit")
