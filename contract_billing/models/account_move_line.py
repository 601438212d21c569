from odoo import fields, models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    billing_request_line_id = fields.Many2one(
        "billing.request.line",
        string="Payment request line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )
    billing_fund_id = fields.Many2one(
        related="billing_request_line_id.fund_id", store=True, string="Fund", index="btree_not_null"
    )
