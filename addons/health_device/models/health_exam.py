from odoo import api, fields, models


class HealthExam(models.Model):
    """What was measured with a device that wasn't calibrated is said on the exam."""

    _inherit = "health.exam"

    uncalibrated_text = fields.Char(
        "Measured with devices out of calibration", compute="_compute_uncalibrated_text"
    )

    @api.depends("result_ids.calibration", "result_ids.device_text")
    def _compute_uncalibrated_text(self):
        for exam in self:
            # sudo: who reviews an exam is told, also where he doesn't see what devices sent
            results = exam.sudo().result_ids.filtered(lambda row: row.calibration == "none")
            devices = results.grouped("device_text")
            exam.uncalibrated_text = "；".join(
                f"{device}：{'、'.join(rows._get_box_labels(exam))}"
                for device, rows in devices.items()
            )
