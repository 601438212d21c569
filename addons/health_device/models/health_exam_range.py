from odoo import api, fields, models
from odoo.tools import float_compare

from odoo.addons.health_exam.tools.reference import DIGITS


class HealthExam(models.Model):
    """A number that a device sent has the limits of that device, until somebody enters another."""

    _inherit = "health.exam"

    # {box: code of the device whose limits hold for the number in it}
    device_codes = fields.Json(
        compute="_compute_device_codes", compute_sudo=True, export_string_translation=False
    )

    @api.depends(
        lambda self: [
            "result_ids.range_code", "result_ids.value_number", *self._get_device_numbers().values()
        ]
    )  # fmt: skip
    def _compute_device_codes(self):
        boxes = self._get_device_numbers()
        for exam in self:
            results = exam.result_ids.filtered(
                lambda row: row.range_code and row.item_code in boxes
            )
            exam.device_codes = {
                boxes[result.item_code]: result.range_code
                for result in results.sorted(lambda row: row._get_version())
                if exam._is_measured_by(result, boxes[result.item_code])
            }

    @api.model
    def _get_device_numbers(self):
        """``{item code of a device: box}`` of the boxes that hold a number."""
        boxes = self._get_device_boxes().items()
        return {
            code: name for code, name in boxes if self._fields[name].type in ("integer", "float")
        }

    def _is_measured_by(self, result, box):
        """Whether the box holds what the device sent, and nothing entered by hand since."""
        sent, _fault = result._get_box_value(self, box)
        return float_compare(sent, self[box], precision_digits=DIGITS) == 0

    def _get_device_code(self, name):
        return (self.device_codes or {}).get(name) or super()._get_device_code(name)
