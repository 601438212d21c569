from collections import defaultdict
from datetime import UTC, datetime, time

from odoo import api, fields, models

METER_UNITS = [
    ("uses", "Uses"),
    ("tests", "Tests"),
    ("hours", "Hours"),
    ("km", "Kilometres"),
]


class MaintenanceEquipment(models.Model):
    """The page “Maintenance” of a card: how reliable the device is and what its upkeep costs."""

    _inherit = "maintenance.equipment"

    meter_unit = fields.Selection(METER_UNITS, default="uses", required=True)
    meter_reading_ids = fields.One2many("equipment.meter.reading", "equipment_id")
    meter_total = fields.Float(
        string="Use in total", compute="_compute_meter_total", digits=(16, 2)
    )
    plan_ids = fields.One2many("equipment.plan", "equipment_id", string="Upkeep plans")
    fault_count = fields.Integer(string="Faults", compute="_compute_reliability")
    mtbf_hours = fields.Float(
        string="MTBF (h)",
        compute="_compute_reliability",
        help="Mean time between failures: hours in working order divided by the number of faults.",
    )
    mttr_hours = fields.Float(
        string="MTTR (h)",
        compute="_compute_reliability",
        help="Mean time to repair: from the report to the repair, over all repaired faults.",
    )
    downtime_year = fields.Float(string="Downtime this year (h)", compute="_compute_this_year")
    upkeep_cost_year = fields.Monetary(string="Upkeep cost this year", compute="_compute_this_year")

    @api.depends("meter_reading_ids.total")
    def _compute_meter_total(self):
        groups = self.env["equipment.meter.reading"]._read_group(
            [("equipment_id", "in", self.ids)], ["equipment_id"], ["total:max"]
        )
        totals = dict(groups)
        for equipment in self:
            equipment.meter_total = totals.get(equipment._origin, 0)

    @api.depends("maintenance_ids.downtime_hours", "effective_date")
    def _compute_reliability(self):
        rows = self.env["maintenance.request"]._read_group(
            self._get_fault_domain(),
            ["equipment_id"],
            ["__count", "downtime_hours:sum", "repaired_at:count"],
        )
        figures = {equipment: values for equipment, *values in rows}
        now = fields.Datetime.now()
        for equipment in self:
            count, downtime, repaired = figures.get(equipment._origin, (0, 0, 0))
            start = equipment.effective_date and datetime.combine(equipment.effective_date, time())
            hours = (now - start).total_seconds() / 3600 if start else 0
            equipment.fault_count = count
            equipment.mttr_hours = downtime / repaired if repaired else 0
            equipment.mtbf_hours = max(hours - downtime, 0) / count if count else 0

    @api.depends("maintenance_ids.downtime_hours", "maintenance_ids.cost_total")
    def _compute_this_year(self):
        year_start = self._get_year_start()
        rows = self.env["maintenance.request"]._read_group(
            [
                ("equipment_id", "in", self.ids),
                ("archive", "=", False),
                ("reported_at", ">=", year_start),
            ],
            ["equipment_id"],
            ["downtime_hours:sum", "cost_total:sum"],
        )
        figures = {equipment: values for equipment, *values in rows}
        still_down = self._get_open_downtime(year_start)
        for equipment in self:
            downtime, cost = figures.get(equipment._origin, (0, 0))
            equipment.downtime_year = downtime + still_down[equipment._origin]
            equipment.upkeep_cost_year = cost

    def action_open_requests(self):
        """Faults and work orders of this device, with a new one for it."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.maintenance_request_action"
        )
        return action | {
            "domain": [("equipment_id", "=", self.id)],
            "context": {"default_equipment_id": self.id},
        }

    def _get_fault_domain(self):
        return [
            ("equipment_id", "in", self.ids),
            ("maintenance_type", "=", "corrective"),
            ("archive", "=", False),
        ]

    def _get_open_downtime(self, year_start):
        """``{device: hours}`` of the faults of this year that are not repaired yet."""
        still_open = [("repaired_at", "=", False), ("reported_at", ">=", year_start)]
        rows = self.env["maintenance.request"]._read_group(
            self._get_fault_domain() + still_open, ["equipment_id"], ["reported_at:array_agg"]
        )
        now, hours = fields.Datetime.now(), defaultdict(float)
        for equipment, moments in rows:
            hours[equipment] = sum((now - moment).total_seconds() for moment in moments) / 3600
        return hours

    def _get_year_start(self):
        """Midnight of January 1st where the user is, as the database stores it."""
        first = fields.Date.context_today(self).replace(month=1, day=1)
        local = self.env.tz.localize(datetime.combine(first, time()))
        return local.astimezone(UTC).replace(tzinfo=None)
