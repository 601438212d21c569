from odoo import fields, models


class EquipmentCalibrationCorrect(models.TransientModel):
    """Ask why a confirmed certificate is corrected, then open the correction."""

    _name = "equipment.calibration.correct"
    _inherit = ["server.guard.mixin"]
    _description = "Correct a Certificate"

    calibration_id = fields.Many2one("equipment.calibration", required=True)
    reason = fields.Char(required=True)

    def action_correct(self):
        """Open a copy to correct; the old certificate counts until the copy is confirmed."""
        self.ensure_one()
        correction = self.calibration_id._supersede({"supersede_reason": self.reason})
        return correction._get_records_action(name=correction.display_name)
