from odoo import api, fields, models


class HealthExamLineMixin(models.AbstractModel):
    """A row of the history that belongs to an exam and is fixed with it."""

    _name = "health.exam.line.mixin"
    _inherit = ["server.guard.mixin"]
    _description = "Row of an Exam"
    _order = "sequence, id"
    _fixed_fields = frozenset({"exam_id"})

    exam_id = fields.Many2one("health.exam", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines._check_may_write()
        return lines

    def write(self, vals):
        self._check_may_write()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_fixed(self):
        self._check_may_write()

    def _check_may_write(self):
        """:raise UserError: the exam is fixed. :raise AccessError: it is another station's section"""
        if not self._is_server():
            exams = self.exam_id
            exams._check_working()
            exams._check_field_access(exams._fields["drug_ids"], "write")
