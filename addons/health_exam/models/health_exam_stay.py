from odoo import fields, models


class HealthExamStay(models.Model):
    """A stay in hospital or a home bed within the last year (住院史、家庭病床史, domain B.8)."""

    _name = "health.exam.stay"
    _inherit = ["health.exam.line.mixin"]
    _description = "Stay in Hospital or Home Bed"

    kind = fields.Selection(
        [("hospital", "In hospital"), ("home_bed", "Home bed")], required=True, default="hospital"
    )
    date_from = fields.Date("From", required=True)
    date_to = fields.Date("Until")
    reason = fields.Char(required=True)
    institution = fields.Char(required=True, help="Full name of the institution.")
    case_number = fields.Char("Case number")

    _dates = models.Constraint(
        "CHECK (date_to IS NULL OR date_to >= date_from)", "The stay ends before it begins."
    )
