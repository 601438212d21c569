from odoo import api, fields, models
from odoo.exceptions import ValidationError

CHANGED = {
    "line_changed": ("quantity", "unit_price"),
    "line_new": (),
    "line_removed": ("quantity", "unit_price"),
    "instalment_percentage": ("percentage",),
    "instalment_date": ("due_date",),
    "instalment_fund": ("fund_amount",),
    "end_date": ("due_date",),
}
"""What each kind of change replaces; the value before stands in ``old_<name>``."""
TARGETS = {
    "line_changed": ("line_id",),
    "line_new": ("name", "category_id"),
    "line_removed": ("line_id",),
    "instalment_percentage": ("milestone_id",),
    "instalment_date": ("milestone_id", "due_date"),
    "instalment_fund": ("milestone_id", "fund_id"),
    "end_date": ("due_date",),
}
"""What must be named for each kind of change."""


class BillingAmendmentLine(models.Model):
    """One change of an amendment, with the value before as it was when it was drawn up."""

    _name = "billing.amendment.line"
    _description = "Change of an Amendment"
    _inherit = ["server.guard.mixin", "whole.fen.mixin"]
    _order = "amendment_id, sequence, id"
    _rec_name = "target"

    amendment_id = fields.Many2one(
        "billing.amendment", required=True, index=True, ondelete="cascade"
    )
    project_id = fields.Many2one(related="amendment_id.project_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("line_changed", "Quantity or price of a line"),
            ("line_new", "New line"),
            ("line_removed", "Line dropped"),
            ("instalment_percentage", "Percentage of an instalment"),
            ("instalment_date", "Due date of an instalment"),
            ("instalment_fund", "Fund of an instalment"),
            ("end_date", "End of the contract"),
        ],
        string="Change",
        required=True,
        default="line_changed",
    )
    line_id = fields.Many2one(
        "billing.line",
        string="Contract line",
        index="btree_not_null",
        ondelete="set null",
        domain="[('project_id', '=', project_id)]",
    )
    milestone_id = fields.Many2one(
        "project.milestone",
        string="Instalment",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('project_id', '=', project_id)]",
    )
    fund_id = fields.Many2one("billing.fund", index="btree_not_null", ondelete="restrict")
    name = fields.Char(string="What is bought", compute="_compute_name", store=True, readonly=False)
    category_id = fields.Many2one("billing.category", ondelete="restrict")
    uom = fields.Char(string="Unit")
    quantity = fields.Float(
        compute="_compute_new_values", store=True, readonly=False, precompute=True, digits=(16, 2)
    )
    unit_price = fields.Monetary(
        compute="_compute_new_values", store=True, readonly=False, precompute=True
    )
    percentage = fields.Float(digits=(9, 6))
    due_date = fields.Date(string="New date")
    fund_amount = fields.Monetary(help="What the fund pays of the instalment; 0 takes it off.")
    old_quantity = fields.Float(compute="_compute_old_values", store=True, digits=(16, 2))
    old_unit_price = fields.Monetary(compute="_compute_old_values", store=True)
    old_percentage = fields.Float(compute="_compute_old_values", store=True, digits=(9, 6))
    old_due_date = fields.Date(compute="_compute_old_values", store=True)
    old_fund_amount = fields.Monetary(compute="_compute_old_values", store=True)
    target = fields.Char(string="What is changed", compute="_compute_target", store=True)
    before = fields.Char(compute="_compute_texts")
    after = fields.Char(compute="_compute_texts")
    amount_change = fields.Monetary(compute="_compute_amount_change", store=True)
    currency_id = fields.Many2one(related="amendment_id.currency_id")

    _quantity_positive = models.Constraint(
        "CHECK (kind NOT IN ('line_changed', 'line_new') OR (quantity > 0 AND unit_price > 0))",
        "Quantity and unit price must be greater than zero. Use “Line dropped” to take a line out.",
    )
    _percentage_range = models.Constraint(
        "CHECK (kind != 'instalment_percentage' OR (percentage > 0 AND percentage <= 100))",
        "The percentage of an instalment must be greater than 0 and at most 100.",
    )
    _fund_amount_positive = models.Constraint(
        "CHECK (COALESCE(fund_amount, 0) >= 0)", "The amount drawn from a fund cannot be negative."
    )

    @api.depends("line_id")
    def _compute_name(self):
        for change in self:
            change.name = change.line_id.name or change.name

    @api.depends("kind", "line_id")
    def _compute_new_values(self):
        for change in self:
            line = change.line_id
            change.quantity = line.quantity if line else change.quantity
            change.unit_price = line.unit_price if line else change.unit_price

    @api.depends("kind", "line_id", "milestone_id", "fund_id")
    def _compute_old_values(self):
        """Capture; what happens to the contract later does not change what was before."""
        for change in self:
            for name, value in change._get_present_values().items():
                change[f"old_{name}"] = value

    @api.depends("kind", "name", "line_id", "milestone_id", "fund_id")
    def _compute_target(self):
        labels = dict(self._fields["kind"]._description_selection(self.env))
        for change in self:
            named = (change.name, change.milestone_id.name, change.fund_id.name)
            bought = named[:1] if (change.kind or "").startswith("line") else named[1:]
            change.target = " / ".join(filter(None, bought)) or labels.get(change.kind)

    @api.depends(
        "kind", "quantity", "unit_price", "percentage", "due_date", "fund_amount", "old_quantity"
    )
    def _compute_texts(self):
        for change in self:
            kind = change.kind
            change.before = "—" if kind == "line_new" else change._get_text("old_")
            change.after = self.env._("dropped") if kind == "line_removed" else change._get_text()

    @api.depends("kind", "quantity", "unit_price", "old_quantity", "old_unit_price", "currency_id")
    def _compute_amount_change(self):
        for change in self:
            kind = change.kind
            after = change._get_amount() if kind in ("line_changed", "line_new") else 0.0
            before = change._get_amount("old_") if kind in ("line_changed", "line_removed") else 0.0
            change.amount_change = after - before

    def _get_amount(self, prefix=""):
        amount = self[f"{prefix}quantity"] * self[f"{prefix}unit_price"]
        return self.currency_id.round(amount) if self.currency_id else amount

    def _get_text(self, prefix=""):
        values = {name: self[prefix + name] for name in CHANGED.get(self.kind, ())}
        if self.kind == "line_new" or "quantity" in values:
            quantity, price = self[f"{prefix}quantity"], self[f"{prefix}unit_price"]
            return f"{quantity:.10g} × {price:,.2f} = {self._get_amount(prefix):,.2f}"
        if "percentage" in values:
            return f"{values['percentage']:.10g} %"
        if "fund_amount" in values:
            return f"{values['fund_amount']:,.2f}"
        return fields.Date.to_string(values.get("due_date")) or "—"

    def _get_present_values(self):
        """Return what the contract says now, for every ``old_`` field."""
        milestone = self.milestone_id
        draw = milestone.fund_line_ids.filtered(lambda draw: draw.fund_id == self.fund_id)
        dated = milestone.deadline if milestone else self.amendment_id.project_id.contract_end_date
        return {
            "quantity": self.line_id.quantity,
            "unit_price": self.line_id.unit_price,
            "percentage": milestone.percentage,
            "due_date": dated,
            "fund_amount": draw.amount,
        }

    @api.constrains("kind", "line_id", "milestone_id", "fund_id", "name", "category_id", "due_date")
    def _check_target_named(self):
        for change in self:
            missing = [name for name in TARGETS[change.kind] if not change[name]]
            foreign = (
                change.line_id.project_id | change.milestone_id.project_id
            ) - change.project_id
            if missing or foreign:
                label = self._fields[missing[0] if missing else "project_id"]._description_string(
                    self.env
                )
                raise ValidationError(
                    self.env._(
                        "Change “%(target)s”: choose “%(field)s” of this contract.",
                        target=change.target,
                        field=label,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        changes = super().create(vals_list)
        changes.amendment_id._check_approval_unlocked()
        return changes

    def write(self, vals):
        self.amendment_id._check_approval_unlocked()
        result = super().write(vals)
        self.amendment_id._check_approval_unlocked()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_decided(self):
        self.amendment_id._check_approval_unlocked()

    def _capture_old_values(self):
        """Read the values before again, right before somebody else reads them."""
        self.env.add_to_compute(self._fields["old_quantity"], self)
