from contextlib import suppress

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .lock import ALLOCATION_DEFERRED, CONTRACT_SENTINEL

AMENDABLE_STAGES = ("signed", "active")
STATE_BY_APPROVAL = {
    "none": "draft",
    "requested": "submitted",
    "returned": "returned",
    "approved": "applied",
}


class _Rehearsed(Exception):
    """Ends a rehearsal, so that its savepoint is rolled back."""


class BillingAmendment(models.Model):
    """A change of a signed contract (合同变更): why, what was before, what is after.

    Approved by somebody else it applies all its changes at once or none, and seals itself.
    """

    _name = "billing.amendment"
    _description = "Contract Amendment"
    _inherit = [
        "server.guard.mixin",
        "whole.fen.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "evidence.mixin",
        "evidence.seal.mixin",
    ]
    _order = "date desc, id desc"
    _approval_group = "contract_billing.group_contract_approver"
    _approval_locked_fields = frozenset(
        ("name", "project_id", "date", "kind", "reason", "line_ids")
    )
    _seal_exempt_fields = ("evidence_ids",)
    _seal_line_fields = ("line_ids",)

    name = fields.Char(
        string="Number", readonly=True, copy=False, default=lambda self: self.env._("New")
    )
    project_id = fields.Many2one(
        "project.project",
        string="Contract",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_contract", "=", True), ("contract_stage", "in", AMENDABLE_STAGES)],
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    kind = fields.Selection(
        [
            ("addition", "Additional purchase"),
            ("reduction", "Reduction"),
            ("plan", "Payment plan"),
            ("date", "Dates"),
            ("other", "Other change"),
        ],
        required=True,
        default="addition",
    )
    reason = fields.Text(help="Why the contract is changed, and who agreed to it.")
    line_ids = fields.One2many("billing.amendment.line", "amendment_id", string="Changes")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Submitted"),
            ("returned", "Returned"),
            ("applied", "Applied"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
    )
    amount_change = fields.Monetary(
        compute="_compute_amount_change",
        store=True,
        help="By how much the contract amount changes.",
    )
    addition_amount = fields.Monetary(
        string="Additional purchases",
        compute="_compute_amount_change",
        store=True,
        help="What is bought in addition; what is dropped elsewhere makes no room for it.",
    )
    addition_percentage = fields.Float(
        compute="_compute_addition_percentage",
        digits=(9, 2),
        help="Additional purchases of all amendments up to this one, in percent of the amount "
        "at signing.",
    )
    addition_warning = fields.Char(compute="_compute_addition_percentage")
    currency_id = fields.Many2one(related="project_id.currency_id")

    _reason_given = models.Constraint(
        "CHECK (reason IS NOT NULL AND btrim(reason) <> '')",
        "Say why the contract is changed: an amendment needs a reason.",
    )

    @api.depends("approval_state")
    def _compute_state(self):
        for amendment in self:
            amendment.state = STATE_BY_APPROVAL[amendment.approval_state]

    @api.depends("line_ids.amount_change")
    def _compute_amount_change(self):
        for amendment in self:
            changes = amendment.line_ids.mapped("amount_change")
            amendment.amount_change = sum(changes)
            amendment.addition_amount = sum(change for change in changes if change > 0)

    @api.depends(
        "addition_amount", "date", "project_id.original_amount", "project_id.amendment_ids.state"
    )
    def _compute_addition_percentage(self):
        for amendment in self:
            contract = amendment.project_id
            applied = contract.amendment_ids.filtered(lambda other: other.state == "applied")
            others = applied.filtered(lambda other, own=amendment._origin: other._origin != own)
            added = amendment.addition_amount + sum(others.mapped("addition_amount"))
            original = contract.original_amount
            amendment.addition_percentage = original and added / original * 100
            amendment.addition_warning = amendment._get_addition_warning()

    def _get_addition_warning(self):
        """Return the sentence that names the exceeded limit with its source, or ``False``."""
        date = self.date or fields.Date.context_today(self)
        rule = self.env["billing.rule"]._find("addition_ceiling", date)
        if not rule or not self.addition_amount or self.addition_percentage <= rule.value:
            return False
        return self.env._(
            "Additional purchases reach %(reached)s %% of the amount at signing; the limit is "
            "%(limit)g %% (%(basis)s). A new procurement may be needed.",
            reached=f"{self.addition_percentage:.2f}",
            limit=rule.value,
            basis=rule.source,
        )

    @api.constrains("project_id")
    def _check_amendable(self):
        """:raise ValidationError: the contract is not signed, or no longer in force"""
        for amendment in self:
            if amendment.project_id.contract_stage not in AMENDABLE_STAGES:
                raise ValidationError(
                    self.env._(
                        "Only a signed contract in force is amended. Correct the draft of "
                        "“%(contract)s” itself, or take another contract.",
                        contract=amendment.project_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals["name"] = self.env["ir.sequence"].next_by_code("billing.amendment")
        return super().create(vals_list)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self._check_approval_unlocked()

    def action_withdraw(self):
        """Take a submitted amendment back to draft.

        :raise UserError: it was decided already
        """
        self.check_access("write")
        if any(amendment.state == "applied" for amendment in self):
            raise UserError(
                self.env._("An applied amendment stands. Draw up another one to correct it.")
            )
        self._reset_approval()

    def _check_before_request(self):
        super()._check_before_request()
        if not self.line_ids:
            raise UserError(self.env._("The amendment changes nothing yet. Add its changes first."))
        self.line_ids._capture_old_values()
        self._rehearse()

    def _on_approved(self):
        super()._on_approved()
        for amendment in self:
            amendment._apply()
            amendment._seal()
            amendment.project_id.message_post(
                body=amendment._get_history(), subtype_xmlid="mail.mt_note"
            )

    def _rehearse(self):
        """Apply and roll back, so that the author reads what the approver would be refused.

        :raise ValidationError: see :meth:`_apply`
        """
        with suppress(_Rehearsed), self.env.cr.savepoint():
            self._apply()
            raise _Rehearsed

    def _apply(self):
        """Change the contract as the lines say, all of it or nothing.

        :raise ValidationError: the contract is not in force, changed since the amendment was drawn
            up, or lines, plan and funds would no longer close
        """
        self._check_amendable()
        self.line_ids._check_applicable()
        key = {"contract_unlock": CONTRACT_SENTINEL, "allocation": ALLOCATION_DEFERRED}
        for line in self.line_ids.with_context(**key):
            line._apply()
        self._check_closes()

    def _check_closes(self):
        contract = self.project_id.with_context(contract_unlock=CONTRACT_SENTINEL)
        contract._allocate()
        self.env.flush_all()
        problems = contract._get_plan_problems()
        if problems:
            raise ValidationError(
                self.env._(
                    "With amendment %(number)s the contract would no longer close; nothing was "
                    "changed:\n%(problems)s",
                    number=self.name,
                    problems="\n".join(f"• {problem}" for problem in problems),
                )
            )

    def _get_history(self):
        """Return the before/after list for the contract's chatter."""
        items = Markup().join(
            Markup("<li>%s: %s → <b>%s</b></li>") % (line.target, line.before, line.after)
            for line in self.line_ids
        )
        title = self.env._("Amendment %(number)s: %(reason)s", number=self.name, reason=self.reason)
        return Markup("<p>%s</p><ul>%s</ul>") % (title, items)

    def _seal_payload(self):
        """Also sign what was before, which no clerk enters."""
        return super()._seal_payload() | {
            "changes": [
                [line.target, line.before, line.after] for line in self.line_ids.sorted("id")
            ]
        }
