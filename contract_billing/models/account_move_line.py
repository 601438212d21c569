from odoo import api, fields, models

from .lock import CONTRACT_SENTINEL

LINKS = {"billing_request_line_id", "billing_fund_id"}


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

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get("billing_link") is not CONTRACT_SENTINEL:
            # a duplicated bill is a bill of its own: it does not count for the request
            vals_list = [vals | dict.fromkeys(LINKS, False) for vals in vals_list]
        return super().create(vals_list)

    def write(self, vals):
        self.env["account.move"]._check_billing_link(LINKS & vals.keys())
        return super().write(vals)
