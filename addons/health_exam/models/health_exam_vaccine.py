from odoo import fields, models


class HealthExamVaccine(models.Model):
    """A vaccine beyond the national plan within the last year (非免疫规划预防接种史, domain B.8)."""

    _name = "health.exam.vaccine"
    _inherit = ["health.exam.line.mixin"]
    _description = "Vaccine on an Exam"

    name = fields.Char("Vaccine", required=True)
    date = fields.Date("Given on", required=True)
    institution = fields.Char("Given by")
