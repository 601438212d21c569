from odoo import api, fields, models

from ..tools import to_fen, to_yuan
from .lock import CONTRACT_SENTINEL


class BillingMilestoneFund(models.Model):
    """How much of one instalment one fund pays."""

    _name = "billing.milestone.fund"
    _description = "Fund of an Instalment"
    _inherit = ["server.guard.mixin", "whole.fen.mixin"]
    _order = "milestone_id, sequence, id"
    _rec_name = "fund_id"

    milestone_id = fields.Many2one(
        "project.milestone", required=True, index=True, ondelete="cascade"
    )
    project_id = fields.Many2one(related="milestone_id.project_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    fund_id = fields.Many2one("billing.fund", required=True, index=True, ondelete="restrict")
    amount = fields.Monetary(
        compute="_compute_amount",
        store=True,
        readonly=False,
        precompute=True,
        help="Empty takes what the other funds leave of the instalment.",
    )
    stated_percentage = fields.Float(
        digits=(9, 4),
        help="Share of the fund as the source document prints it; never computed with.",
    )
    used_percentage = fields.Float(compute="_compute_used_percentage", digits=(9, 4))
    share_ids = fields.One2many("billing.share", "draw_id")
    currency_id = fields.Many2one(related="project_id.currency_id")

    _fund_unique = models.UniqueIndex(
        "(milestone_id, fund_id)", "This fund is already named for the instalment."
    )
    _amount_positive = models.Constraint(
        "CHECK (amount >= 0)", "The amount drawn from a fund cannot be negative."
    )

    @api.depends("fund_id")
    def _compute_amount(self):
        for draw in self:
            if not draw.amount:
                others = draw.milestone_id.fund_line_ids - draw
                draw.amount = max(draw.milestone_id.amount - sum(others.mapped("amount")), 0)

    @api.depends("amount", "fund_id.approved_amount")
    def _compute_used_percentage(self):
        for draw in self:
            approved = draw.fund_id.approved_amount
            draw.used_percentage = approved and draw.amount / approved * 100

    @api.model_create_multi
    def create(self, vals_list):
        draws = super().create(vals_list)
        draws.project_id._check_contract_lock()
        draws.project_id._allocate()
        return draws

    def write(self, vals):
        planned = not {"fund_id", "amount", "milestone_id", "sequence"}.isdisjoint(vals)
        if planned:
            self.project_id._check_contract_lock()
        result = super().write(vals)
        if planned:
            # also the contract it was moved to
            self.project_id._check_contract_lock()
        if planned and self.env.context.get("contract_unlock") is not CONTRACT_SENTINEL:
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

    def _set_shares(self, fen_by_owner):
        """Write one share per owner (fen), creating and removing as needed."""
        self.ensure_one()
        # sudo: nobody types shares, not even who may edit the plan they are computed from
        shares = self.sudo().share_ids
        by_owner = {share.owner_id: share for share in shares}
        missing = []
        for owner, fen in fen_by_owner.items():
            share = by_owner.pop(owner, None)
            if share is None:
                missing.append({"draw_id": self.id, "owner_id": owner.id, "amount": to_yuan(fen)})
            elif to_fen(share.amount) != fen:
                share.amount = to_yuan(fen)
        shares.filtered(lambda share: share.owner_id in by_owner).unlink()
        shares.create(missing)
