from odoo import fields, models
from odoo.exceptions import ValidationError

from .billing_amendment_line import CHANGED


class BillingAmendmentLine(models.Model):
    """From the approved change to the changed contract."""

    _inherit = "billing.amendment.line"

    def _check_applicable(self):
        """Check that every change still meets the contract it was drawn up for.

        :raise ValidationError: two changes of one thing, a value that moved since, or an
            instalment of which money was requested
        """
        seen = set()
        for change in self:
            kind = "line" if change.line_id else change.kind
            key = (kind, change.line_id, change.milestone_id, change.fund_id)
            if key in seen and change.kind != "line_new":
                raise ValidationError(
                    self.env._(
                        "“%(target)s” is changed twice. Keep one of them.", target=change.target
                    )
                )
            seen.add(key)
            change._check_still_true()
            change._check_not_requested()

    def _check_still_true(self):
        present = self._get_present_values()
        if any(self[f"old_{name}"] != present[name] for name in CHANGED[self.kind]):
            raise ValidationError(
                self.env._(
                    "“%(target)s” is no longer %(before)s: the contract changed since amendment "
                    "%(number)s was drawn up. Have it returned and submitted again.",
                    target=self.target,
                    before=self.before,
                    number=self.amendment_id.name,
                )
            )

    def _check_not_requested(self):
        requested = self.milestone_id.requested_total
        if requested and self.kind in ("instalment_percentage", "instalment_fund"):
            raise ValidationError(
                self.env._(
                    "%(amount)s yuan of instalment “%(name)s” have been requested already: its "
                    "percentage and funds stand. Change a later instalment or cancel the request.",
                    amount=f"{requested:,.2f}",
                    name=self.milestone_id.name,
                )
            )

    def _apply(self):
        """Make this change; the caller holds the key and allocates afterwards."""
        getattr(self, f"_apply_{self.kind}")()

    def _apply_line_changed(self):
        self.line_id.write({"quantity": self.quantity, "unit_price": self.unit_price})

    def _apply_line_new(self):
        vals = {
            "project_id": self.project_id.id,
            "name": self.name,
            "category_id": self.category_id.id,
            "quantity": self.quantity,
            "unit_price": self.unit_price,
            "sequence": max(self.project_id.line_ids.mapped("sequence"), default=0) + 1,
            "clause": self.amendment_id.name,
        }
        self.env["billing.line"].create(vals | ({"uom": self.uom} if self.uom else {}))

    def _apply_line_removed(self):
        if self.line_id.delivered_quantity:
            raise ValidationError(
                self.env._(
                    "“%(line)s” has been delivered in part and cannot be dropped. "
                    "Lower its quantity to what was delivered.",
                    line=self.line_id.name,
                )
            )
        self.line_id.unlink()

    def _apply_instalment_percentage(self):
        self.milestone_id.percentage = self.percentage

    def _apply_instalment_date(self):
        self.milestone_id.deadline = self.due_date

    def _apply_instalment_fund(self):
        draw = self.milestone_id.fund_line_ids.filtered(lambda draw: draw.fund_id == self.fund_id)
        if not self.fund_amount:
            draw.unlink()
        elif draw:
            draw.amount = self.fund_amount
        else:
            self.milestone_id.fund_line_ids = [
                fields.Command.create({"fund_id": self.fund_id.id, "amount": self.fund_amount})
            ]

    def _apply_end_date(self):
        self.project_id.contract_end_date = self.due_date
