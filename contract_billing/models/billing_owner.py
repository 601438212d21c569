from odoo import api, fields, models


class BillingOwner(models.Model):
    """One buyer (业主) of a contract: an institution that pays its share of every line."""

    _name = "billing.owner"
    _description = "Contract Owner"
    _inherit = ["server.guard.mixin"]
    _order = "sequence, id"
    _rec_name = "org_unit_id"

    project_id = fields.Many2one(
        "project.project", string="Contract", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    org_unit_id = fields.Many2one(
        "org.unit", string="Owner", required=True, index=True, ondelete="restrict"
    )
    weight = fields.Float(
        default=1.0,
        digits=(12, 4),
        help="How much this owner takes of what is shared, relative to the others "
        "(1 for all: equal shares; or its population, or its number of clinics).",
    )
    line_share_ids = fields.One2many("billing.line.share", "owner_id")
    share_ids = fields.One2many("billing.share", "owner_id")
    amount_total = fields.Monetary(compute="_compute_amount_total", store=True)
    paid_total = fields.Monetary(compute="_compute_paid_total")
    currency_id = fields.Many2one(related="project_id.currency_id")

    _weight_positive = models.Constraint(
        "CHECK (weight >= 0)", "The weight of an owner cannot be negative."
    )
    _unit_unique = models.UniqueIndex(
        "(project_id, org_unit_id)", "This owner is already in the contract."
    )

    @api.depends("line_share_ids.amount")
    def _compute_amount_total(self):
        for owner in self:
            owner.amount_total = sum(owner.line_share_ids.mapped("amount"))

    @api.depends("share_ids.paid_total")
    def _compute_paid_total(self):
        for owner in self:
            owner.paid_total = sum(owner.share_ids.mapped("paid_total"))

    @api.model_create_multi
    def create(self, vals_list):
        owners = super().create(vals_list)
        owners.project_id._check_contract_lock()
        owners.project_id._allocate()
        return owners

    def write(self, vals):
        locked = {"project_id", "org_unit_id", "weight", "sequence"} & vals.keys()
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
        self.sudo().line_share_ids.unlink()
        self.sudo().share_ids.unlink()
        result = super().unlink()
        projects.exists()._allocate()
        return result
