from odoo import fields, models

from odoo.addons.health_archive.tools import one_code


class HealthExamDrug(models.Model):
    """A drug taken within the last year (主要用药情况, domain B.8)."""

    _name = "health.exam.drug"
    _inherit = ["health.exam.line.mixin", "health.coded.mixin"]
    _description = "Drug on an Exam"

    name = fields.Char("Drug", required=True)
    route = fields.Char("Usage", help="Such as: by mouth.")
    dose = fields.Char(help="How often and how much: twice a day, 5 mg each time.")
    duration = fields.Float("Taken for", digits=(5, 1), aggregator=None)
    duration_unit = fields.Selection(
        [("year", "years"), ("month", "months"), ("day", "days")], "Unit", default="year"
    )
    adherence_id = one_code("adherence", "Taken regularly")

    _duration_positive = models.Constraint(
        "CHECK (COALESCE(duration, 0) >= 0)", "The time a drug is taken for isn't negative."
    )
