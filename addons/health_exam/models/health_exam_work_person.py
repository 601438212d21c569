from odoo import fields, models


class HealthExamWork(models.Model):
    """Whom a station expects, and the way to his form."""

    _inherit = "health.exam.work"

    exam_number = fields.Char(related="exam_id.exam_number")
    name = fields.Char(related="exam_id.name", string="Name of the resident")
    sex = fields.Selection(related="exam_id.sex")
    age = fields.Integer(related="exam_id.age")

    def action_open(self):
        """Show the exam; a station sees its own sections of it."""
        return self.exam_id.get_formview_action()
