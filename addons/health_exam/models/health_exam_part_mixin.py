from odoo import api, fields, models


class HealthExamPartMixin(models.AbstractModel):
    """What hangs on an exam: fixed with it, and written by the station it belongs to."""

    _name = "health.exam.part.mixin"
    _inherit = ["server.guard.mixin"]
    _description = "Part of an Exam"
    _fixed_fields = frozenset({"exam_id"})

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="cascade")

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._check_may_write()
        return parts

    def write(self, vals):
        self._check_may_write()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self._check_may_write()

    def _check_may_write(self):
        """:raise UserError: the exam is fixed. :raise AccessError: it is another station's"""
        if not self._is_server():
            self.exam_id._check_working()
            for part in self:
                part._check_station()

    def _check_station(self):
        """Hook: raise AccessError where the part belongs to a section the user doesn't write."""
        raise NotImplementedError
