from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import to_fen
from .lock import CONTRACT_SENTINEL

EDITABLE = ("draft", "returned")


class BillingRequest(models.Model):
    """A payment application (付款申请): what the owners ask to pay of one instalment.

    It claims the money when it is submitted, is approved by somebody else, and becomes one vendor
    bill per owner.
    """

    _name = "billing.request"
    _description = "Payment Request"
    _inherit = [
        "server.guard.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "evidence.mixin",
    ]
    _order = "date desc, id desc"
    _approval_group = "contract_billing.group_contract_approver"

    name = fields.Char(
        string="Number", readonly=True, copy=False, default=lambda self: self.env._("New")
    )
    milestone_id = fields.Many2one(
        "project.milestone",
        string="Instalment",
        required=True,
        index=True,
        ondelete="restrict",
        domain="[('is_contract', '=', True), "
        "('payment_state', 'not in', ('planned', 'blocked', 'paid'))]",
    )
    project_id = fields.Many2one(
        related="milestone_id.project_id", store=True, index=True, string="Contract"
    )
    supplier_id = fields.Many2one(related="project_id.supplier_id", store=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    purpose = fields.Char(help="What the payment is for, as it shall stand on the form.")
    line_ids = fields.One2many("billing.request.line", "request_id", copy=False)
    amount_total = fields.Monetary(compute="_compute_amount_total", store=True)
    deduction_total = fields.Monetary(compute="_compute_amount_total", store=True)
    payable_total = fields.Monetary(compute="_compute_amount_total", store=True)
    paid_total = fields.Monetary(compute="_compute_paid_total", store=True)
    payment_progress = fields.Selection(
        [("unpaid", "Unpaid"), ("partly", "Partly paid"), ("paid", "Paid")],
        compute="_compute_paid_total",
        store=True,
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("returned", "Returned"),
            ("approved", "Approved"),
            ("billed", "Billed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    bill_ids = fields.One2many("account.move", "billing_request_id", string="Bills", copy=False)
    bill_count = fields.Integer(compute="_compute_bill_count", store=True)
    currency_id = fields.Many2one(related="project_id.currency_id")

    @api.depends("line_ids.amount", "line_ids.deduction")
    def _compute_amount_total(self):
        for request in self:
            request.amount_total = sum(request.line_ids.mapped("amount"))
            request.deduction_total = sum(request.line_ids.mapped("deduction"))
            request.payable_total = request.amount_total - request.deduction_total

    @api.depends("line_ids.paid_amount", "line_ids.billed_amount")
    def _compute_paid_total(self):
        for request in self:
            billed = sum(request.line_ids.mapped("billed_amount"))
            request.paid_total = sum(request.line_ids.mapped("paid_amount"))
            settled = billed and to_fen(request.paid_total) >= to_fen(billed)
            progress = "partly" if request.paid_total else "unpaid"
            request.payment_progress = "paid" if settled else progress

    @api.depends("bill_ids")
    def _compute_bill_count(self):
        for request in self:
            request.bill_count = len(request.bill_ids)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["name"] = self.env["ir.sequence"].next_by_code("billing.request")
            vals["state"] = "draft"
        return super().create(vals_list)

    def write(self, vals):
        if "state" in vals and not self._is_moving():
            raise UserError(self.env._("A payment request moves by its buttons only."))
        if {"milestone_id", "date", "purpose"} & vals.keys():
            self._check_editable()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_claimed(self):
        self._check_editable()

    def _is_moving(self):
        return self.env.context.get("request_move") is CONTRACT_SENTINEL

    def _move_to(self, state):
        """Set the state; the only way to do so."""
        self.with_context(request_move=CONTRACT_SENTINEL).write({"state": state})

    def _check_editable(self):
        """Refuse to change a request that already claims money.

        :raise UserError: names the request and what to do
        """
        for request in self.filtered(lambda request: request.state not in EDITABLE):
            raise UserError(
                self.env._(
                    "Payment request %(name)s is %(state)s and can no longer be changed. "
                    "Have it returned or cancel it first.",
                    name=request.name,
                    state=dict(self._fields["state"]._description_selection(self.env))[
                        request.state
                    ],
                )
            )

    @api.model
    def _create_for(self, milestone):
        """Create a draft over all that may be requested of ``milestone`` today.

        :raise UserError: nothing may be requested; says why
        """
        payable = milestone.share_ids.filtered("payable_amount")
        if not payable:
            raise UserError(
                self.env._(
                    "Nothing of “%(name)s” may be paid now.\n%(reasons)s",
                    name=milestone.name,
                    reasons=milestone.block_reason or self.env._("Everything has been requested."),
                )
            )
        return self.create(
            {
                "milestone_id": milestone.id,
                "line_ids": [
                    fields.Command.create({"share_id": share.id, "amount": share.payable_amount})
                    for share in payable
                ],
            }
        )

    def action_submit(self):
        """Claim the money and ask somebody else to approve."""
        for request in self:
            request._check_editable()
            request._check_payable()
        self._move_to("submitted")
        self.action_request_approval()
        self.env.flush_all()

    def _check_payable(self):
        """Check that every line may be paid today.

        :raise ValidationError: the conditions are not met or the money has not arrived
        """
        if not self.line_ids:
            raise ValidationError(self.env._("The request has no lines. Add what shall be paid."))
        milestone = self.milestone_id
        if not milestone._may_request():
            raise ValidationError(
                self.env._(
                    "“%(name)s” may not be paid yet:\n%(reasons)s",
                    name=milestone.name,
                    reasons="\n".join(milestone._get_unmet_reasons()),
                )
            )
        self._check_within_shares()
        self._check_within_funds()

    def _check_within_shares(self):
        for line in self.line_ids:
            left = line.share_id.open_amount
            if line.currency_id.compare_amounts(line.amount, left) > 0:
                raise ValidationError(
                    self.env._(
                        "%(owner)s: %(amount)s yuan are requested, but only %(left)s yuan of its share "
                        "are left. Lower the amount.",
                        owner=line.owner_unit_id.display_name,
                        amount=f"{line.amount:,.2f}",
                        left=f"{left:,.2f}",
                    )
                )

    def _check_within_funds(self):
        for fund, lines in self.line_ids.grouped(lambda line: line.share_id.fund_id).items():
            # sudo: what is left of a fund is public to whoever may draw on it
            free = fund.sudo().free_total
            wanted = sum(lines.mapped("net_amount"))
            if fund.currency_id.compare_amounts(wanted, free) > 0:
                raise ValidationError(
                    self.env._(
                        "Fund “%(fund)s” has %(free)s yuan left, the request wants %(wanted)s yuan: "
                        "%(short)s yuan too much. Lower the request or record the arrival first.",
                        fund=fund.name,
                        free=f"{free:,.2f}",
                        wanted=f"{wanted:,.2f}",
                        short=f"{wanted - free:,.2f}",
                    )
                )

    def action_cancel(self):
        """Give the claimed money free again; impossible once a bill is posted."""
        for request in self:
            if any(bill.state == "posted" for bill in request.bill_ids):
                raise UserError(
                    self.env._(
                        "Request %(name)s has posted bills. Reverse them by a credit note first.",
                        name=request.name,
                    )
                )
        self._reset_approval()
        self._move_to("cancelled")

    def action_back_to_draft(self):
        """Reopen a returned or cancelled request for correction."""
        for request in self.filtered(lambda r: r.state not in ("returned", "cancelled")):
            request._check_editable()
        self._reset_approval()
        self._move_to("draft")

    def _on_approved(self):
        super()._on_approved()
        self._move_to("approved")

    def _on_returned(self, reason):
        super()._on_returned(reason)
        self._move_to("returned")

    def action_view_bills(self):
        """Open the bills of this request."""
        action = self.project_id.action_view_bills()
        return action | {"domain": [("billing_request_id", "in", self.ids)]}
