from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..tools import to_yuan

CLAIMING = ("submitted", "approved", "billed")


class BillingRequestLine(models.Model):
    """What one owner asks to pay from one fund; knows what became of it."""

    _name = "billing.request.line"
    _description = "Payment Request Line"
    _inherit = ["server.guard.mixin", "whole.fen.mixin"]
    _order = "request_id, share_id, id"
    _rec_name = "share_id"

    request_id = fields.Many2one("billing.request", required=True, index=True, ondelete="cascade")
    share_id = fields.Many2one(
        "billing.share", string="Owner and fund", required=True, index=True, ondelete="restrict"
    )
    owner_unit_id = fields.Many2one(
        related="share_id.org_unit_id", store=True, index=True, string="Owner"
    )
    fund_id = fields.Many2one(related="share_id.fund_id", store=True, index=True)
    project_id = fields.Many2one(related="request_id.project_id", store=True, index=True)
    state = fields.Selection(related="request_id.state", store=True)
    payable_amount = fields.Monetary(related="share_id.payable_amount")
    amount = fields.Monetary(required=True)
    deduction = fields.Monetary(help="Held back for good, a penalty for instance; not paid.")
    deduction_reason = fields.Char()
    net_amount = fields.Monetary(compute="_compute_net_amount", store=True)
    move_line_ids = fields.One2many("account.move.line", "billing_request_line_id")
    claimed_amount = fields.Monetary(compute="_compute_claimed", store=True)
    deduction_claimed = fields.Monetary(compute="_compute_claimed", store=True)
    billed_amount = fields.Monetary(compute="_compute_billed", store=True)
    credited_amount = fields.Monetary(compute="_compute_billed", store=True)
    paid_amount = fields.Monetary(compute="_compute_billed", store=True)
    currency_id = fields.Many2one(related="request_id.currency_id")

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "The requested amount must be greater than zero."
    )
    _deduction_within = models.Constraint(
        "CHECK (COALESCE(deduction, 0) >= 0 AND COALESCE(deduction, 0) < amount)",
        "A deduction must be smaller than the requested amount and not negative.",
    )
    _share_unique = models.UniqueIndex(
        "(request_id, share_id)", "This owner and fund already stand in the request."
    )

    @api.depends("amount", "deduction")
    def _compute_net_amount(self):
        for line in self:
            line.net_amount = line.amount - line.deduction

    @api.depends("amount", "deduction", "state", "credited_amount")
    def _compute_claimed(self):
        for line in self:
            claiming = line.state in CLAIMING
            credited_whole = claiming and line.credited_amount >= line.net_amount
            line.deduction_claimed = line.deduction if claiming and not credited_whole else 0.0
            line.claimed_amount = (
                line.net_amount - line.credited_amount + line.deduction_claimed if claiming else 0.0
            )

    @api.depends(
        "move_line_ids.price_total",
        "move_line_ids.parent_state",
        "move_line_ids.move_id.amount_residual",
        "move_line_ids.move_id.billing_request_id",
    )
    def _compute_billed(self):
        settled = self.move_line_ids.move_id._get_settled_by_request_line()
        for line in self:
            posted = line.move_line_ids.filtered(lambda m: m.move_id._counts_for_billing())
            bills = posted.filtered(lambda m: m.move_id.move_type == "in_invoice")
            line.credited_amount = sum((posted - bills).mapped("price_total"))
            line.billed_amount = sum(bills.mapped("price_total")) - line.credited_amount
            line.paid_amount = to_yuan(settled.get(line._origin.id, 0))

    @api.constrains("deduction", "deduction_reason")
    def _check_deduction_reason(self):
        if any(line.deduction and not line.deduction_reason for line in self):
            raise ValidationError(self.env._("Give the reason for every deduction."))

    @api.constrains("share_id", "request_id")
    def _check_same_milestone(self):
        if any(line.share_id.milestone_id != line.request_id.milestone_id for line in self):
            raise ValidationError(
                self.env._(
                    "Every line must belong to the owners and funds of the instalment requested."
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        lines.request_id._check_editable()
        return lines

    def write(self, vals):
        if not {"amount", "deduction", "deduction_reason", "share_id", "request_id"}.isdisjoint(
            vals
        ):
            self.request_id._check_editable()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_claimed(self):
        self.request_id._check_editable()
