from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class EquipmentCalibrationRound(models.TransientModel):
    """Record the certificates of many devices that one body calibrated on one day."""

    _name = "equipment.calibration.round"
    _inherit = ["server.guard.mixin", "equipment.calibration.round.mixin"]
    _description = "Record a Calibration Round"

    line_ids = fields.One2many("equipment.calibration.round.line", "round_id", string="Devices")

    @api.model
    def default_get(self, fields_list):
        values = super().default_get(fields_list)
        if "line_ids" in fields_list:
            schedules, devices = self._get_selection()
            values["line_ids"] = [Command.create({"equipment_id": d.id}) for d in devices]
            if len(schedules.kind_id) == 1:
                values["kind_id"] = schedules.kind_id.id
        return values

    def action_record(self):
        """Record a certificate for each row with a number; the other devices stay due."""
        self.ensure_one()
        lines = self.line_ids.filtered("number")
        if not lines:
            raise UserError(self.env._("Enter the number of at least one certificate."))
        return self._open_certificates(
            self._record_certificates([line._prepare_certificate_vals() for line in lines])
        )

    @api.model
    def _get_selection(self):
        """Schedules and devices that were ticked in the list the dialog was opened from."""
        schedules = self.env["equipment.calibration.schedule"]
        devices = self.env["maintenance.equipment"]
        ids = self.env.context.get("active_ids", [])
        if self.env.context.get("active_model") == schedules._name:
            schedules = schedules.browse(ids)
            return schedules, schedules.equipment_id
        if self.env.context.get("active_model") == devices._name:
            return schedules, devices.browse(ids)
        return schedules, devices
