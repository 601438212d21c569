from odoo import api, fields, models


class HealthReferenceRange(models.Model):
    """Whose limits they are: a code that no device bears holds for nothing."""

    _inherit = "health.reference.range"

    device_count = fields.Integer(
        "Devices", compute="_compute_device_count",
        help="Devices in the device interface with this code; a code without any is misspelt.",
    )  # fmt: skip

    @api.depends("device_code")
    def _compute_device_count(self):
        # sudo: a count; who keeps the ranges needn't see the devices of all units
        sources = self.env["device.source"].sudo()
        codes = [code for code in set(self.mapped("device_code")) if code]
        groups = sources._read_group([("range_code", "in", codes)], ["range_code"], ["__count"])
        counts = dict(groups)
        for row in self:
            row.device_count = counts.get(row.device_code, 0)
