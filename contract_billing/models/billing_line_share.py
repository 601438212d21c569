from odoo import fields, models


class BillingLineShare(models.Model):
    """What one owner takes of one contract line, in pieces and to the cent."""

    _name = "billing.line.share"
    _description = "Owner Share of a Contract Line"
    _inherit = ["server.guard.mixin", "whole.fen.mixin"]
    _order = "line_id, owner_id, id"
    _rec_name = "owner_id"

    line_id = fields.Many2one("billing.line", required=True, index=True, ondelete="cascade")
    owner_id = fields.Many2one("billing.owner", required=True, index=True, ondelete="cascade")
    project_id = fields.Many2one(related="line_id.project_id", store=True, index=True)
    quantity = fields.Float(digits=(16, 2), help="Whole pieces; 0 for a cost that is shared.")
    amount = fields.Monetary()
    currency_id = fields.Many2one(related="project_id.currency_id")

    _owner_unique = models.UniqueIndex(
        "(line_id, owner_id)", "This owner already has a share of the line."
    )
    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "The share of an owner cannot be negative."
    )
