from datetime import timedelta

from odoo import api, fields, models
from odoo.fields import Domain

RECENT_DAYS = 90


class MaintenanceEquipment(models.Model):
    """How much a device is used, and whether it lies idle."""

    _inherit = "maintenance.equipment"

    usage_ids = fields.One2many("equipment.usage", "equipment_id", string="Usage log")
    last_used_date = fields.Date(
        string="Last used", compute="_compute_last_used_date", store=True, index="btree_not_null"
    )
    unused_since = fields.Date(
        compute="_compute_unused_since",
        store=True,
        index="btree_not_null",
        help="Last use; for a device without any, the day since when it is in use.",
    )
    recent_uses = fields.Integer(string="Uses in 90 days", compute="_compute_recent_uses")
    days_unused = fields.Integer(string="Days unused", compute="_compute_days_unused")
    is_idle = fields.Boolean(
        string="Lies idle",
        compute="_compute_is_idle",
        search="_search_is_idle",
        help="Set idle, or in use without any entry in the usage log for too many days.",
    )

    @api.depends("usage_ids.date")
    def _compute_last_used_date(self):
        groups = self.env["equipment.usage"]._read_group(
            [("equipment_id", "in", self._origin.ids)], ["equipment_id"], ["date:max"]
        )
        last = {device.id: date for device, date in groups}
        for device in self:
            device.last_used_date = last.get(device._origin.id)

    @api.depends("last_used_date", "effective_date")
    def _compute_unused_since(self):
        for device in self:
            device.unused_since = device.last_used_date or device.effective_date

    def _compute_recent_uses(self):
        start = fields.Date.context_today(self) - timedelta(days=RECENT_DAYS - 1)
        groups = self.env["equipment.usage"]._read_group(
            [("equipment_id", "in", self.ids), ("date", ">=", start)],
            ["equipment_id"],
            ["quantity:sum"],
        )
        uses = {device.id: total for device, total in groups}
        for device in self:
            device.recent_uses = uses.get(device.id, 0)

    @api.depends("unused_since")
    def _compute_days_unused(self):
        today = fields.Date.context_today(self)
        for device in self:
            since = device.unused_since
            device.days_unused = max((today - since).days, 0) if since else 0

    @api.depends("unused_since", "usage_state")
    def _compute_is_idle(self):
        idle = self.filtered_domain(self._get_idle_domain())
        for device in self:
            device.is_idle = device in idle

    def _search_is_idle(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._get_idle_domain()

    @api.model
    def _get_idle_domain(self):
        """Devices set idle, or in use but without a use for rule ``idle_days``."""
        today = fields.Date.context_today(self)
        limit = today - timedelta(days=self.env["equipment.rule"]._get("idle_days", today))
        unused = Domain("usage_state", "=", "in_use") & Domain("unused_since", "<", limit)
        return Domain("usage_state", "=", "idle") | unused

    def action_open_usage(self):
        """List the usage log of this device."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_usage_action"
        )
        return action | {
            "domain": [("equipment_id", "=", self.id)],
            "context": {"default_equipment_id": self.id},
        }
