from odoo import api, fields, models

from .billing_maintenance_period import CLAIMING


class AccountMove(models.Model):
    """A vendor bill may be that of a maintenance fee year."""

    _inherit = "account.move"

    maintenance_period_id = fields.Many2one(
        "billing.maintenance.period",
        string="Maintenance fee year",
        copy=False,
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    _one_bill_per_fee_year = models.UniqueIndex(
        "(maintenance_period_id) WHERE maintenance_period_id IS NOT NULL"
        " AND move_type = 'in_invoice' AND state != 'cancel'"
        " AND COALESCE(payment_state, '') != 'reversed'",
        "This fee year has already been billed.",
    )

    def _reverse_move_vals(self, default_values, cancel=True):
        values = super()._reverse_move_vals(default_values, cancel=cancel)
        values["maintenance_period_id"] = self.maintenance_period_id.id
        return values


class BillingFund(models.Model):
    """Maintenance fees claim money of a fund as instalments do."""

    _inherit = "billing.fund"

    maintenance_period_ids = fields.One2many("billing.maintenance.period", "fund_id")

    @api.depends("maintenance_period_ids.state", "maintenance_period_ids.amount")
    def _compute_use(self):
        super()._compute_use()
        # sudo: as for instalments, the sum holds whoever looks
        totals = (
            self.env["billing.maintenance.period"]
            .sudo()
            ._read_group([("fund_id", "in", self.ids)], ["fund_id", "state"], ["amount:sum"])
        )
        for fund, state, amount in totals:
            fund.planned_total += amount
            fund.committed_total += amount if state in CLAIMING else 0.0
            fund.reserved_total += amount if state == "planned" else 0.0
            fund.paid_total += amount if state == "paid" else 0.0
