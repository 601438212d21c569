from odoo import fields, models

from ..models.equipment_calibration import RESULTS


class EquipmentCalibrationRoundLine(models.TransientModel):
    """One device of a round."""

    _name = "equipment.calibration.round.line"
    _inherit = ["server.guard.mixin"]
    _description = "Device in a Calibration Round"

    round_id = fields.Many2one(
        "equipment.calibration.round", required=True, index=True, ondelete="cascade"
    )
    equipment_id = fields.Many2one("maintenance.equipment", string="Device", required=True)
    serial_no = fields.Char(related="equipment_id.serial_no")
    using_unit_id = fields.Many2one(related="equipment_id.using_unit_id", string="Used by")
    number = fields.Char(string="Certificate number")
    result = fields.Selection(RESULTS, required=True, default="passed")
    valid_until = fields.Date(help="Leave empty for the date plus the interval of the device.")
    note = fields.Char()

    def _prepare_certificate_vals(self):
        vals = {
            "equipment_id": self.equipment_id.id,
            "number": self.number.strip(),
            "result": self.result,
            "note": self.note,
        }
        return vals | ({"valid_until": self.valid_until} if self.valid_until else {})
