from odoo import api, fields, models
from odoo.fields import Domain

from ..tools import split_sample_number


class HealthExam(models.Model):
    """Found by what is scanned: the number on the guide sheet or on a sample."""

    _inherit = "health.exam"

    exam_search = fields.Char("Exam or sample number", store=False, search="_search_exam_search")

    @api.model
    def _search_exam_search(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = [split_sample_number(text) for text in value]
        numbers = [parts[0] for parts in found if parts]
        typed = [text.strip() for text, parts in zip(value, found, strict=True) if not parts]
        return Domain("exam_number", "in", numbers) | Domain.OR(
            Domain("exam_number", "=like", f"%{text}") for text in typed if text.isdigit()
        )
