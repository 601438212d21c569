from odoo import api, fields, models
from odoo.exceptions import ValidationError


class FamilyAgreement(models.Model):
    """Who pays for what was signed (签约服务费): insurance, public funds, the resident."""

    _inherit = "family.agreement"

    currency_id = fields.Many2one(
        "res.currency", default=lambda self: self.env.company.currency_id, required=True
    )
    fee_total = fields.Monetary("Fee", compute="_compute_fee_total", store=True)
    fee_insurance = fields.Monetary("Paid by insurance")
    fee_fund = fields.Monetary("Paid by public funds")
    fee_resident = fields.Monetary("Paid by the resident", compute="_compute_fee_resident")
    has_paid_package = fields.Boolean(
        "With paid package", compute="_compute_fee_total", store=True,
        help="Counts for the share of paid agreements (有偿签约率).",
    )  # fmt: skip
    free_reason = fields.Char("Free of charge because")
    paid_date = fields.Date("Paid on")

    _fees_positive = models.Constraint(
        "CHECK (fee_insurance >= 0 AND fee_fund >= 0)", "An amount paid cannot be negative."
    )

    @api.depends("package_ids.price", "term_years")
    def _compute_fee_total(self):
        for agreement in self:
            yearly = sum(agreement.package_ids.mapped("price"))
            agreement.fee_total = yearly * int(agreement.term_years or 1)
            agreement.has_paid_package = agreement.fee_total > 0

    @api.depends("fee_total", "fee_insurance", "fee_fund", "free_reason")
    def _compute_fee_resident(self):
        for agreement in self:
            shared = agreement.fee_insurance + agreement.fee_fund
            agreement.fee_resident = 0 if agreement.free_reason else agreement.fee_total - shared

    @api.constrains("fee_insurance", "fee_fund", "package_ids", "term_years")
    def _check_fees(self):
        for agreement in self:
            shared = agreement.fee_insurance + agreement.fee_fund
            if agreement.currency_id.compare_amounts(shared, agreement.fee_total) > 0:
                raise ValidationError(
                    self.env._(
                        "Insurance and funds pay %(shared)s, more than the fee of %(total)s.",
                        shared=shared,
                        total=agreement.fee_total,
                    )
                )
