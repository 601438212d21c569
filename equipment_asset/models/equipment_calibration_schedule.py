from odoo import api, fields, models

from ..tools.calibration_cover import get_cover_end


class EquipmentCalibrationSchedule(models.Model):
    """One kind of calibration a device needs again and again; a device may have several."""

    _name = "equipment.calibration.schedule"
    _inherit = ["server.guard.mixin", "equipment.calibration.rhythm.mixin"]
    _description = "Calibration Schedule"
    _order = "next_due, id"
    _rec_names_search = ["equipment_id"]

    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, index=True, ondelete="cascade"
    )
    source = fields.Char(help="Law, regulation or manual that asks for it.")
    start_date = fields.Date(
        string="Needed since",
        compute="_compute_start_date",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="From this day the device may only be used with a valid certificate.",
    )
    calibration_ids = fields.One2many("equipment.calibration", "schedule_id", string="Certificates")
    last_calibration_id = fields.Many2one(
        "equipment.calibration",
        string="Last certificate",
        compute="_compute_cover",
        store=True,
        index="btree_not_null",
    )
    body_id = fields.Many2one(
        related="last_calibration_id.body_id",
        string="Last body",
        store=True,
        index="btree_not_null",
    )
    valid_until = fields.Date(
        compute="_compute_cover",
        store=True,
        index="btree_not_null",
        help="Last day covered by a passing certificate; empty while there was none.",
    )
    next_due = fields.Date(
        string="Due",
        compute="_compute_next_due",
        store=True,
        index=True,
        help="Last day covered; without any certificate the day since when one is needed.",
    )
    active = fields.Boolean(default=True)

    device_model_id = fields.Many2one(
        related="equipment_id.device_model_id", store=True, index="btree_not_null"
    )
    org_unit_id = fields.Many2one(
        related="equipment_id.org_unit_id", string="Owner", store=True, index=True
    )
    using_unit_id = fields.Many2one(
        related="equipment_id.using_unit_id", string="Used by", store=True, index=True
    )
    custodian_id = fields.Many2one(
        related="equipment_id.owner_user_id",
        string="Custodian",
        store=True,
        index="btree_not_null",
    )
    usage_state = fields.Selection(
        related="equipment_id.usage_state", string="Device status", store=True
    )

    _kind_unique = models.UniqueIndex(
        "(equipment_id, kind_id)", "This device already has a schedule for this kind."
    )

    @api.depends("equipment_id", "kind_id")
    def _compute_display_name(self):
        for schedule in self:
            names = (schedule.equipment_id.display_name, schedule.kind_id.name)
            schedule.display_name = " · ".join(name for name in names if name)

    @api.depends("equipment_id")
    def _compute_start_date(self):
        today = fields.Date.context_today(self)
        for schedule in self:
            device = schedule.equipment_id
            schedule.start_date = device._get_first_day() if device else today

    @api.depends(
        "calibration_ids.is_in_force",
        "calibration_ids.date",
        "calibration_ids.result",
        "calibration_ids.valid_until",
    )
    def _compute_cover(self):
        for schedule in self:
            certificates = schedule.calibration_ids.filtered("is_in_force").sorted(
                lambda certificate: (certificate.date, certificate.id)
            )
            schedule.last_calibration_id = certificates[-1:]
            schedule.valid_until = get_cover_end(certificates._get_entries())

    @api.depends("valid_until", "start_date")
    def _compute_next_due(self):
        for schedule in self:
            schedule.next_due = schedule.valid_until or schedule.start_date

    def action_record_certificate(self):
        """Open a certificate form for this device and kind."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Certificate"),
            "res_model": "equipment.calibration",
            "view_mode": "form",
            "context": {
                "default_equipment_id": self.equipment_id.id,
                "default_kind_id": self.kind_id.id,
            },
        }

    @api.model
    def _create_from_templates(self, equipments):
        """Create the schedules that the device models ask for and the devices lack.

        :return: the new schedules
        """
        asked = self._get_asked(equipments)
        groups = self.with_context(active_test=False)._read_group(
            [("equipment_id", "in", [device.id for device in asked])], ["equipment_id", "kind_id"]
        )
        known = set(groups)
        return self.create(
            [
                template._prepare_schedule_vals(device)
                for device, templates in asked.items()
                for template in templates
                if (device, template.kind_id) not in known
            ]
        )

    def _get_asked(self, equipments):
        """``{device: templates}``: what the models of these devices ask for today."""
        templates = self.env["equipment.model.calibration"]._get_in_force(
            equipments.device_model_id, fields.Date.context_today(self)
        )
        return {
            device: templates[device.device_model_id]
            for device in equipments
            if device.device_model_id in templates and device.usage_state != "disposed"
        }
