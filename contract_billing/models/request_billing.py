from odoo import fields, models
from odoo.exceptions import UserError

from .lock import CONTRACT_SENTINEL


class BillingRequest(models.Model):
    """From the approved request to the vendor bills, one per owner."""

    _inherit = "billing.request"

    def action_create_bills(self):
        """Create and post one vendor bill per owner; a second press finds nothing left to do.

        :raise UserError: not approved, or already billed
        """
        for request in self:
            if request.state not in ("approved", "billed") or not request._get_unbilled():
                raise UserError(
                    self.env._(
                        "Request %(name)s is not waiting for bills: it must be approved first and can "
                        "be billed only once. Reload the page to see its present state.",
                        name=request.name,
                    )
                )
        # the unique index must see which bills were cancelled before it judges the new ones
        self.bill_ids.flush_recordset(["state"])
        vals_list = [vals for request in self for vals in request._prepare_bills()]
        self._move_to("billed")
        bills = (
            self.env["account.move"].with_context(billing_link=CONTRACT_SENTINEL).create(vals_list)
        )
        bills = bills.with_env(self.env)
        bills.action_post()
        bills.billing_request_id._link_invoices()
        self.env.flush_all()
        return self.action_view_bills()

    def _get_unbilled(self):
        """Return the owners without a live bill: all at first, one whose bill was cancelled later."""
        bills = self.bill_ids.filtered(
            lambda b: b.move_type == "in_invoice" and b.state != "cancel"
        )
        return self.line_ids.owner_unit_id - bills.billing_owner_unit_id

    def _prepare_bills(self):
        unbilled = self._get_unbilled()
        return [
            self._prepare_bill_vals(unit, lines)
            for unit, lines in self.line_ids.grouped("owner_unit_id").items()
            if unit in unbilled
        ]

    def _prepare_bill_vals(self, unit, lines):
        invoice = self._get_invoices(unit)[:1]
        return {
            "move_type": "in_invoice",
            "partner_id": self.supplier_id.id,
            "invoice_date": invoice.invoice_date or fields.Date.context_today(self),
            "ref": invoice.number or f"{self.name}/{unit.code or unit.id}",
            "invoice_origin": self.name,
            "currency_id": self.currency_id.id,
            "billing_request_id": self.id,
            "billing_owner_unit_id": unit.id,
            "invoice_line_ids": [
                fields.Command.create(vals)
                for line in lines
                for vals in self._prepare_bill_lines(line)
            ],
        }

    def _prepare_bill_lines(self, line):
        common = {"billing_request_line_id": line.id, "quantity": 1, "tax_ids": []}
        account = self.project_id.line_ids.category_id.expense_account_id[:1]
        if account:
            common["account_id"] = account.id
        label = f"{self.project_id.name} {self.milestone_id.name} [{line.fund_id.name}]"
        yield common | {"name": label, "price_unit": line.amount}
        if line.deduction:
            yield common | {
                "name": self.env._("Deduction: %(reason)s", reason=line.deduction_reason),
                "price_unit": -line.deduction,
            }

    def _get_invoices(self, unit):
        return self.milestone_id.invoice_ids.filtered(
            lambda i: i.org_unit_id == unit and i.check_state == "valid" and not i.bill_id
        )

    def _link_invoices(self):
        for bill in self.bill_ids.filtered(lambda bill: bill.move_type == "in_invoice"):
            request = bill.billing_request_id
            invoice = request._get_invoices(bill.billing_owner_unit_id)[:1]
            invoice.with_context(invoice_check=CONTRACT_SENTINEL).bill_id = bill
