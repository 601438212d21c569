from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

PLANNED = {"maintenance_id", "date_from", "date_to", "days", "amount"}
"""What the agreement computes and nobody types."""
CLAIMING = ("requested", "approved", "billed", "paid")
STATE_BY_APPROVAL = {
    "none": "planned",
    "returned": "planned",
    "requested": "requested",
    "approved": "approved",
}


class BillingMaintenancePeriod(models.Model):
    """One fee year: approved by somebody else, then billed once."""

    _name = "billing.maintenance.period"
    _description = "Maintenance Fee Year"
    _inherit = [
        "server.guard.mixin",
        "whole.fen.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "dual.control.mixin",
        "evidence.mixin",
    ]
    _order = "maintenance_id, date_from"
    _approval_group = "contract_billing.group_contract_approver"

    maintenance_id = fields.Many2one(
        "billing.maintenance",
        string="Agreement",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    project_id = fields.Many2one(
        related="maintenance_id.project_id", store=True, index=True, string="Contract"
    )
    supplier_id = fields.Many2one(related="project_id.supplier_id")
    fund_id = fields.Many2one(
        "billing.fund", compute="_compute_fund_id", store=True, index="btree_not_null"
    )
    date_from = fields.Date(string="From", required=True, readonly=True)
    date_to = fields.Date(string="To", required=True, readonly=True)
    days = fields.Integer(required=True, readonly=True)
    amount = fields.Monetary(string="Fee", required=True, readonly=True)
    service_note = fields.Text(
        string="Service rendered", help="Visits, downtime, level of service reached."
    )
    bill_ids = fields.One2many("account.move", "maintenance_period_id", string="Bills")
    bill_id = fields.Many2one("account.move", compute="_compute_bill_id")
    state = fields.Selection(
        [
            ("planned", "Planned"),
            ("requested", "Submitted"),
            ("approved", "Approved"),
            ("billed", "Billed"),
            ("paid", "Paid"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
        tracking=True,
    )
    currency_id = fields.Many2one(related="project_id.currency_id", store=True)

    _start_unique = models.UniqueIndex(
        "(maintenance_id, date_from)", "This fee year was already planned."
    )
    _dates_in_order = models.Constraint(
        "CHECK (date_to >= date_from)", "A fee year cannot end before it begins."
    )

    @api.depends("date_from", "date_to")
    def _compute_display_name(self):
        for period in self:
            period.display_name = f"{period.date_from} – {period.date_to}"

    @api.depends("maintenance_id.fund_id")
    def _compute_fund_id(self):
        """Follow the agreement until the year is put up for approval."""
        for period in self:
            planned = period.approval_state in ("none", "returned")
            period.fund_id = period.maintenance_id.fund_id if planned else period.fund_id

    @api.depends("bill_ids.state", "bill_ids.payment_state")
    def _compute_bill_id(self):
        for period in self:
            period.bill_id = period._get_bill()

    @api.depends("approval_state", "bill_ids.state", "bill_ids.payment_state")
    def _compute_state(self):
        for period in self:
            bill = period._get_bill()
            paid = bill.payment_state in ("in_payment", "paid")
            billed = "paid" if paid else "billed"
            period.state = billed if bill else STATE_BY_APPROVAL[period.approval_state]

    @api.model_create_multi
    def create(self, vals_list):
        self._check_not_typed()
        return super().create(vals_list)

    def write(self, vals):
        if not PLANNED.isdisjoint(vals):
            self._check_not_typed()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if any(period.state != "planned" for period in self):
            raise UserError(self.env._("A fee year that was put up for approval stays on record."))

    def action_withdraw(self):
        """Take a fee year back that is not billed yet; its money is free again."""
        self.check_access("write")
        if any(period.state not in ("requested", "approved") for period in self):
            raise UserError(
                self.env._("Only a fee year that waits for approval or its bill is taken back.")
            )
        self._reset_approval()

    def action_create_bill(self):
        """Create and post the vendor bill of an approved fee year, once.

        :raise UserError: not approved, or already billed
        """
        self.lock_for_update()
        for period in self:
            if period.state != "approved":
                raise UserError(
                    self.env._(
                        "Fee year %(period)s is not waiting for its bill: it must be approved "
                        "first and can be billed only once.",
                        period=period.display_name,
                    )
                )
        bills = self.env["account.move"].create([period._prepare_bill_vals() for period in self])
        bills.action_post()
        self.env.flush_all()
        return self.action_view_bill()

    def action_view_bill(self):
        """Open the bills of these fee years."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Vendor Bills"),
            "res_model": "account.move",
            "view_mode": "list,form",
            "domain": [("maintenance_period_id", "in", self.ids)],
            "context": {"create": False},
        }

    def _check_before_request(self):
        super()._check_before_request()
        if not self.fund_id:
            raise ValidationError(
                self.env._("Name the fund that pays the maintenance fee in the agreement first.")
            )
        if self.project_id.contract_stage not in ("signed", "active", "closed"):
            raise ValidationError(self.env._("The contract is not signed."))
        # sudo: what is left of a fund is public to whoever may draw on it
        free = self.fund_id.sudo().free_total
        if self.currency_id.compare_amounts(self.amount, free) > 0:
            raise ValidationError(
                self.env._(
                    "Fund “%(fund)s” has %(free)s yuan left, the fee year costs %(wanted)s yuan. "
                    "Record the arrival first or name another fund.",
                    fund=self.fund_id.name,
                    free=f"{free:,.2f}",
                    wanted=f"{self.amount:,.2f}",
                )
            )

    def _check_not_typed(self):
        if not self.env.su:
            raise AccessError(self.env._("Fee years are made by the agreement, not typed."))

    def _get_bill(self):
        return self.bill_ids.filtered(
            lambda bill: (
                bill.move_type == "in_invoice"
                and bill.state != "cancel"
                and bill.payment_state != "reversed"
            )
        )[:1]

    def _prepare_bill_vals(self):
        agreement = self.maintenance_id
        account = self.env.ref("contract_billing.category_maintenance").expense_account_id
        title = f"{agreement.name} {self.display_name}"
        line = {
            "name": f"{self.project_id.name} {title} [{self.fund_id.name}]",
            "quantity": 1,
            "price_unit": self.amount,
            "tax_ids": [],
        }
        return {
            "move_type": "in_invoice",
            "partner_id": self.project_id.supplier_id.id,
            "invoice_date": fields.Date.context_today(self),
            "ref": f"{self.project_id.contract_number or self.project_id.id}/{self.date_from}",
            "invoice_origin": title,
            "currency_id": self.currency_id.id,
            "maintenance_period_id": self.id,
            "invoice_line_ids": [
                fields.Command.create(line | ({"account_id": account.id} if account else {}))
            ],
        }
