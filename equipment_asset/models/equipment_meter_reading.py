from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class EquipmentMeterReading(models.Model):
    """What the counter of a device shows on a day. Readings follow each other and stay as they are.

    ``total`` is the use since the first reading, across exchanged meters.
    """

    _name = "equipment.meter.reading"
    _inherit = ["server.guard.mixin"]
    _description = "Meter Reading"
    _order = "date desc, id desc"
    _rec_name = "value"

    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, index=True, ondelete="cascade"
    )
    org_unit_id = fields.Many2one(related="equipment_id.org_unit_id", store=True, index=True)
    using_unit_id = fields.Many2one(related="equipment_id.using_unit_id", store=True, index=True)
    date = fields.Date(required=True, default=fields.Date.context_today)
    value = fields.Float(string="Reading", required=True, digits=(16, 2), aggregator=None)
    unit = fields.Selection(related="equipment_id.meter_unit")
    is_new_meter = fields.Boolean(
        string="New meter", help="The counter was exchanged or set back; it begins anew."
    )
    total = fields.Float(string="Use in total", readonly=True, digits=(16, 2), aggregator="max")
    note = fields.Char()

    _latest_idx = models.Index("(equipment_id, date DESC, id DESC)")
    _value_positive = models.Constraint("CHECK (value >= 0)", "A reading cannot be negative.")

    @api.model_create_multi
    def create(self, vals_list):
        readings = super().create([vals | {"total": 0} for vals in vals_list])
        last = readings._get_previous()
        for reading in readings.sorted(lambda reading: (reading.date, reading.id)):
            reading._count_on(last.get(reading.equipment_id))
            last[reading.equipment_id] = reading
        readings._wake_plans()
        return readings

    def write(self, vals):
        computed = {"total"} if self.env.su else set()
        if vals.keys() - {"note"} - computed:
            raise UserError(
                self.env._(
                    "A reading stays as it was entered. Delete the last one and enter it anew."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_last(self):
        kept = self.search(
            [("equipment_id", "in", self.equipment_id.ids), ("id", "not in", self.ids)]
        )
        latest = {reading.equipment_id: reading for reading in reversed(kept)}
        for reading in self:
            last = latest.get(reading.equipment_id)
            if last and (last.date, last.id) > (reading.date, reading.id):
                raise UserError(self.env._("Only the last reading of a device can be deleted."))

    def _get_previous(self):
        """``{device: last reading before these}``; ids and dates of a device grow together."""
        groups = self._read_group(
            [("equipment_id", "in", self.equipment_id.ids), ("id", "not in", self.ids)],
            ["equipment_id"],
            ["id:max"],
        )
        return {device: self.browse(last_id) for device, last_id in groups}

    def _count_on(self, previous):
        """:raise ValidationError: of a day to come, or it goes back in time or in value"""
        self.equipment_id._check_not_disposed()
        if self.date > fields.Date.context_today(self):
            raise ValidationError(
                self.env._(
                    "%(date)s is still to come: enter the day of the reading.", date=self.date
                )
            )
        if previous and (self.date < previous.date or self._is_too_low(previous)):
            raise ValidationError(
                self.env._(
                    "“%(device)s” was read on %(date)s already: %(value)s. A later reading cannot be "
                    "lower; if the meter was exchanged, mark it as new.",
                    device=self.equipment_id.display_name,
                    date=previous.date,
                    value=f"{previous.value:g}",
                )
            )
        used = self.value - previous.value if previous and not self.is_new_meter else self.value
        total = (previous.total if previous else 0) + (used if previous else 0)
        # sudo: the total follows from the readings; nobody enters it
        self.sudo().total = total

    def _is_too_low(self, previous):
        return self.value < previous.value and not self.is_new_meter

    def _wake_plans(self):
        # sudo: the custodian reads the meter, the plans belong to the owner
        plans = self.env["equipment.plan"].sudo().search(
            [("equipment_id", "in", self.equipment_id.ids), ("use_interval", ">", 0)]
        )  # fmt: skip
        dates = {reading.equipment_id: reading.date for reading in self.sorted("date")}
        for device, device_plans in plans.grouped("equipment_id").items():
            device_plans._wake_by_use(dates[device])
