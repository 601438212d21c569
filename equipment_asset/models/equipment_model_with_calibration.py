from odoo import fields, models


class EquipmentModel(models.Model):
    _inherit = "equipment.model"

    calibration_ids = fields.One2many(
        "equipment.model.calibration", "model_id", string="Calibration rules"
    )

    def action_schedule_calibration(self):
        """Give the existing devices of these models the schedules they lack."""
        devices = self.env["maintenance.equipment"].search(
            [("device_model_id", "in", self.ids), ("usage_state", "!=", "disposed")]
        )
        return devices.action_schedule_calibration()
