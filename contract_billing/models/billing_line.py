from odoo import api, fields, models
from odoo.exceptions import ValidationError

ALLOCATED_BY = ("project_id", "sequence", "quantity", "unit_price", "category_id", "name")


class BillingLine(models.Model):
    """One line of the contract: how many, of what, at what price, for which owners."""

    _name = "billing.line"
    _description = "Contract Line"
    _inherit = ["server.guard.mixin", "whole.fen.mixin"]
    _order = "project_id, sequence, id"

    project_id = fields.Many2one(
        "project.project", string="Contract", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    category_id = fields.Many2one(
        "billing.category", required=True, index=True, ondelete="restrict"
    )
    nature = fields.Selection(related="category_id.nature")
    quantity = fields.Float(required=True, default=1.0, digits=(16, 2))
    uom = fields.Char(string="Unit", default=lambda self: self.env._("set"))
    unit_price = fields.Monetary(required=True)
    amount = fields.Monetary(compute="_compute_amount", store=True)
    stated_amount = fields.Monetary(
        help="The amount as the source document prints it; kept beside the computed one."
    )
    clause = fields.Char(help="Where the source document says so.")
    needed_quantity = fields.Float(
        digits=(16, 2),
        help="How many the source document promises (one per village clinic, say); "
        "0 when it promises nothing beyond the quantity.",
    )
    delivered_quantity = fields.Float(digits=(16, 2), copy=False)
    accepted_quantity = fields.Float(digits=(16, 2), copy=False)
    accepted_date = fields.Date(
        copy=False, help="Day of the last acceptance; the free maintenance year starts here."
    )
    share_ids = fields.One2many("billing.line.share", "line_id", string="Owner shares")
    currency_id = fields.Many2one(related="project_id.currency_id")

    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The quantity of a contract line must be greater than zero."
    )
    _unit_price_positive = models.Constraint(
        "CHECK (unit_price > 0)", "The unit price of a contract line must be greater than zero."
    )
    _delivered_within = models.Constraint(
        "CHECK (delivered_quantity >= 0 AND delivered_quantity <= quantity)",
        "The delivered quantity must lie between zero and the quantity of the line.",
    )
    _accepted_within = models.Constraint(
        "CHECK (accepted_quantity >= 0 AND accepted_quantity <= delivered_quantity)",
        "Only what has been delivered can be accepted.",
    )

    @api.depends("quantity", "unit_price", "currency_id")
    def _compute_amount(self):
        for line in self:
            line.amount = line.currency_id.round(line.quantity * line.unit_price)

    @api.constrains("quantity", "unit_price")
    def _check_figures(self):
        for line in self:
            if line.quantity <= 0 or line.unit_price <= 0:
                raise ValidationError(
                    self.env._(
                        "“%(line)s”: quantity and unit price must be greater than zero.",
                        line=line.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.project_id._check_contract_lock()
        lines.project_id._allocate()
        return lines

    def write(self, vals):
        locked = not vals.keys().isdisjoint(ALLOCATED_BY)
        if locked:
            self.project_id._check_contract_lock()
        result = super().write(vals)
        if locked:
            # also the contract it was moved to
            self.project_id._check_contract_lock()
            self.project_id._allocate()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self.project_id._check_contract_lock()

    def unlink(self):
        projects = self.project_id
        # sudo: nobody deletes shares himself; deleted by the ORM, so that the sums over them follow
        self.sudo().share_ids.unlink()
        result = super().unlink()
        projects.exists()._allocate()
        return result
