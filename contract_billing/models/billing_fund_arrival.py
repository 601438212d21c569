from odoo import api, fields, models
from odoo.exceptions import ValidationError


class BillingFundArrival(models.Model):
    """A dated arrival of money, or one that is still expected."""

    _name = "billing.fund.arrival"
    _description = "Fund Arrival"
    _inherit = ["server.guard.mixin", "whole.fen.mixin", "mail.thread"]
    _order = "fund_id, date, id"

    fund_id = fields.Many2one("billing.fund", required=True, index=True, ondelete="cascade")
    name = fields.Char(string="Description", required=True)
    amount = fields.Monetary(required=True)
    state = fields.Selection(
        [("expected", "Expected"), ("arrived", "Arrived")],
        required=True,
        default="expected",
        tracking=True,
    )
    date = fields.Date(
        tracking=True, help="Day of arrival; for an expected one the day it is announced for."
    )
    reference = fields.Char(help="Voucher or budget document that proves the arrival.")
    currency_id = fields.Many2one(related="fund_id.currency_id")

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "The amount of an arrival must be greater than zero."
    )
    _arrived_dated = models.Constraint(
        "CHECK (state = 'expected' OR date IS NOT NULL)",
        "Enter the day on which the money arrived.",
    )

    @api.constrains("state", "date")
    def _check_not_in_future(self):
        today = fields.Date.context_today(self)
        if any(arrival.state == "arrived" and arrival.date > today for arrival in self):
            raise ValidationError(
                self.env._(
                    "Money cannot have arrived in the future. Enter today or an earlier day."
                )
            )

    def action_record_arrival(self):
        """Mark expected money as arrived today (or on the day already entered, if past)."""
        today = fields.Date.context_today(self)
        for arrival in self.filtered(lambda arrival: arrival.state == "expected"):
            arrival.write({"state": "arrived", "date": min(arrival.date or today, today)})
