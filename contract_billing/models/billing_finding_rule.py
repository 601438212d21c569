from odoo import api, fields, models

CHECKS = [
    ("instalment_amount", "Stated instalment against the computed one"),
    ("instalment_sum", "Sum of the stated instalments against the stated total"),
    ("line_amount", "Stated line and total against the computed ones"),
    ("statement_difference", "Stated calculation that does not come out"),
    ("statement_ratio", "Stated percentage that is not rounded correctly"),
    ("statement_rounding", "Stated calculation off by rounding only"),
    ("fund_short", "Fund holds less than the plan draws"),
    ("fund_carried_over", "Fund of years that may be reclaimed"),
    ("fund_purpose", "Purpose of a fund not confirmed"),
    ("coverage", "Fewer pieces than the document promises"),
    ("indivisible", "Pieces that do not divide by the owners"),
    ("unpriced_site", "Site in scope that is not priced"),
    ("acceptance_unnamed", "Printed conditions without acceptance"),
    ("bond_unnamed", "Neither performance bond nor retention named"),
    ("sme_late", "Instalments later than the law lets small enterprises wait"),
    ("warranty_start", "Free year without a start date"),
    ("maintenance_undefined", "Maintenance fee without base, duration or fund"),
]
"""Checks that ``project.project`` implements as ``_find_<check>``."""


class BillingFindingRule(models.Model):
    """What the system looks for in a contract, how grave it is and who says so."""

    _name = "billing.finding.rule"
    _description = "Finding Rule"
    _order = "sequence, code"

    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, translate=True)
    check = fields.Selection(CHECKS, required=True)
    severity = fields.Selection(
        [("info", "Note"), ("warning", "Warning"), ("error", "Error")],
        required=True,
        default="warning",
    )
    source = fields.Char(required=True, translate=True, help="Law, regulation or house rule.")
    valid_from = fields.Date(required=True)
    valid_to = fields.Date()
    active = fields.Boolean(default=True)

    _valid_dates = models.Constraint(
        "CHECK (valid_to IS NULL OR valid_to >= valid_from)",
        "A rule cannot end before it begins.",
    )
    _code_from_unique = models.UniqueIndex(
        "(code, valid_from)", "This code already begins on that day."
    )

    @api.model
    def _get_valid(self, date):
        """Return the rules in force on ``date``, in order."""
        # sudo: what is checked does not depend on who asks for the check
        return self.sudo().search(
            [
                ("valid_from", "<=", date),
                "|",
                ("valid_to", "=", False),
                ("valid_to", ">=", date),
            ]
        )
