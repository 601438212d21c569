from decimal import Decimal

from odoo import api, fields, models

from .billing_statement import check_printed, read_printed

SYMBOLS = {"plus": "+", "minus": "−", "divide": "÷"}


class BillingStatementTerm(models.Model):
    """One printed number of a stated calculation, with its sign and, if any, its factor."""

    _name = "billing.statement.term"
    _description = "Term of a Stated Calculation"
    _inherit = ["server.guard.mixin"]
    _order = "statement_id, sequence, id"
    _rec_name = "label"

    statement_id = fields.Many2one(
        "billing.statement", required=True, index=True, ondelete="cascade"
    )
    project_id = fields.Many2one(related="statement_id.project_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    label = fields.Char()
    sign = fields.Selection(
        [("plus", "+"), ("minus", "−"), ("divide", "÷")], required=True, default="plus"
    )
    factor = fields.Char(required=True, default="1", help="How many times the value counts.")
    value = fields.Char(required=True, help="The number as it is printed.")
    formula = fields.Char(compute="_compute_formula", store=True)

    @api.depends("sign", "factor", "value")
    def _compute_formula(self):
        for term in self:
            parts = [SYMBOLS.get(term.sign), term.value or ""]
            if term.factor and term.factor.strip() != "1":
                parts[1:1] = [term.factor, "×"]
            term.formula = " ".join(parts)

    @api.constrains("factor", "value")
    def _check_numbers(self):
        check_printed(self.env, *self.mapped("factor"), *self.mapped("value"))

    def _get_product(self):
        """Return the term as ``Decimal``; 0 while it is still being typed."""
        return (read_printed(self.factor) or 0) * (read_printed(self.value) or Decimal(0))
