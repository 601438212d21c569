from odoo import api, fields, models


class EquipmentCalibrationRhythmMixin(models.AbstractModel):
    """Which calibration comes back how often, for a device or for all devices of a model."""

    _name = "equipment.calibration.rhythm.mixin"
    _description = "Rhythm of a Calibration"

    kind_id = fields.Many2one(
        "equipment.calibration.kind",
        string="Calibration",
        required=True,
        index=True,
        ondelete="restrict",
    )
    interval_months = fields.Integer(string="Every (months)", required=True, default=12)
    is_compulsory = fields.Boolean(
        string="Compulsory",
        compute="_compute_is_compulsory",
        store=True,
        readonly=False,
        precompute=True,
    )

    _interval_positive = models.Constraint(
        "CHECK (interval_months > 0)", "The interval must be at least one month."
    )

    @api.depends("kind_id")
    def _compute_is_compulsory(self):
        for rhythm in self:
            rhythm.is_compulsory = rhythm.kind_id.is_compulsory
