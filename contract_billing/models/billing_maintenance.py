from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..tools import fee_periods, to_fen, to_yuan, warranty_end

BASIS = {"project_id", "start_date", "free_months"}
"""What moves the fee years; stands still once one of them was put up for approval."""


class BillingMaintenance(models.Model):
    """The maintenance fee (维保) agreed in a contract: a rate of what, from when, for how long.

    Fee years are planned by a button and approved one by one; nothing renews by itself.
    """

    _name = "billing.maintenance"
    _description = "Maintenance Agreement"
    _inherit = ["server.guard.mixin", "whole.fen.mixin", "mail.thread", "evidence.mixin"]
    _order = "project_id, id"

    name = fields.Char(required=True, default=lambda self: self.env._("Maintenance"))
    project_id = fields.Many2one(
        "project.project",
        string="Contract",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_contract", "=", True)],
    )
    supplier_id = fields.Many2one(related="project_id.supplier_id")
    rate = fields.Float(
        string="Fee per year (%)",
        required=True,
        digits=(9, 4),
        tracking=True,
        default=lambda self: self.env["billing.rule"]._get("maintenance_rate"),
    )
    base_kind = fields.Selection(
        [("total", "Contract amount"), ("lines", "Chosen lines")],
        string="Fee is taken of",
        tracking=True,
        help="The document must say so; choose before the fee years are made.",
    )
    line_ids = fields.Many2many(
        "billing.line", string="Lines", domain="[('project_id', '=', project_id)]"
    )
    base_amount = fields.Monetary(compute="_compute_base_amount", store=True)
    yearly_fee = fields.Monetary(compute="_compute_base_amount", store=True)
    free_months = fields.Integer(required=True, default=12, tracking=True)
    start_date = fields.Date(
        string="Accepted on",
        compute="_compute_start_date",
        store=True,
        readonly=False,
        tracking=True,
        help="The free time starts here; by default the latest acceptance of the lines.",
    )
    warranty_end = fields.Date(
        string="Free until", compute="_compute_warranty_end", store=True, help="Last free day."
    )
    first_fee_date = fields.Date(compute="_compute_warranty_end", store=True)
    years = fields.Integer(
        string="Number of fee years",
        default=3,
        help="Number of fee years; or enter the last day instead.",
    )
    end_date = fields.Date(
        string="Last day", compute="_compute_end_date", store=True, readonly=False, tracking=True
    )
    fund_id = fields.Many2one(
        "billing.fund", index="btree_not_null", ondelete="restrict", tracking=True
    )
    period_ids = fields.One2many("billing.maintenance.period", "maintenance_id", string="Fee years")
    currency_id = fields.Many2one(related="project_id.currency_id")

    _rate_range = models.Constraint(
        "CHECK (rate > 0 AND rate <= 100)",
        "The fee per year must be greater than 0 % and at most 100 %.",
    )
    _free_months_positive = models.Constraint(
        "CHECK (free_months >= 0)", "The free months cannot be negative."
    )
    _years_positive = models.Constraint(
        "CHECK (COALESCE(years, 0) >= 0)", "The number of fee years cannot be negative."
    )

    @api.depends("base_kind", "rate", "line_ids.amount", "project_id.contract_amount")
    def _compute_base_amount(self):
        for agreement in self:
            chosen = agreement.base_kind == "lines"
            lines = agreement.line_ids if chosen else agreement.project_id.line_ids
            agreement.base_amount = agreement.base_kind and sum(lines.mapped("amount"))
            yearly = to_fen(agreement.base_amount * agreement.rate / 100)
            agreement.yearly_fee = to_yuan(yearly)

    @api.depends("base_kind", "line_ids.accepted_date", "project_id.line_ids.accepted_date")
    def _compute_start_date(self):
        """Take the latest acceptance, as long as no fee year was made from another one."""
        for agreement in self:
            lines = agreement.line_ids or agreement.project_id.line_ids
            dates = list(filter(None, lines.mapped("accepted_date")))
            follows = dates and not agreement.period_ids
            agreement.start_date = max(dates) if follows else agreement.start_date

    @api.depends("start_date", "free_months")
    def _compute_warranty_end(self):
        for agreement in self:
            start = agreement.start_date
            agreement.warranty_end = start and warranty_end(start, agreement.free_months)
            agreement.first_fee_date = start and fields.Date.add(agreement.warranty_end, days=1)

    @api.depends("first_fee_date", "years")
    def _compute_end_date(self):
        for agreement in self:
            first, years = agreement.first_fee_date, agreement.years
            last = first and years and first + relativedelta(years=years, days=-1)
            agreement.end_date = last or agreement.end_date

    @api.constrains("line_ids", "project_id")
    def _check_lines(self):
        for agreement in self:
            if agreement.line_ids.project_id - agreement.project_id:
                raise ValidationError(
                    self.env._(
                        "Choose lines of “%(contract)s” only.", contract=agreement.project_id.name
                    )
                )

    def write(self, vals):
        if not BASIS.isdisjoint(vals) and self._get_decided_periods():
            raise UserError(
                self.env._(
                    "Contract, acceptance and free months stand: a fee year was already put up for "
                    "approval. Draw up another agreement instead."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        if self._get_decided_periods():
            raise UserError(
                self.env._("A fee year was already put up for approval: the agreement stays.")
            )

    def action_make_periods(self):
        """Plan the fee years anew; those put up for approval stay as they are.

        :raise UserError: the base was not chosen, or dates are missing
        :raise ValidationError: a decided year would no longer fit
        """
        self.check_access("write")
        for agreement in self:
            agreement._check_complete()
            decided = agreement._get_decided_periods()
            agreement._check_fits(decided)
            # sudo: nobody types fee years, not even who may edit the agreement they follow from
            periods = agreement.period_ids.sudo()
            (periods - decided).unlink()
            starts = decided.mapped("date_from")
            vals_list = agreement._prepare_periods()
            periods.create([vals for vals in vals_list if vals["date_from"] not in starts])

    def _check_complete(self):
        if not self.base_kind:
            raise UserError(
                self.env._("Choose what the fee is taken of: the contract amount or chosen lines.")
            )
        if not to_fen(self.base_amount):
            raise UserError(
                self.env._("The fee is taken of nothing. Choose the lines it is taken of.")
            )
        if not self.start_date:
            raise UserError(self.env._("Enter the day of acceptance: the free time starts there."))
        if not self.end_date or self.end_date < self.first_fee_date:
            raise UserError(
                self.env._(
                    "Enter the number of fee years, or a last day after the free time (%(date)s).",
                    date=fields.Date.to_string(self.warranty_end),
                )
            )

    def _check_fits(self, decided):
        planned = {(vals["date_from"], vals["date_to"]) for vals in self._prepare_periods()}
        for period in decided:
            if (period.date_from, period.date_to) not in planned:
                raise ValidationError(
                    self.env._(
                        "Fee year %(period)s was already put up for approval and must stay. "
                        "Choose a last day that keeps it whole.",
                        period=period.display_name,
                    )
                )

    def _get_decided_periods(self):
        return self.period_ids.filtered(lambda period: period.state != "planned")

    def _prepare_periods(self):
        base = to_fen(self.base_amount)
        rate = round(self.rate, 4)
        return [
            {
                "maintenance_id": self.id,
                "date_from": period.first,
                "date_to": period.last,
                "days": period.days,
                "amount": to_yuan(period.fen),
            }
            for period in fee_periods(self.first_fee_date, self.end_date, base, rate)
        ]
