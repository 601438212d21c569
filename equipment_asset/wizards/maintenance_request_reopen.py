from odoo import fields, models

from ..models.maintenance_request_close import REOPEN_PURPOSES


class MaintenanceRequestReopen(models.TransientModel):
    """Ask why a finished work order is reopened, and what for."""

    _name = "maintenance.request.reopen"
    _inherit = ["server.guard.mixin"]
    _description = "Reopen a Work Order"

    request_id = fields.Many2one("maintenance.request", required=True, readonly=True)
    purpose = fields.Selection(REOPEN_PURPOSES, string="What for", required=True, default="record")
    reason = fields.Char(required=True)

    def action_reopen(self):
        """Reopen the order; the reason and what it said go into its log."""
        self.ensure_one()
        self.request_id._reopen(self.reason, self.purpose)
        return {"type": "ir.actions.act_window_close"}
