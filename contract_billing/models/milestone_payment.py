from odoo import api, fields, models

from ..tools import to_fen

IN_FORCE = ("signed", "active", "closed")


class ProjectMilestone(models.Model):
    """May this instalment be paid, and if not, why."""

    _name = "project.milestone"
    _inherit = ["server.guard.mixin", "whole.fen.mixin", "project.milestone", "evidence.mixin"]

    invoice_ids = fields.One2many("billing.invoice", "milestone_id", string="VAT invoices")
    payment_state = fields.Selection(
        [
            ("planned", "Planned"),
            ("blocked", "Blocked"),
            ("open", "Open for payment"),
            ("requested", "Requested"),
            ("approved", "Approved"),
            ("billed", "Billed"),
            ("partly_paid", "Partly paid"),
            ("paid", "Paid"),
        ],
        compute="_compute_payment_state",
        store=True,
        index=True,
    )
    conditions_met = fields.Boolean(
        compute="_compute_payment_state",
        store=True,
        help="The contract is in force and every condition is met; money is another matter.",
    )
    block_reason = fields.Text(
        compute="_compute_block_reason", help="What has to happen before the rest may be paid."
    )
    requested_total = fields.Monetary(compute="_compute_payment_totals", store=True)
    billed_total = fields.Monetary(compute="_compute_payment_totals", store=True)
    paid_total = fields.Monetary(compute="_compute_payment_totals", store=True)
    open_total = fields.Monetary(
        compute="_compute_payment_totals", store=True, help="Not yet requested."
    )
    payable_amount = fields.Monetary(
        compute="_compute_cover", help="May be requested today: conditions met and money in hand."
    )
    missing_amount = fields.Monetary(
        compute="_compute_cover", help="Not covered by money that has arrived."
    )
    covered_date = fields.Date(
        compute="_compute_cover", help="When announced arrivals would cover the rest."
    )

    @api.depends(
        "share_ids.amount",
        "share_ids.requested_total",
        "share_ids.billed_total",
        "share_ids.paid_total",
    )
    def _compute_payment_totals(self):
        for milestone in self:
            shares = milestone.share_ids
            milestone.requested_total = sum(shares.mapped("requested_total"))
            milestone.billed_total = sum(shares.mapped("billed_total"))
            milestone.paid_total = sum(shares.mapped("paid_total"))
            milestone.open_total = sum(shares.mapped("open_amount"))

    @api.depends(
        "is_contract",
        "deadline",
        "project_id.contract_stage",
        "project_id.line_ids.delivered_quantity",
        "project_id.line_ids.accepted_quantity",
        "condition_ids.kind",
        "condition_ids.date",
        "condition_ids.fiscal_year",
        "condition_ids.kpi_value",
        "condition_ids.kpi_target",
        "invoice_ids.check_state",
        "fund_line_ids.fund_id.arrived_total",
        "share_ids.requested_total",
        "share_ids.deduction_total",
        "share_ids.billed_total",
        "share_ids.paid_total",
        "share_ids.request_line_ids.state",
    )
    def _compute_payment_state(self):
        for milestone in self:
            milestone.conditions_met = milestone.is_contract and milestone._may_request()
            milestone.payment_state = milestone.is_contract and milestone._get_payment_state()

    def _get_payment_state(self):
        shares = self.share_ids
        if self.project_id.contract_stage not in IN_FORCE:
            return "planned"
        paid = sum(to_fen(s.paid_total + s.deduction_total) for s in shares)
        if shares and paid and paid >= to_fen(self.amount):
            return "paid"
        if any(shares.mapped("paid_total")):
            return "partly_paid"
        if any(shares.mapped("billed_total")):
            return "billed"
        if any(shares.mapped("requested_total")):
            states = set(shares.request_line_ids.mapped("state"))
            return "approved" if "approved" in states else "requested"
        return self._get_unrequested_state()

    def _get_unrequested_state(self):
        funded = any(fund.arrived_total for fund in self.fund_line_ids.fund_id)
        if self._may_request() and funded:
            return "open"
        today = fields.Date.context_today(self)
        due = self._may_request() or (self.deadline and self.deadline <= today)
        return "blocked" if due else "planned"

    def _may_request(self):
        """Return whether the contract is in force and every condition is met (money apart)."""
        return self.project_id.contract_stage in ("signed", "active") and all(
            self.condition_ids.mapped("is_met")
        )

    def _get_unmet_reasons(self):
        """Return, in the user's words, the conditions that are not met."""
        reasons = []
        if self.project_id.contract_stage not in IN_FORCE:
            reasons.append(self.env._("The contract is not signed."))
        for condition in self.condition_ids.filtered(lambda c: not c.is_met):
            proof = f" ({condition.met_by})" if condition.met_by else ""
            reasons.append(
                self.env._("Not met: %(condition)s", condition=condition.display_name) + proof
            )
        return reasons

    @api.depends("payment_state", "condition_ids.is_met", "fund_line_ids.fund_id.free_total")
    def _compute_block_reason(self):
        # a fund just chosen in the form has no shares yet
        cover = self.fund_line_ids._origin._get_cover()
        for milestone in self:
            reasons = milestone._get_unmet_reasons() if milestone.payment_state != "paid" else []
            for draw in milestone.fund_line_ids._origin:
                if cover[draw.id]["missing"]:
                    reasons.append(milestone._get_missing_reason(draw.fund_id, cover[draw.id]))
            milestone.block_reason = "\n".join(reasons) or False

    def _get_missing_reason(self, fund, cover):
        values = {"fund": fund.name, "missing": f"{cover['missing']:,.2f}"}
        if cover["covered_date"]:
            return self.env._(
                "Fund “%(fund)s” is short by %(missing)s yuan until %(date)s.",
                date=fields.Date.to_string(cover["covered_date"]),
                **values,
            )
        return self.env._(
            "Fund “%(fund)s” is short by %(missing)s yuan; no dated arrival covers it.", **values
        )

    @api.depends("open_total", "payment_state", "fund_line_ids.fund_id.free_total")
    def _compute_cover(self):
        # a fund just chosen in the form has no shares yet
        cover = self.fund_line_ids._origin._get_cover()
        for milestone in self:
            draws = [cover[draw.id] for draw in milestone.fund_line_ids._origin]
            milestone.payable_amount = sum(draw["payable"] for draw in draws)
            milestone.missing_amount = sum(draw["missing"] for draw in draws)
            dates = [draw["covered_date"] for draw in draws if draw["missing"]]
            milestone.covered_date = max(dates) if dates and all(dates) else False

    @api.model
    def _cron_refresh_payment_state(self):
        """Move instalments whose date or fiscal year was reached overnight."""
        waiting = self.search([("payment_state", "in", ("planned", "blocked"))])
        self.env.add_to_compute(self._fields["payment_state"], waiting)
        waiting.flush_recordset(["payment_state"])

    def action_request_payment(self):
        """Draw up a payment request over everything that may be paid today, and open it."""
        self.ensure_one()
        request = self.env["billing.request"]._create_for(self)
        return {
            "type": "ir.actions.act_window",
            "res_model": "billing.request",
            "res_id": request.id,
            "view_mode": "form",
        }
