from odoo import api, fields, models


class DeviceSourceCode(models.Model):
    """Which box of the exam a code fills is chosen by its name, not by its code."""

    _inherit = "device.source.code"

    exam_item = fields.Selection(
        "_get_exam_items", "Item of the exam", compute="_compute_exam_item",
        inverse="_inverse_exam_item", help="The box of the form the result goes into.",
    )  # fmt: skip

    @api.model
    def _get_exam_items(self):
        exams = self.env["health.exam"]
        boxes = {box: code for code, box in exams._get_device_boxes().items()}
        return [(boxes[box], exams._get_label(box)) for box in exams._get_boxes() if box in boxes]

    @api.depends("item_code")
    def _compute_exam_item(self):
        items = dict(self._get_exam_items())
        for row in self:
            row.exam_item = row.item_code if row.item_code in items else False

    @api.onchange("exam_item")
    def _inverse_exam_item(self):
        for row in self:
            if row.exam_item:
                row.item_code = row.exam_item
