import re

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .lock import CONTRACT_SENTINEL

UNCHECKED = {
    "check_state": "received",
    "checked_by_id": False,
    "checked_at": False,
    "bill_id": False,
}


class BillingInvoice(models.Model):
    """A VAT invoice (发票) the supplier handed in, with the result of its check."""

    _name = "billing.invoice"
    _description = "VAT Invoice"
    _inherit = ["server.guard.mixin", "whole.fen.mixin", "mail.thread", "evidence.mixin"]
    _order = "invoice_date desc, number"
    _rec_name = "number"

    milestone_id = fields.Many2one(
        "project.milestone", string="Instalment", required=True, index=True, ondelete="restrict"
    )
    project_id = fields.Many2one(
        related="milestone_id.project_id", store=True, index=True, string="Contract"
    )
    org_unit_id = fields.Many2one("org.unit", string="Owner", required=True, index=True)
    kind = fields.Selection(
        [
            ("digital_special", "Digital special VAT invoice"),
            ("digital_ordinary", "Digital ordinary VAT invoice"),
            ("special", "Special VAT invoice"),
            ("ordinary", "Ordinary VAT invoice"),
        ],
        required=True,
        default="digital_ordinary",
    )
    code = fields.Char(help="10 or 12 digits; digital invoices have none.")
    number = fields.Char(required=True, help="20 digits on a digital invoice, 8 on a paper one.")
    check_code = fields.Char(help="Last six digits of the check code of a paper invoice.")
    invoice_date = fields.Date(required=True)
    amount = fields.Monetary(string="Amount incl. tax", required=True)
    tax_amount = fields.Monetary()
    check_state = fields.Selection(
        [("received", "Received"), ("valid", "Checked: valid"), ("invalid", "Checked: not valid")],
        default="received",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        index=True,
    )
    checked_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    checked_at = fields.Datetime(readonly=True, copy=False)
    bill_id = fields.Many2one("account.move", readonly=True, copy=False, index="btree_not_null")
    currency_id = fields.Many2one(related="project_id.currency_id")

    _number_unique = models.UniqueIndex(
        "(COALESCE(code, ''), number)",
        "An invoice with this code and number was already handed in.",
    )
    _amount_positive = models.Constraint(
        "CHECK (amount > 0)", "The amount of an invoice must be greater than zero."
    )

    @api.constrains("kind", "code", "number")
    def _check_number(self):
        for invoice in self:
            digital = invoice.kind.startswith("digital")
            if not re.fullmatch(r"\d{20}" if digital else r"\d{8}", invoice.number):
                raise ValidationError(
                    self.env._(
                        "Invoice number “%(number)s” does not have %(digits)s digits. "
                        "Copy it from the invoice.",
                        number=invoice.number,
                        digits=20 if digital else 8,
                    )
                )
            if digital and invoice.code:
                raise ValidationError(
                    self.env._(
                        "A digital invoice has no code. Leave it empty, enter the number only."
                    )
                )
            if not digital and not re.fullmatch(r"\d{10}|\d{12}", invoice.code or ""):
                raise ValidationError(
                    self.env._(
                        "The code of a paper invoice has 10 or 12 digits. Copy it from the invoice."
                    )
                )

    @api.constrains("org_unit_id", "milestone_id")
    def _check_owner(self):
        for invoice in self:
            if invoice.org_unit_id not in invoice.project_id.owner_ids.org_unit_id:
                raise ValidationError(
                    self.env._(
                        "%(unit)s is not an owner of this contract. Choose one of its owners.",
                        unit=invoice.org_unit_id.display_name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([vals | UNCHECKED for vals in vals_list])

    def write(self, vals):
        if UNCHECKED.keys() & vals.keys() and not self._is_checking():
            raise UserError(self.env._("The result of a check is recorded by its buttons only."))
        if {
            "code",
            "number",
            "amount",
            "org_unit_id",
            "milestone_id",
            "invoice_date",
        } & vals.keys() and any(invoice.check_state == "valid" for invoice in self):
            raise UserError(
                self.env._(
                    "A checked invoice cannot be changed. Mark it as not valid and enter it again."
                )
            )
        return super().write(vals)

    def action_mark_valid(self):
        """Record that the invoice was checked with the tax platform and found valid."""
        self._record_check("valid")

    def action_mark_invalid(self):
        """Record that the check failed; the invoice no longer counts."""
        if any(invoice.bill_id.state == "posted" for invoice in self):
            raise UserError(
                self.env._("The invoice already stands on a posted bill. Reverse the bill first.")
            )
        self._record_check("invalid")

    def _is_checking(self):
        return self.env.context.get("invoice_check") is CONTRACT_SENTINEL

    def _record_check(self, result):
        self.with_context(invoice_check=CONTRACT_SENTINEL).write(
            {
                "check_state": result,
                "checked_by_id": self.env.uid,
                "checked_at": fields.Datetime.now(),
            }
        )
