from odoo import api, fields, models
from odoo.exceptions import UserError

from ..tools.depreciation import add_months, month_start, months_between

DIRECT_LINES = 20000
"""So many lines are booked while the user waits; more go to the background."""


class EquipmentDepreciationCatchup(models.TransientModel):
    """Dialog: book all missing months of a unit, or of each owner below it, at once."""

    _name = "equipment.depreciation.catchup"
    _description = "Book Missing Months"

    org_unit_id = fields.Many2one(
        "org.unit", string="Unit", required=True, default=lambda self: self.env.user.org_unit_id
    )
    per_owner = fields.Boolean(
        string="One run per owner",
        default=True,
        help="Each owner keeps books of its own. Otherwise one run covers the unit and all below.",
    )
    month_from = fields.Date(
        string="From month",
        help="Empty: from the first month that is missing. Otherwise what is due of earlier "
        "months is taken over in this one.",
    )
    month_to = fields.Date(
        string="Up to month",
        required=True,
        default=lambda self: month_start(fields.Date.context_today(self)),
    )
    summary = fields.Text(string="Will be booked", compute="_compute_summary")

    @api.depends("org_unit_id", "per_owner", "month_from", "month_to")
    def _compute_summary(self):
        for wizard in self:
            lines = [
                self.env._(
                    "%(unit)s: %(first)s to %(last)s (%(count)s months)",
                    unit=unit.name,
                    first=f"{months[0]:%Y-%m}",
                    last=f"{months[-1]:%Y-%m}",
                    count=len(months),
                )
                for unit, months in wizard._get_missing()
            ]
            wizard.summary = "\n".join(lines) or self.env._("No month is missing.")

    def action_book(self):
        """Create and book the missing runs, or hand them to the background when they are many."""
        self.ensure_one()
        runs = self._create_runs()
        if not runs:
            raise UserError(self.env._("No month is missing: everything is booked up to then."))
        if self._count_devices() * len(set(runs.mapped("month"))) > DIRECT_LINES:
            runs._queue()
        else:
            runs.action_book()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_depreciation_run_action"
        )
        return action | {"domain": [("id", "in", runs.ids)], "context": {}}

    def _create_runs(self):
        """Draft runs of all missing months; drafts that stand already are used."""
        runs = self.env["equipment.depreciation.run"]
        wanted = [(unit, month) for unit, months in self._get_missing() for month in months]
        units = self.env["org.unit"].union(*(unit for unit, _month in wanted))
        drafts = runs.search([("state", "=", "draft"), ("org_unit_id", "in", units.ids)])
        by_key = {(run.org_unit_id, run.month): run for run in drafts}
        new = [key for key in wanted if key not in by_key]
        created = runs.create([self._prepare_run(unit, month) for unit, month in new])
        return created | runs.union(*(by_key[key] for key in wanted if key in by_key))

    def _prepare_run(self, unit, month):
        return {
            "org_unit_id": unit.id,
            "month": month,
            "include_below": not self.per_owner,
            "takes_over": bool(self.month_from) and month == month_start(self.month_from),
        }

    def _get_missing(self):
        """``[(unit, [month, …]), …]`` from the first open month of each unit's devices on."""
        if not self.org_unit_id or not self.month_to:
            return []
        firsts = self._get_first_open()
        if not self.per_owner:
            firsts = {self.org_unit_id: min(firsts.values())} if firsts else {}
        last = month_start(self.month_to)
        missing = []
        for unit in sorted(firsts, key=lambda unit: (unit.sequence, unit.code)):
            first = max(firsts[unit], self.month_from and month_start(self.month_from) or last.min)
            count = months_between(first, last) + 1
            missing.append((unit, [add_months(first, index) for index in range(count)]))
        return [(unit, months) for unit, months in missing if months]

    def _get_first_open(self):
        """``{owner: first month that is not booked}`` over the devices being depreciated."""
        groups = self._get_devices()._read_group(
            self._get_domain(),
            ["org_unit_id", "first_depreciation_month:month", "last_depreciation_month:month"],
            [],
        )
        firsts = {}
        for unit, first, last in groups:
            month = add_months(last, 1) if last else first
            firsts[unit] = min(firsts.get(unit, month), month)
        return firsts

    def _count_devices(self):
        return self._get_devices().search_count(self._get_domain())

    def _get_devices(self):
        return self.env["maintenance.equipment"].with_context(active_test=False)

    def _get_domain(self):
        return [
            ("org_unit_id", "child_of", self.org_unit_id.id),
            ("depreciation_state", "=", "running"),
        ]
