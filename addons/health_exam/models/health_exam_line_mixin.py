from odoo import fields, models


class HealthExamLineMixin(models.AbstractModel):
    """A row of the history that belongs to an exam and is fixed with it."""

    _name = "health.exam.line.mixin"
    _inherit = ["health.exam.part.mixin"]
    _description = "Row of an Exam"
    _order = "sequence, id"

    sequence = fields.Integer(default=10)

    def _check_station(self):
        exam = self.exam_id
        exam._check_field_access(exam._fields["drug_ids"], "write")
