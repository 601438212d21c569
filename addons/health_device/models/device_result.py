from odoo import fields, models


class DeviceResult(models.Model):
    """With which device it was measured, and whether that was calibrated at the time.

    Kept with the result as it was delivered: what is recorded of the device later doesn't change
    what was known.
    """

    _inherit = "device.result"

    equipment_id = fields.Many2one(
        "maintenance.equipment", "Asset card", readonly=True, index="btree_not_null",
        ondelete="restrict", groups="equipment_asset.group_equipment_viewer",
    )  # fmt: skip
    device_text = fields.Char(
        "Measured with", readonly=True, help="Name and serial number of the device."
    )
    calibration = fields.Selection(
        [("valid", "Calibrated"), ("none", "Not calibrated"), ("unneeded", "Needs none")],
        readonly=True,
        help="When it was measured, by the certificates recorded until then.",
    )

    range_code = fields.Char(
        "Reference ranges of", readonly=True,
        help="Code under which the limits of this device stood when the result was delivered.",
    )  # fmt: skip

    def _accept(self, target):
        result = super()._accept(target)
        self._keep_range_code()
        self._keep_device()
        return result

    def _keep_range_code(self):
        for source, results in self.filtered("source_id.range_code").grouped("source_id").items():
            results._write_server({"range_code": source.range_code})

    def _keep_device(self):
        # sudo: who examines has no device book; what is kept is the name, the number, the answer
        results = self.sudo().filtered("source_id.equipment_id")
        moments = [(result.source_id.equipment_id, result.observed_at) for result in results]
        answers = self.env["maintenance.equipment"]._get_calibrated_at(moments) if moments else []
        for result, answer in zip(results, answers, strict=True):
            result._write_server(
                {
                    "equipment_id": result.source_id.equipment_id.id,
                    "device_text": result.source_id.equipment_id._get_device_text(),
                    "calibration": ANSWERS[answer.calibrated],
                }
            )

    def _is_server_field(self, name):
        return name in KEPT or super()._is_server_field(name)


ANSWERS = {True: "valid", False: "none", None: "unneeded"}
KEPT = ("equipment_id", "device_text", "calibration", "range_code")
