from odoo import fields, models


class MaintenanceRequest(models.Model):
    """Who reports a fault is the user, also one who is no employee."""

    _inherit = "maintenance.request"

    owner_user_id = fields.Many2one(compute=None)
