from odoo import api, fields, models
from odoo.exceptions import ValidationError

SOURCES = [("manual", "Entered by hand"), ("device", "Reported by the device")]


class EquipmentUsage(models.Model):
    """How often a device was used (次) on a day, or in the month that ends on it."""

    _name = "equipment.usage"
    _inherit = ["server.guard.mixin"]
    _description = "Equipment Usage"
    _order = "date desc, id desc"
    _rec_name = "equipment_id"

    equipment_id = fields.Many2one(
        "maintenance.equipment", string="Device", required=True, index=True, ondelete="cascade"
    )
    date = fields.Date(
        required=True, index=True, default=lambda self: fields.Date.context_today(self)
    )
    quantity = fields.Integer(string="Uses", required=True, default=1)
    uom = fields.Char(string="Counted in", default=lambda self: self.env._("times"))
    source = fields.Selection(SOURCES, required=True, default="manual")
    note = fields.Char()

    device_model_id = fields.Many2one(
        related="equipment_id.device_model_id", store=True, index="btree_not_null"
    )
    org_unit_id = fields.Many2one(
        related="equipment_id.org_unit_id", string="Owner", store=True, index=True
    )
    using_unit_id = fields.Many2one(
        "org.unit",
        string="Used by",
        compute="_compute_using_unit_id",
        store=True,
        precompute=True,
        index=True,
        help="Unit that used the device; it stays when the device moves on.",
    )

    _day_unique = models.UniqueIndex(
        "(equipment_id, date, source)",
        "The uses of this device on this day are entered already: change that entry.",
    )
    _quantity_positive = models.Constraint(
        "CHECK (quantity > 0)", "The number of uses must be at least 1."
    )

    @api.depends("equipment_id")
    def _compute_using_unit_id(self):
        for usage in self:
            usage.using_unit_id = usage.equipment_id.using_unit_id

    @api.constrains("date")
    def _check_date(self):
        today = fields.Date.context_today(self)
        if any(usage.date > today for usage in self):
            raise ValidationError(self.env._("Uses can't be entered for a day in the future."))

    @api.constrains("equipment_id")
    def _check_equipment(self):
        self.equipment_id._check_not_disposed()

    @api.model
    def _add(self, uses, date):
        """Add ``{device: number of uses}`` to what was entered by hand for ``date``."""
        devices = self.env["maintenance.equipment"].union(*uses)
        known = {
            usage.equipment_id: usage
            for usage in self.search(
                [
                    ("equipment_id", "in", devices.ids),
                    ("date", "=", date),
                    ("source", "=", "manual"),
                ]
            )
        }
        for device, usage in known.items():
            usage.quantity += uses[device]
        new = [
            {"equipment_id": device.id, "date": date, "quantity": quantity}
            for device, quantity in uses.items()
            if device not in known
        ]
        return self.create(new)
