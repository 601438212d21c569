from odoo import api, fields, models
from odoo.fields import Domain

DETAILED = 20
"""So many contracts are shown with all their owners at once."""


class BillingShare(models.Model):
    """One cell of the payable matrix: what one owner pays of one instalment from one fund.

    All totals are stored columns with a CHECK, so that two clerks who press at the same time can
    never request, bill or pay one cent too much (the loser's transaction is retried and refused).
    """

    _name = "billing.share"
    _description = "Payable Share"
    _inherit = ["server.guard.mixin", "whole.fen.mixin"]
    _order = "project_id, milestone_id, draw_id, owner_id, id"
    _rec_names_search = ["owner_id.org_unit_id.name", "milestone_id.name"]

    draw_id = fields.Many2one(
        "billing.milestone.fund", required=True, index=True, ondelete="cascade"
    )
    owner_id = fields.Many2one("billing.owner", required=True, index=True, ondelete="cascade")
    milestone_id = fields.Many2one(
        related="draw_id.milestone_id", store=True, index=True, string="Instalment"
    )
    fund_id = fields.Many2one(related="draw_id.fund_id", store=True, index=True)
    project_id = fields.Many2one(
        related="draw_id.milestone_id.project_id", store=True, index=True, string="Contract"
    )
    org_unit_id = fields.Many2one(
        related="owner_id.org_unit_id", store=True, index=True, string="Owner unit"
    )
    supplier_id = fields.Many2one(related="project_id.supplier_id", store=True)
    deadline = fields.Date(
        related="milestone_id.deadline", store=True, index=True, string="Due date"
    )
    contract_stage = fields.Selection(related="project_id.contract_stage")
    payment_state = fields.Selection(related="milestone_id.payment_state", store=True)
    block_reason = fields.Text(related="milestone_id.block_reason")
    amount = fields.Monetary()
    request_line_ids = fields.One2many("billing.request.line", "share_id")
    requested_total = fields.Monetary(compute="_compute_totals", store=True)
    deduction_total = fields.Monetary(compute="_compute_totals", store=True)
    billed_total = fields.Monetary(compute="_compute_totals", store=True)
    paid_total = fields.Monetary(compute="_compute_totals", store=True)
    open_amount = fields.Monetary(
        compute="_compute_open_amount", store=True, help="Not yet requested."
    )
    payable_amount = fields.Monetary(
        compute="_compute_payable", help="May be requested today: conditions met and money in hand."
    )
    missing_amount = fields.Monetary(
        compute="_compute_payable", help="Not covered by money that has arrived."
    )
    covered_date = fields.Date(
        compute="_compute_payable", help="When announced arrivals would cover it."
    )
    currency_id = fields.Many2one(related="project_id.currency_id", store=True)

    _cell_unique = models.UniqueIndex(
        "(draw_id, owner_id)", "This owner already has a share of the instalment and fund."
    )
    _amount_positive = models.Constraint("CHECK (amount >= 0)", "A share cannot be negative.")
    _requested_within = models.Constraint(
        "CHECK (requested_total >= 0 AND requested_total <= amount)",
        "More would be requested than this owner's share of the instalment. Lower the amount: "
        "somebody may just have requested the same money.",
    )
    _billed_within = models.Constraint(
        "CHECK (billed_total >= 0 AND billed_total <= requested_total - deduction_total)",
        "The bills would exceed what was approved for this instalment. Correct the bill.",
    )
    _paid_within = models.Constraint(
        "CHECK (paid_total <= billed_total)",
        "More would be paid than billed for this instalment.",
    )
    _due_idx = models.Index("(deadline, project_id) WHERE open_amount > 0")

    @api.depends("owner_id", "milestone_id", "fund_id")
    def _compute_display_name(self):
        for share in self:
            share.display_name = " / ".join(
                filter(
                    None,
                    (
                        share.owner_id.org_unit_id.name,
                        share.milestone_id.name,
                        share.fund_id.name,
                    ),
                )
            )

    @api.depends(
        "request_line_ids.claimed_amount",
        "request_line_ids.deduction_claimed",
        "request_line_ids.billed_amount",
        "request_line_ids.paid_amount",
    )
    def _compute_totals(self):
        for share in self:
            lines = share.request_line_ids
            share.requested_total = sum(lines.mapped("claimed_amount"))
            share.deduction_total = sum(lines.mapped("deduction_claimed"))
            share.billed_total = sum(lines.mapped("billed_amount"))
            share.paid_total = sum(lines.mapped("paid_amount"))

    @api.depends("amount", "requested_total")
    def _compute_open_amount(self):
        for share in self:
            share.open_amount = share.amount - share.requested_total

    @api.depends("open_amount", "milestone_id.payment_state", "fund_id.free_total")
    def _compute_payable(self):
        cover = self.draw_id._get_cover()
        rows = {row["share_id"]: row for draw in cover.values() for row in draw["owners"]}
        for share in self:
            row = rows.get(share.id, {})
            share.payable_amount = row.get("payable", 0.0)
            share.missing_amount = row.get("missing", 0.0)
            share.covered_date = row.get("covered_date", False)

    @api.model
    @api.readonly
    def get_payable_matrix(self, domain=None):
        """Answer “may it be paid?” for contracts at once: owner × fund × instalment.

        :param domain: restricts the shares (default: all in force that the user may see)
        :return: what ``billing.milestone.fund._get_cover`` tells, one entry per instalment and fund
            in order of the plan; for more than 20 contracts the owners and reasons are left out, ask
            for one contract to have them
        """
        base = Domain("contract_stage", "in", ("signed", "active"))
        draws = self.env["billing.milestone.fund"].search(
            Domain("share_ids", "any", Domain(domain or base))
        )
        draws.fetch(["project_id"])
        if len(draws.project_id) > DETAILED:
            return list(draws._get_cover_overview().values())
        return list(draws._get_cover().values())
