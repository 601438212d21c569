from odoo import api, fields, models


class ServiceCaseDevice(models.Model):
    """One device of a case; its serial number leads to the device, wherever that is kept."""

    _name = "service.case.device"
    _inherit = ["server.guard.mixin", "evidence.seal.line.mixin"]
    _description = "Device of a Smart Case"
    _order = "sequence, id"
    _fixed_fields = frozenset({"case_id"})
    _seal_parent_field = "case_id"

    case_id = fields.Many2one("service.case", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char("Device", required=True)
    model_name = fields.Char("Model")
    serial_number = fields.Char(required=True)
    measured = fields.Char("What It Measures", required=True)

    _serial_once = models.UniqueIndex(
        "(case_id, serial_number)", "The case has a device with this serial number already."
    )

    @api.model_create_multi
    def create(self, vals_list):
        devices = super().create(vals_list)
        devices.case_id._claim_anew()
        return devices

    def unlink(self):
        cases = self.case_id
        result = super().unlink()
        cases.exists()._claim_anew()
        return result
