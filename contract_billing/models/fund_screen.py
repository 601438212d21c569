from odoo import api, fields, models


class BillingFund(models.Model):
    """What only the fund's own screen needs."""

    _inherit = "billing.fund"

    arrived_rate = fields.Float(
        compute="_compute_rates", help="Arrived money in percent of the approved amount."
    )
    paid_rate = fields.Float(
        compute="_compute_rates", help="Paid money in percent of the approved amount."
    )

    @api.depends("approved_amount", "arrived_total", "paid_total")
    def _compute_rates(self):
        for fund in self:
            whole = fund.approved_amount or 1
            fund.arrived_rate = round(fund.arrived_total / whole * 100)
            fund.paid_rate = round(fund.paid_total / whole * 100)
