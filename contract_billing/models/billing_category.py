from odoo import fields, models


class BillingCategory(models.Model):
    """What a contract line buys; decides whether goods must arrive and be accepted."""

    _name = "billing.category"
    _description = "Contract Line Category"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    nature = fields.Selection(
        [("goods", "Goods"), ("works", "Works"), ("service", "Service")],
        required=True,
        default="goods",
        help="Goods and works are delivered and accepted before they may be paid.",
    )
    expense_account_id = fields.Many2one(
        "account.account",
        string="Bill account",
        company_dependent=True,
        help="Account of the vendor bill line; empty takes the default of the purchase journal.",
    )
    active = fields.Boolean(default=True)

    _code_unique = models.UniqueIndex("(code)", "This category code is already used.")
