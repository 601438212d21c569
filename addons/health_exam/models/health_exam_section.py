from odoo import fields, models


class HealthExamSection(models.Model):
    """A section of the examination form; a station works on one or several of them.

    Fields of the exam name their section (``section="organ"``).
    """

    _name = "health.exam.section"
    _description = "Section of the Examination Form"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)

    _code_unique = models.UniqueIndex("(code)", "Another section has this code already.")
