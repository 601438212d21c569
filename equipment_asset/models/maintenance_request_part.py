from decimal import Decimal

from odoo import api, fields, models

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan


class MaintenanceRequestPart(models.Model):
    """A spare part that was put in."""

    _name = "maintenance.request.part"
    _inherit = ["server.guard.mixin"]
    _description = "Spare Part on a Work Order"
    _order = "request_id, id"

    request_id = fields.Many2one(
        "maintenance.request", required=True, index=True, ondelete="cascade"
    )
    name = fields.Char(string="Part", required=True)
    quantity = fields.Float(default=1.0, required=True, digits=(16, 2))
    unit_price = fields.Monetary()
    amount = fields.Monetary(compute="_compute_amount", store=True)
    is_warranty = fields.Boolean(
        string="Under warranty", help="Replaced free of charge; not in the cost."
    )
    currency_id = fields.Many2one(related="request_id.currency_id")

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The quantity must be greater than zero."
    )
    _price_positive = models.Constraint("CHECK (unit_price >= 0)", "A price cannot be negative.")

    @api.depends("quantity", "unit_price")
    def _compute_amount(self):
        for part in self:
            exact = Decimal(str(part.quantity)) * Decimal(str(part.unit_price))
            part.amount = to_yuan(to_fen(exact))
