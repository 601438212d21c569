from odoo import api, fields, models
from odoo.fields import Domain


class MaintenanceEquipment(models.Model):
    """Calibration on the card of a device."""

    _inherit = "maintenance.equipment"

    calibration_schedule_ids = fields.One2many(
        "equipment.calibration.schedule", "equipment_id", string="Calibration schedules"
    )
    calibration_ids = fields.One2many(
        "equipment.calibration", "equipment_id", string="Certificates"
    )
    calibration_count = fields.Integer(string="Calibrations", compute="_compute_calibration_count")
    calibration_due = fields.Date(
        compute="_compute_calibration_due",
        store=True,
        index="btree_not_null",
        help="Earliest day on which one of its calibrations falls due.",
    )
    calibration_state = fields.Selection(
        [("valid", "Valid"), ("due_soon", "Due soon"), ("expired", "Expired")],
        string="Calibration",
        compute="_compute_calibration_state",
        search="_search_calibration_state",
    )

    def _compute_calibration_count(self):
        groups = self.env["equipment.calibration"]._read_group(
            [("equipment_id", "in", self.ids)], ["equipment_id"], ["__count"]
        )
        counts = {device.id: count for device, count in groups}
        for device in self:
            device.calibration_count = counts.get(device._origin.id, 0)

    @api.depends("calibration_schedule_ids.next_due", "calibration_schedule_ids.active")
    def _compute_calibration_due(self):
        for device in self:
            schedules = device.calibration_schedule_ids.filtered("active")
            device.calibration_due = min(schedules.mapped("next_due"), default=False)

    @api.depends("calibration_due")
    def _compute_calibration_state(self):
        today, horizon = self.env["equipment.calibration.schedule"]._get_notice_period()
        for device in self:
            due = device.calibration_due
            late = "expired" if due and due < today else "due_soon"
            device.calibration_state = due and ("valid" if due > horizon else late)

    def _search_calibration_state(self, operator, value):
        if operator != "in":
            return NotImplemented
        today, horizon = self.env["equipment.calibration.schedule"]._get_notice_period()
        due = "calibration_due"
        domains = {
            False: Domain(due, "=", False),
            "expired": Domain(due, "<", today),
            "due_soon": Domain(due, ">=", today) & Domain(due, "<=", horizon),
            "valid": Domain(due, ">", horizon),
        }
        return Domain.OR(domains[state] for state in value if state in domains)

    @api.model_create_multi
    def create(self, vals_list):
        devices = super().create(vals_list)
        self.env["equipment.calibration.schedule"]._create_from_templates(devices)
        return devices

    def write(self, vals):
        result = super().write(vals)
        if vals.get("device_model_id"):
            self.env["equipment.calibration.schedule"]._create_from_templates(self)
        return result

    def _foresee(self, results):
        """The schedules that come with a card fall due on its first day."""
        super()._foresee(results)
        asked = self.env["equipment.calibration.schedule"]._get_asked(self)
        for device, result in zip(self, results, strict=True):
            if asked.get(device):
                result["calibration_due"] = device._get_first_day()

    def _get_first_day(self):
        """The day the device came into use, as far as its card tells; else today."""
        self.ensure_one()
        today = fields.Date.context_today(self)
        return self.acquisition_date or self.effective_date or today

    def action_schedule_calibration(self):
        """Give these devices the calibration schedules that their models ask for."""
        schedules = self.env["equipment.calibration.schedule"]._create_from_templates(self)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(count)s schedules were added.", count=len(schedules)),
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    def action_open_calibrations(self):
        """List the certificates of this device."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "equipment_asset.equipment_calibration_action"
        )
        return action | {
            "domain": [("equipment_id", "=", self.id)],
            "context": {"default_equipment_id": self.id},
        }
