from odoo import fields, models


class EquipmentUsageMonthLine(models.TransientModel):
    """One device on the sheet of a month."""

    _name = "equipment.usage.month.line"
    _inherit = ["server.guard.mixin"]
    _description = "Usage of a Device in a Month"

    sheet_id = fields.Many2one(
        "equipment.usage.month", required=True, index=True, ondelete="cascade"
    )
    equipment_id = fields.Many2one("maintenance.equipment", string="Device", required=True)
    place = fields.Char(related="equipment_id.place")
    recorded = fields.Integer(string="Entered so far", readonly=True)
    quantity = fields.Integer(string="Uses to add")

    _quantity_not_negative = models.Constraint(
        "CHECK (quantity >= 0)", "The number of uses to add cannot be negative."
    )
