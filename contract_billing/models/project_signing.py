from odoo import fields, models
from odoo.exceptions import UserError, ValidationError

from .lock import CONTRACT_SENTINEL

MOVES = {
    "review": ("draft",),
    "draft": ("review",),
    "signed": ("review",),
    "active": ("signed",),
    "closed": ("active",),
    "terminated": ("signed", "active"),
}
"""Lawful moves: ``{stage: stages it may be reached from}``."""


class ProjectProject(models.Model):
    """From the draft to the signed contract, by buttons and with two pairs of eyes."""

    _inherit = "project.project"

    termination_reason = fields.Text(copy=False)

    def _move_contract(self, stage, **vals):
        """Move to ``stage``; the only way a stage changes.

        :raise UserError: the stage cannot be reached from the present one
        """
        labels = dict(self._fields["contract_stage"]._description_selection(self.env))
        for contract in self:
            if contract.contract_stage not in MOVES[stage]:
                raise UserError(
                    self.env._(
                        "“%(contract)s” is %(now)s and cannot become %(then)s from there.",
                        contract=contract.display_name,
                        now=labels[contract.contract_stage],
                        then=labels[stage],
                    )
                )
        self.with_context(contract_unlock=CONTRACT_SENTINEL).write(
            {"contract_stage": stage, **vals}
        )

    def action_submit_review(self):
        """Check that the contract closes and ask somebody else to approve it."""
        for contract in self:
            contract._check_signable()
        self._move_contract("review")
        self.action_request_approval()

    def action_back_to_draft(self):
        """Take a contract back from review to correct it; a given approval lapses."""
        self._move_contract("draft")
        self._reset_approval()

    def action_sign(self):
        """Sign: everything closes, somebody else approved, the signed copy is attached."""
        today = fields.Date.context_today(self)
        for contract in self:
            if contract.approval_state != "approved":
                raise UserError(
                    self.env._(
                        "“%(contract)s” has not been approved by a second person yet.",
                        contract=contract.display_name,
                    )
                )
            contract._check_signable()
            contract._check_required_evidence()
            sign_date = contract.sign_date or today
            contract._move_contract(
                "signed", sign_date=sign_date, effective_date=contract.effective_date or sign_date
            )

    def action_activate(self):
        """Put a signed contract in force."""
        self._move_contract("active")

    def action_close(self):
        """Close a contract of which everything is paid."""
        for contract in self:
            if contract.unpaid_total:
                raise UserError(
                    self.env._(
                        "%(amount)s yuan of “%(contract)s” are not paid yet. Pay or terminate it.",
                        amount=f"{contract.unpaid_total:,.2f}",
                        contract=contract.display_name,
                    )
                )
        self._move_contract("closed")

    def action_terminate(self):
        """End a contract early; what is paid stays, nothing more may be requested."""
        if not all(self.mapped("termination_reason")):
            raise UserError(self.env._("Enter the reason for the termination first."))
        self._move_contract("terminated")

    def _check_signable(self):
        """Check all that must hold before a contract is signed.

        :raise ValidationError: one message that lists everything that is missing
        """
        problems = self._get_signing_problems()
        if problems:
            raise ValidationError(
                self.env._(
                    "“%(contract)s” cannot be signed yet:\n%(problems)s",
                    contract=self.display_name,
                    problems="\n".join(f"• {problem}" for problem in problems),
                )
            )

    def _get_signing_problems(self):
        """Return what is missing, in the user's words; extended by qualification and findings."""
        _ = self.env._
        problems = []
        if not self.supplier_id:
            problems.append(_("The supplier is missing."))
        if not self.contract_number:
            problems.append(_("The contract number is missing."))
        return problems + self._get_plan_problems()

    def _evidence_required_kinds(self):
        kinds = super()._evidence_required_kinds()
        if self.is_contract:
            kinds = [*kinds, ("signed_copy", self.env._("Signed copy of the contract"))]
        return kinds
