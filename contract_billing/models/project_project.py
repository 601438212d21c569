from odoo import api, fields, models
from odoo.exceptions import UserError

from .lock import ALLOCATION_DEFERRED, is_unlocked

LOCKED_STAGES = ("review", "signed", "active", "closed", "terminated")
ALLOCATED = {"line_ids", "owner_ids", "milestone_ids"}
LOCKED_FIELDS = {
    "org_unit_id",
    "supplier_id",
    "contract_number",
    "contract_kind",
    "procurement_method",
    "sign_date",
    "effective_date",
    "contract_end_date",
    "award_date",
    "contract_stage",
    "is_contract",
    "stated_total",
    "active",
    "company_id",
}


class ProjectProject(models.Model):
    """A service contract and the project that carries it out are one record."""

    _name = "project.project"
    _inherit = [
        "server.guard.mixin",
        "whole.fen.mixin",
        "project.project",
        "dual.control.mixin",
        "evidence.mixin",
    ]
    _approval_group = "contract_billing.group_contract_approver"

    is_contract = fields.Boolean(
        string="Is a contract", index=True, help="Carries lines, a payment plan and funds."
    )
    contract_number = fields.Char(copy=False, index="trigram")
    contract_kind = fields.Selection(
        [
            ("goods_services", "Goods and services"),
            ("lump_sum", "Lump-sum service"),
        ],
        default="goods_services",
    )
    procurement_method = fields.Selection(
        [
            ("open", "Open tender"),
            ("invited", "Invited tender"),
            ("negotiation", "Competitive negotiation"),
            ("consultation", "Competitive consultation"),
            ("inquiry", "Request for quotations"),
            ("single", "Single source"),
            ("framework", "Framework agreement"),
        ],
    )
    org_unit_id = fields.Many2one(
        "org.unit",
        string="Purchaser",
        index=True,
        ondelete="restrict",
        default=lambda self: (
            self.env.user.org_unit_id if self.env.context.get("default_is_contract") else False
        ),
    )
    owner_ids = fields.One2many("billing.owner", "project_id", string="Owners", copy=True)
    owner_count = fields.Integer(compute="_compute_owner_count")
    scope_unit_ids = fields.Many2many(
        "org.unit",
        "billing_project_scope_rel",
        compute="_compute_scope_unit_ids",
        store=True,
        compute_sudo=True,
        help="Purchaser and owners: whoever stands above one of them may see the contract.",
    )
    supplier_id = fields.Many2one(
        "res.partner", index="btree_not_null", ondelete="restrict", tracking=True
    )
    supplier_is_sme = fields.Selection(related="supplier_id.enterprise_size")
    award_date = fields.Date(tracking=True, copy=False)
    sign_date = fields.Date(tracking=True, copy=False)
    effective_date = fields.Date(tracking=True, copy=False)
    contract_end_date = fields.Date(tracking=True, copy=False)
    contract_stage = fields.Selection(
        [
            ("draft", "Draft"),
            ("review", "In review"),
            ("signed", "Signed"),
            ("active", "In force"),
            ("closed", "Closed"),
            ("terminated", "Terminated"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
        group_expand=True,
    )
    line_ids = fields.One2many("billing.line", "project_id", string="Lines", copy=True)
    share_ids = fields.One2many("billing.share", "project_id", string="Payable shares")
    request_ids = fields.One2many("billing.request", "project_id", string="Payment requests")
    stated_total = fields.Monetary(
        help="Total as the source document prints it; kept beside the computed one."
    )
    contract_amount = fields.Monetary(compute="_compute_contract_amount", store=True)
    requested_total = fields.Monetary(compute="_compute_paid_total", store=True)
    billed_total = fields.Monetary(compute="_compute_paid_total", store=True)
    paid_total = fields.Monetary(compute="_compute_paid_total", store=True)
    unpaid_total = fields.Monetary(compute="_compute_paid_total", store=True)
    request_count = fields.Integer(compute="_compute_request_count")
    bill_count = fields.Integer(compute="_compute_request_count")

    _contract_number_unique = models.UniqueIndex(
        "(contract_number) WHERE is_contract AND contract_number IS NOT NULL",
        "This contract number is already used.",
    )
    _contract_has_purchaser = models.Constraint(
        "CHECK (is_contract IS NOT TRUE OR org_unit_id IS NOT NULL)",
        "A contract needs a purchaser.",
    )
    _contract_dates = models.Constraint(
        "CHECK (contract_end_date IS NULL OR effective_date IS NULL OR contract_end_date >= effective_date)",
        "A contract cannot end before it takes effect.",
    )
    _not_overpaid = models.Constraint(
        "CHECK (paid_total <= contract_amount)",
        "More would be paid than the contract amounts to.",
    )

    @api.depends("owner_ids")
    def _compute_owner_count(self):
        for project in self:
            project.owner_count = len(project.owner_ids)

    @api.depends("org_unit_id", "owner_ids.org_unit_id")
    def _compute_scope_unit_ids(self):
        for project in self:
            project.scope_unit_ids = project.org_unit_id | project.owner_ids.org_unit_id

    @api.depends("line_ids.amount")
    def _compute_contract_amount(self):
        for project in self:
            project.contract_amount = sum(project.line_ids.mapped("amount"))

    @api.depends(
        "contract_amount",
        "share_ids.requested_total",
        "share_ids.billed_total",
        "share_ids.paid_total",
        "share_ids.deduction_total",
    )
    def _compute_paid_total(self):
        for project in self:
            shares = project.share_ids
            project.requested_total = sum(shares.mapped("requested_total"))
            project.billed_total = sum(shares.mapped("billed_total"))
            project.paid_total = sum(shares.mapped("paid_total"))
            project.unpaid_total = (
                project.contract_amount - project.paid_total - sum(shares.mapped("deduction_total"))
            )

    def _compute_request_count(self):
        counts = {
            project.id: (requests, bills)
            for project, requests, bills in self.env["billing.request"]._read_group(
                [("project_id", "in", self.ids)], ["project_id"], ["__count", "bill_count:sum"]
            )
        }
        for project in self:
            project.request_count, project.bill_count = counts.get(project.id, (0, 0))

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            if vals.get("is_contract"):
                vals["allow_milestones"] = True
                vals["contract_stage"] = "draft"
        deferred = self.with_context(allocation=ALLOCATION_DEFERRED)
        projects = super(ProjectProject, deferred).create(vals_list).with_env(self.env)
        projects._allocate()
        return projects

    def write(self, vals):
        if not LOCKED_FIELDS.isdisjoint(vals):
            self._check_contract_lock()
        if "contract_stage" in vals and not is_unlocked(self.env):
            raise UserError(
                self.env._(
                    "The stage of a contract moves by its buttons only (review, sign, close …)."
                )
            )
        if ALLOCATED.isdisjoint(vals):
            return super().write(vals)
        deferred = self.with_context(allocation=ALLOCATION_DEFERRED)
        result = super(ProjectProject, deferred).write(vals)
        self._allocate()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self._check_contract_lock()

    def _check_contract_lock(self):
        """Refuse to touch what a signed contract fixed.

        :raise UserError: a contract is signed and the caller holds no amendment key
        """
        locked = self.filtered(lambda project: project.contract_stage in LOCKED_STAGES)
        if not locked or is_unlocked(self.env):
            return
        if locked[0].contract_stage == "review":
            raise UserError(
                self.env._(
                    "Contract “%(contract)s” is being reviewed. Take it back to draft to change it.",
                    contract=locked[0].display_name,
                )
            )
        raise UserError(
            self.env._(
                "Contract “%(contract)s” is signed: lines, owners, plan and dates change by an "
                "amendment only. Open the contract and press “Amend”.",
                contract=locked[0].display_name,
            )
        )

    def action_view_requests(self):
        """Open the payment requests of this contract."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Payment Requests"),
            "res_model": "billing.request",
            "view_mode": "list,form",
            "domain": [("project_id", "=", self.id)],
            "context": {"default_project_id": self.id},
        }

    def action_view_shares(self):
        """Open the payable matrix: owner × fund × instalment."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "contract_billing.billing_share_action"
        )
        return action | {"domain": [("project_id", "in", self.ids)]}

    def action_view_bills(self):
        """Open the vendor bills and credit notes of this contract."""
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "contract_billing.account_move_action_contract"
        )
        return action | {"domain": [("billing_project_id", "in", self.ids)]}
