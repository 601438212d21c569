from odoo import api, fields, models

# The first is never above the second; the constraints of the form say so as well.
ORDERED = [("dbil", "tbil"), ("dbp_left", "sbp_left"), ("dbp_right", "sbp_right")]


class HealthExam(models.Model):
    """Boxes that devices fill, and what they sent."""

    _inherit = "health.exam"

    result_ids = fields.One2many(
        "device.result", "res_id", "Device results",
        domain=[("res_model", "=", "health.exam"), ("state", "=", "delivered")],
    )  # fmt: skip

    result_count = fields.Integer("Number of device results", compute="_compute_result_count")

    @api.depends("result_ids")
    def _compute_result_count(self):
        # sudo: a count, of exams the user sees
        groups = (
            self.env["device.result"]
            .sudo()
            ._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id"],
                ["__count"],
            )
        )
        counts = dict(groups)
        for exam in self:
            exam.result_count = counts.get(exam._origin.id, 0)

    @api.model
    def _get_device_boxes(self):
        """``{item code of a device: box}``; where two boxes show one kind, the first."""
        boxes = {}
        for name, field in self._fields.items():
            code = getattr(field, "item_code", None) or getattr(field, "kind", None)
            if code:
                boxes.setdefault(code, name)
        return boxes

    def _get_disordered(self, values):
        """Boxes of ``values`` that contradict each other, or a box that is filled already."""
        self.ensure_one()
        wrong = set()
        for names in ORDERED:
            low, high = (values.get(name, self[name]) for name in names)
            if low and high and low > high:
                wrong.update(name for name in names if name in values)
        return wrong
