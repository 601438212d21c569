from odoo import fields, models


class MaintenanceEquipment(models.Model):
    """The custodian is entered, as equipment_asset has it, and not computed from an employee."""

    _inherit = "maintenance.equipment"

    owner_user_id = fields.Many2one(compute=None)
    equipment_assign_to = fields.Selection(default="other")
