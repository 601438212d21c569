from odoo import api, fields, models


class BillingFund(models.Model):
    """A source of money: what was approved, what has arrived, what is promised and spent.

    ``free = arrived - committed``: money in hand that no request has claimed yet.
    """

    _name = "billing.fund"
    _description = "Fund"
    _inherit = ["server.guard.mixin", "whole.fen.mixin", "mail.thread", "org.scoped.mixin"]
    _order = "year_to desc, name"

    name = fields.Char(required=True)
    code = fields.Char(help="Number of the budget document or indicator.")
    source_level = fields.Selection(
        [
            ("central", "Central"),
            ("province", "Province"),
            ("city", "City"),
            ("county", "County"),
            ("mixed", "Several levels"),
        ],
        required=True,
        default="mixed",
    )
    purpose = fields.Char(required=True, help="What the money may be spent on.")
    purpose_locked = fields.Boolean(
        default=True, help="Only contracts whose purpose was confirmed may draw on this fund."
    )
    purpose_note = fields.Char(help="Who confirmed that this project serves the purpose, and when.")
    year_from = fields.Integer(string="From year")
    year_to = fields.Integer(string="To year")
    expiry_date = fields.Date(help="Money not spent by this day goes back.")
    approved_amount = fields.Monetary(required=True)
    stated_amount = fields.Monetary(help="Balance as the source document prints it.")
    clause = fields.Char(help="Where the source document says so.")
    arrival_ids = fields.One2many("billing.fund.arrival", "fund_id")
    share_ids = fields.One2many("billing.share", "fund_id")
    arrived_total = fields.Monetary(compute="_compute_arrived_total", store=True)
    expected_total = fields.Monetary(compute="_compute_arrived_total", store=True)
    planned_total = fields.Monetary(compute="_compute_use", store=True)
    committed_total = fields.Monetary(compute="_compute_use", store=True)
    paid_total = fields.Monetary(compute="_compute_use", store=True)
    reserved_total = fields.Monetary(
        compute="_compute_use", store=True, help="Planned in signed contracts, not requested yet."
    )
    free_total = fields.Monetary(compute="_compute_free_total", store=True)
    currency_id = fields.Many2one(
        "res.currency", required=True, default=lambda self: self.env.company.currency_id
    )
    active = fields.Boolean(default=True)

    _approved_positive = models.Constraint(
        "CHECK (approved_amount > 0)", "The approved amount of a fund must be greater than zero."
    )
    _years_in_order = models.Constraint(
        "CHECK (COALESCE(year_to, 0) = 0 OR year_to >= COALESCE(year_from, 0))",
        "The last year of a fund cannot be before the first.",
    )
    _arrived_within = models.Constraint(
        "CHECK (arrived_total <= approved_amount)",
        "More money would have arrived than the fund was approved for. Raise the approved amount first.",
    )
    _not_overdrawn = models.Constraint(
        "CHECK (committed_total <= arrived_total)",
        "The fund does not hold that much: nothing may be requested or paid beyond what has arrived.",
    )

    @api.depends("arrival_ids.amount", "arrival_ids.state")
    def _compute_arrived_total(self):
        for fund in self:
            arrived = fund.arrival_ids.filtered(lambda arrival: arrival.state == "arrived")
            fund.arrived_total = sum(arrived.mapped("amount"))
            fund.expected_total = sum((fund.arrival_ids - arrived).mapped("amount"))

    @api.depends(
        "share_ids.amount",
        "share_ids.requested_total",
        "share_ids.deduction_total",
        "share_ids.paid_total",
        "share_ids.project_id.contract_stage",
    )
    def _compute_use(self):
        # sudo: a fund is drawn on by contracts that its keeper may not all see, the sum must hold
        totals = {
            fund.id: sums
            for fund, *sums in self.env["billing.share"]
            .sudo()
            ._read_group(
                [("fund_id", "in", self.ids)],
                ["fund_id"],
                ["amount:sum", "requested_total:sum", "deduction_total:sum", "paid_total:sum"],
            )
        }
        signed = dict(
            self.env["billing.share"]
            .sudo()  # sudo: see above
            ._read_group(
                [
                    ("fund_id", "in", self.ids),
                    ("project_id.contract_stage", "in", ("signed", "active")),
                ],
                ["fund_id"],
                ["open_amount:sum"],
            )
        )
        for fund in self:
            planned, requested, deducted, paid = totals.get(fund._origin.id, (0, 0, 0, 0))
            fund.planned_total = planned
            fund.committed_total = requested - deducted
            fund.paid_total = paid
            fund.reserved_total = signed.get(fund._origin, 0)

    @api.depends("arrived_total", "committed_total")
    def _compute_free_total(self):
        for fund in self:
            fund.free_total = fund.arrived_total - fund.committed_total
