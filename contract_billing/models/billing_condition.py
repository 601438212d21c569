from odoo import api, fields, models

KINDS = [
    ("signed", "Contract signed"),
    ("delivered", "All lines delivered"),
    ("accepted", "All lines accepted"),
    ("date", "Date reached"),
    ("fiscal_year", "Fiscal year reached"),
    ("invoice", "Invoice received and checked"),
    ("document", "Document attached"),
    ("kpi", "Indicator reached"),
    ("fund", "Fund arrived"),
]
REACHED_FIELDS = {"kpi_value", "kpi_reference"}


class BillingCondition(models.Model):
    """One typed condition of an instalment, shown met or not met, and by what."""

    _name = "billing.condition"
    _description = "Payment Condition"
    _inherit = ["server.guard.mixin"]
    _order = "milestone_id, sequence, id"

    milestone_id = fields.Many2one(
        "project.milestone", required=True, index=True, ondelete="cascade"
    )
    project_id = fields.Many2one(related="milestone_id.project_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(KINDS, required=True)
    name = fields.Char(
        string="Wording", help="The condition in the words of the contract; empty shows its kind."
    )
    clause = fields.Char(help="Where the contract says so.")
    from_source = fields.Boolean(
        help="The source document names this condition; unticked, the system added it."
    )
    date = fields.Date(help="Day from which the condition is met.")
    fiscal_year = fields.Integer()
    kpi_target = fields.Float(string="Target", digits=(16, 4))
    kpi_value = fields.Float(
        string="Reached", digits=(16, 4), copy=False, help="A number given from outside."
    )
    kpi_reference = fields.Char(string="Proof", copy=False, help="Where the number comes from.")
    is_met = fields.Boolean(string="Met", compute="_compute_is_met")
    met_by = fields.Char(string="By what", compute="_compute_is_met")

    _year_named = models.Constraint(
        "CHECK (kind != 'fiscal_year' OR fiscal_year BETWEEN 2000 AND 2100)",
        "Name the fiscal year of the condition, for example 2026.",
    )
    _date_named = models.Constraint(
        "CHECK (kind != 'date' OR date IS NOT NULL)", "Name the date of the condition."
    )

    @api.model_create_multi
    def create(self, vals_list):
        conditions = super().create(vals_list)
        conditions.project_id._check_contract_lock()
        return conditions

    def write(self, vals):
        # after signing only what happened may be entered, not what was agreed
        if not vals.keys() <= REACHED_FIELDS:
            self.project_id._check_contract_lock()
        result = super().write(vals)
        if "milestone_id" in vals:
            # also the contract it was moved to
            self.project_id._check_contract_lock()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_signed(self):
        self.project_id._check_contract_lock()

    @api.depends("kind", "name")
    def _compute_display_name(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for condition in self:
            condition.display_name = condition.name or labels.get(condition.kind)

    @api.depends_context("lang", "tz")
    @api.depends(
        "kind",
        "date",
        "fiscal_year",
        "kpi_target",
        "kpi_value",
        "kpi_reference",
        "project_id.contract_stage",
        "project_id.line_ids.delivered_quantity",
        "project_id.line_ids.accepted_quantity",
        "milestone_id.evidence_ids",
        "milestone_id.invoice_ids.check_state",
        "milestone_id.fund_line_ids.fund_id.arrived_total",
    )
    def _compute_is_met(self):
        for condition in self:
            check = getattr(condition, f"_check_{condition.kind}", None)
            condition.is_met, condition.met_by = check() if check else (False, False)

    def _check_signed(self):
        contract = self.project_id
        met = contract.contract_stage in ("signed", "active", "closed")
        return met and bool(contract.sign_date), met and self._format_date(contract.sign_date)

    def _check_delivered(self):
        return self._check_quantities("delivered_quantity")

    def _check_accepted(self):
        return self._check_quantities("accepted_quantity")

    def _check_quantities(self, field):
        lines = self.project_id.line_ids.filtered(lambda line: line.nature != "service")
        wanted, reached = sum(lines.mapped("quantity")), sum(lines.mapped(field))
        met = bool(lines) and all(line[field] >= line.quantity for line in lines)
        return met, self.env._("%(reached)g of %(wanted)g pieces", reached=reached, wanted=wanted)

    def _check_date(self):
        return self._reached(self.date)

    def _check_fiscal_year(self):
        start = self.fiscal_year and fields.Date.to_date(f"{self.fiscal_year}-01-01")
        return self._reached(start)

    def _check_invoice(self):
        invoices = self.milestone_id.invoice_ids.filtered(lambda i: i.check_state == "valid")
        amount = sum(invoices.mapped("amount"))
        return bool(invoices), self.env._(
            "%(count)s invoices, %(amount)s yuan", count=len(invoices), amount=f"{amount:,.2f}"
        )

    def _check_document(self):
        documents = self.milestone_id.evidence_ids.filtered(lambda item: item.kind == "document")
        return bool(documents), ", ".join(documents.mapped("name")) or False

    def _check_kpi(self):
        text = f"{self.kpi_value:g} / {self.kpi_target:g} {self.kpi_reference or ''}".strip()
        return self.kpi_value >= self.kpi_target > 0, text

    def _check_fund(self):
        funds = self.milestone_id.fund_line_ids.fund_id
        needed = sum(self.milestone_id.fund_line_ids.mapped("amount"))
        arrived = sum(funds.mapped("arrived_total"))
        return bool(funds) and arrived >= needed, self.env._(
            "%(arrived)s of %(needed)s yuan", arrived=f"{arrived:,.2f}", needed=f"{needed:,.2f}"
        )

    def _reached(self, date):
        today = fields.Date.context_today(self)
        return bool(date) and date <= today, self._format_date(date)

    def _format_date(self, date):
        return date and fields.Date.to_string(date)
