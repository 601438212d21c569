from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools import to_fen, to_yuan

CRON_BATCH = 200
CEILINGS = {
    "bid": "bid_bond_ceiling",
    "performance": "performance_bond_ceiling",
    "retention": "retention_ceiling",
}
"""Rule with the legal ceiling of each kind, in percent of its base."""


class BillingBond(models.Model):
    """A bid bond, performance bond or retention (保证金): what is held, and when it goes back."""

    _name = "billing.bond"
    _description = "Bond"
    _inherit = [
        "server.guard.mixin",
        "whole.fen.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "evidence.mixin",
    ]
    _order = "project_id, kind, id"

    project_id = fields.Many2one(
        "project.project",
        string="Contract",
        required=True,
        index=True,
        ondelete="restrict",
        domain=[("is_contract", "=", True)],
    )
    supplier_id = fields.Many2one(related="project_id.supplier_id")
    kind = fields.Selection(
        [
            ("bid", "Bid bond"),
            ("performance", "Performance bond"),
            ("retention", "Retention"),
        ],
        required=True,
        default="performance",
    )
    form = fields.Selection(
        [
            ("cash", "Bank transfer or cash"),
            ("cheque", "Cheque"),
            ("guarantee", "Letter of guarantee"),
            ("withheld", "Withheld from a payment"),
        ],
        required=True,
        default="guarantee",
    )
    reference = fields.Char(help="Number of the guarantee, cheque or receipt.")
    base_amount = fields.Monetary(
        compute="_compute_base_amount",
        store=True,
        readonly=False,
        precompute=True,
        help="What the percentage is taken of: the budget for a bid bond, "
        "else the contract amount.",
    )
    percentage = fields.Float(
        digits=(9, 4), help="As agreed; leave empty and enter the amount instead."
    )
    amount = fields.Monetary(
        compute="_compute_amount", store=True, readonly=False, precompute=True, tracking=True
    )
    ceiling_warning = fields.Char(compute="_compute_ceiling_warning")
    paid_date = fields.Date(string="Paid in on", tracking=True, copy=False)
    due_date = fields.Date(string="Due back on", tracking=True, copy=False)
    returned_date = fields.Date(string="Returned on", tracking=True, copy=False)
    returned_amount = fields.Monetary(tracking=True, copy=False)
    forfeited_date = fields.Date(string="Forfeited on", tracking=True, copy=False)
    forfeit_reason = fields.Text(copy=False, help="Which duty the supplier broke, and who decided.")
    state = fields.Selection(
        [
            ("expected", "Expected"),
            ("held", "Held"),
            ("due", "Due back"),
            ("returned", "Given back"),
            ("forfeited", "Forfeited"),
        ],
        compute="_compute_state",
        store=True,
        index=True,
        tracking=True,
    )
    currency_id = fields.Many2one(related="project_id.currency_id")

    _amount_positive = models.Constraint(
        "CHECK (amount > 0)",
        "The amount of a bond must be greater than zero. Enter it, or its base and percentage.",
    )
    _percentage_range = models.Constraint(
        "CHECK (percentage >= 0 AND percentage <= 100)",
        "The percentage of a bond must lie between 0 and 100.",
    )
    _returned_within = models.Constraint(
        "CHECK (COALESCE(returned_amount, 0) >= 0 AND COALESCE(returned_amount, 0) <= amount)",
        "Not more than the bond can be returned.",
    )
    _returned_after_paid = models.Constraint(
        "CHECK (COALESCE(returned_date, forfeited_date) IS NULL"
        " OR (paid_date IS NOT NULL AND COALESCE(returned_date, forfeited_date) >= paid_date))",
        "A bond is returned or forfeited after it was paid in. Enter the day it was paid in first.",
    )
    _forfeited_for_reason = models.Constraint(
        "CHECK (forfeited_date IS NULL OR btrim(COALESCE(forfeit_reason, '')) <> '')",
        "Enter why the bond is forfeited.",
    )

    @api.depends("kind", "project_id.name")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for bond in self:
            bond.display_name = f"{labels.get(bond.kind)} – {bond.project_id.name or ''}"

    @api.depends("kind", "project_id")
    def _compute_base_amount(self):
        for bond in self:
            bond.base_amount = bond.base_amount or bond.project_id.contract_amount

    @api.depends("percentage", "base_amount")
    def _compute_amount(self):
        for bond in self:
            agreed = to_fen(bond.base_amount * bond.percentage / 100)
            bond.amount = to_yuan(agreed) if agreed else bond.amount

    @api.depends("kind", "amount", "base_amount", "paid_date")
    def _compute_ceiling_warning(self):
        for bond in self:
            date = bond.paid_date or fields.Date.context_today(self)
            rule = self.env["billing.rule"]._find(CEILINGS.get(bond.kind), date)
            share = bond.base_amount and bond.amount / bond.base_amount * 100
            exceeded = rule and round(share, 6) > rule.value
            bond.ceiling_warning = exceeded and self.env._(
                "The bond is %(share)s %% of %(base)s yuan; the limit is %(limit)g %% (%(basis)s).",
                share=f"{share:.2f}",
                base=f"{bond.base_amount:,.2f}",
                limit=rule.value,
                basis=rule.source,
            )

    @api.depends("paid_date", "due_date", "returned_date", "forfeited_date")
    def _compute_state(self):
        today = fields.Date.context_today(self)
        for bond in self:
            if bond.returned_date or bond.forfeited_date:
                bond.state = "returned" if bond.returned_date else "forfeited"
            elif bond.paid_date:
                bond.state = "due" if bond.due_date and bond.due_date <= today else "held"
            else:
                bond.state = "expected"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_paid(self):
        if any(bond.state != "expected" for bond in self):
            raise UserError(
                self.env._("A bond that was paid in stays on record: return or forfeit it.")
            )

    def action_record_paid(self):
        """Record that the bond was paid in today, or on the day already entered."""
        for bond in self.filtered(lambda bond: not bond.paid_date):
            bond.paid_date = fields.Date.context_today(self)

    def action_return(self):
        """Give the bond back today: the amount already entered, or all of it."""
        self._check_held()
        for bond in self:
            bond.write(
                {
                    "returned_date": fields.Date.context_today(self),
                    "returned_amount": bond.returned_amount or bond.amount,
                }
            )
        self._close_activity()

    def action_forfeit(self):
        """Keep the bond for the reason entered."""
        self._check_held()
        self.write({"forfeited_date": fields.Date.context_today(self)})
        self._close_activity()

    def _check_held(self):
        for bond in self.filtered(lambda bond: bond.state not in ("held", "due")):
            raise UserError(
                self.env._("“%(bond)s” is not held at present.", bond=bond.display_name)
            )

    def _close_activity(self):
        self.activity_feedback(["mail.mail_activity_data_todo"])

    @api.model
    def _cron_due_back(self):
        """Tell those in charge of bonds that fell due; each bond once, as it leaves “held”."""
        today = fields.Date.context_today(self)
        domain = [("state", "=", "held"), ("due_date", "<=", today)]
        while bonds := self.search(domain, limit=CRON_BATCH):
            self.env.add_to_compute(self._fields["state"], bonds)
            bonds.flush_recordset(["state"])
            for bond in bonds:
                bond._schedule_return()
            self.env["ir.cron"]._commit_progress(len(bonds), remaining=self.search_count(domain))

    def _schedule_return(self):
        user = self.project_id.user_id or self.create_uid
        self.activity_schedule(
            "mail.mail_activity_data_todo",
            date_deadline=self.due_date,
            summary=self.env._("Return the bond"),
            user_id=user.id,
        )
