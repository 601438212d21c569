from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.l10n_cn_civil.tools import to_fen, to_yuan

from ..tools.depreciation import Change, add_months, month_start, months_between, schedule

DEPRECIATION_STATES = [
    ("none", "Not depreciated"),
    ("running", "Being depreciated"),
    ("finished", "Fully depreciated"),
    ("stopped", "Stopped by disposal"),
]
VALUE_FIELDS = frozenset({
    "original_value", "unit_price", "quantity", "booking_date", "class_id", "device_model_id",
    "life_months", "fixed_decision",
})  # fmt: skip
"""What the booked months were computed from; it stands still once one is booked."""

SERVER_FIELDS = frozenset({
    "is_fixed_asset", "first_depreciation_month", "last_depreciation_month", "depreciation_state",
    "accumulated_depreciation", "value_adjustment", "impairment_total", "added_months", "net_value",
})  # fmt: skip
"""Results of runs and approved changes; nobody enters them."""


class MaintenanceEquipment(models.Model):
    """The value of a device: what it cost, what is written off, what is left (domain I.7)."""

    _inherit = "maintenance.equipment"

    life_months = fields.Integer(
        string="Months of use",
        compute="_compute_life_months",
        store=True,
        readonly=False,
        tracking=True,
        help="Months over which it is written off, from the years of its class on the day of "
        "booking. A manager may enter others until the first month is booked.",
    )
    first_depreciation_month = fields.Date(
        compute="_compute_first_depreciation_month",
        store=True,
        index="btree_not_null",
        help="The month of booking: it is written off from then.",
    )
    depreciation_line_ids = fields.One2many(
        "equipment.depreciation.line",
        "equipment_id",
        string="Booked months",
        domain=[("state", "=", "booked")],
    )
    last_depreciation_month = fields.Date(
        string="Depreciated up to", compute="_compute_depreciation", store=True
    )
    accumulated_depreciation = fields.Monetary(compute="_compute_depreciation", store=True)
    value_change_ids = fields.One2many(
        "equipment.value.change", "equipment_id", string="Value changes"
    )
    value_adjustment = fields.Monetary(
        string="Additions and corrections", compute="_compute_value_changes", store=True
    )
    impairment_total = fields.Monetary(
        string="Impairment", compute="_compute_value_changes", store=True
    )
    added_months = fields.Integer(
        string="Added months of use", compute="_compute_value_changes", store=True
    )
    net_value = fields.Monetary(
        compute="_compute_net_value",
        store=True,
        help="Original value with additions, less impairment and accumulated depreciation.",
    )
    depreciation_state = fields.Selection(
        DEPRECIATION_STATES, compute="_compute_depreciation_state", store=True, index=True
    )
    depreciation_preview = fields.Html(
        string="Schedule", compute="_compute_depreciation_preview", sanitize=False
    )

    _life_range = models.Constraint(
        "CHECK (life_months BETWEEN 0 AND 1200)", "An asset lasts between 0 and 1,200 months."
    )

    @api.depends("class_id", "booking_date")
    def _compute_life_months(self):
        today = fields.Date.context_today(self)
        months = {}
        for equipment in self:
            key = equipment.class_id, equipment.booking_date or today
            if key not in months:
                months[key] = key[0]._get_life_months(key[1]) if key[0] else 0
            equipment.life_months = months[key]

    @api.depends("booking_date", "is_fixed_asset", "life_months", "original_value")
    def _compute_first_depreciation_month(self):
        for equipment in self:
            depreciates = equipment.is_fixed_asset and equipment.life_months
            begins = depreciates and equipment.original_value and equipment.booking_date
            equipment.first_depreciation_month = begins and month_start(equipment.booking_date)

    @api.depends("depreciation_line_ids.state")
    def _compute_depreciation(self):
        groups = self.env["equipment.depreciation.line"]._read_group(
            [("equipment_id", "in", self.ids), ("state", "=", "booked")],
            ["equipment_id"],
            ["amount:sum", "month:max"],
        )
        booked = {equipment.id: (amount, month) for equipment, amount, month in groups}
        for equipment in self:
            amount, month = booked.get(equipment.id, (0, False))
            equipment.accumulated_depreciation = amount
            equipment.last_depreciation_month = month

    @api.depends("value_change_ids.approval_state")
    def _compute_value_changes(self):
        for equipment in self:
            changes = equipment.value_change_ids.filtered(lambda c: c.approval_state == "approved")
            impairments = changes.filtered(lambda change: change.kind == "impairment")
            equipment.value_adjustment = sum((changes - impairments).mapped("value_change"))
            equipment.impairment_total = -sum(impairments.mapped("value_change"))
            equipment.added_months = sum(changes.mapped("added_months"))

    @api.depends(
        "original_value", "value_adjustment", "impairment_total", "accumulated_depreciation"
    )
    def _compute_net_value(self):
        for equipment in self:
            equipment.net_value = to_yuan(
                to_fen(equipment.original_value)
                + to_fen(equipment.value_adjustment)
                - to_fen(equipment.impairment_total)
                - to_fen(equipment.accumulated_depreciation)
            )

    @api.depends("first_depreciation_month", "usage_state", "net_value")
    def _compute_depreciation_state(self):
        for equipment in self:
            if not equipment.first_depreciation_month:
                equipment.depreciation_state = "none"
            elif equipment.usage_state == "disposed":
                equipment.depreciation_state = "stopped"
            else:
                equipment.depreciation_state = "running" if equipment.net_value else "finished"

    @api.depends("life_months", "first_depreciation_month", "net_value", "added_months")
    def _compute_depreciation_preview(self):
        for equipment in self:
            years = equipment._get_depreciation_years()
            equipment.depreciation_preview = bool(years) and self.env["ir.qweb"]._render(
                "equipment_asset.equipment_depreciation_preview",
                {"years": years, "equipment": equipment},
            )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_values_not_forged(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._check_values_not_forged(vals)
        changed = VALUE_FIELDS & vals.keys()
        for equipment in self if changed else ():
            equipment._check_values_open([n for n in changed if equipment._differs(n, vals[n])])
        return super().write(vals)

    def _differs(self, name, value):
        field = self._fields[name]
        return field.convert_to_cache(value, self) != field.convert_to_cache(self[name], self)

    def _check_values_not_forged(self, vals):
        if self.env.su:
            return
        if SERVER_FIELDS & vals.keys():
            raise AccessError(
                self.env._("Depreciation is booked by a monthly run, not by editing the card.")
            )
        # an import may bring cards of devices that are gone; a kept card goes by a disposal
        states = {"disposed"} & {vals.get("usage_state"), *self.mapped("usage_state")}
        if self and states and {"usage_state", "scrap_date"} & vals.keys():
            raise AccessError(
                self.env._("A device is disposed of by a disposal (Value / Disposals) alone.")
            )

    def _check_values_open(self, names):
        """:raise UserError: a month is booked already. :raise AccessError: not the manager's"""
        if names and self.last_depreciation_month:
            raise UserError(
                self.env._(
                    "“%(device)s” is depreciated up to %(month)s: %(fields)s can't change any "
                    "more. Enter a value change (Value / Value changes) instead.",
                    device=self.display_name,
                    month=f"{self.last_depreciation_month:%Y-%m}",
                    fields=", ".join(
                        self._fields[name].get_description(self.env, ["string"])["string"]
                        for name in sorted(names)
                    ),
                )
            )
        manager = self.env.user.has_group("equipment_asset.group_equipment_manager")
        if "life_months" in names and not self.env.su and not manager:
            raise AccessError(self.env._("Only an equipment manager sets other months of use."))

    def _get_schedule(self):
        """Return the fen of each month from the month of booking on, with all approved changes.

        :raise ValueError: see :func:`~odoo.addons.equipment_asset.tools.depreciation.schedule`
        """
        self.ensure_one()
        changes = self.value_change_ids.filtered(lambda c: c.approval_state == "approved")
        return self._schedule_with(changes)

    def _schedule_with(self, changes):
        first = self.first_depreciation_month
        if not first:
            return []
        return schedule(
            to_fen(self.original_value),
            self.life_months,
            [
                Change(
                    max(months_between(first, change.month), 0),
                    to_fen(change.value_change),
                    change.added_months,
                )
                for change in changes
            ],
        )

    def _get_due(self, month):
        """Return ``(fen, months)`` that fall due up to ``month`` and were not booked yet."""
        amounts = self._get_schedule()
        done = self._get_months_done()
        until = min(months_between(self.first_depreciation_month, month) + 1, len(amounts))
        return sum(amounts[done:until]), max(until - done, 0)

    def _get_monthly(self, month):
        """Return the fen of ``month`` alone."""
        index = months_between(self.first_depreciation_month, month)
        amounts = self._get_schedule()
        return amounts[index] if index < len(amounts) else 0

    def _get_months_done(self):
        last = self.last_depreciation_month
        return months_between(self.first_depreciation_month, last) + 1 if last else 0

    def _get_book_values(self, date):
        """Return original value, accumulated depreciation and net value in yuan on ``date``.

        The original value contains approved additions, the net value is also less impairment.
        """
        self.ensure_one()
        changes = self.value_change_ids.filtered(
            lambda c: c.approval_state == "approved" and c.month <= date
        )
        impairments = changes.filtered(lambda change: change.kind == "impairment")
        months = self.depreciation_line_ids.filtered(lambda line: line.month <= date)
        original = to_fen(self.original_value) + sum(
            to_fen(change.value_change) for change in changes - impairments
        )
        accumulated = sum(to_fen(line.amount) for line in months)
        net = original - accumulated + sum(to_fen(c.value_change) for c in impairments)
        return to_yuan(original), to_yuan(accumulated), to_yuan(net)

    def _get_depreciation_years(self):
        """Rows of the preview: ``(year, months, monthly yuan, year's yuan, net at its end)``."""
        amounts = self._get_schedule()
        done, net = self._get_months_done(), sum(amounts)
        years = {}
        for index, amount in enumerate(amounts):
            year = add_months(self.first_depreciation_month, index).year
            net -= amount
            row = years.setdefault(year, {"year": year, "months": 0, "amount": 0, "booked": 0})
            row["months"] += 1
            row["amount"] += amount
            row["booked"] += index < done
            row.setdefault("monthly", amount)
            row["last"], row["net"] = amount, net
        for row in years.values():
            row |= {key: to_yuan(row[key]) for key in ("amount", "monthly", "last", "net")}
        return list(years.values())
