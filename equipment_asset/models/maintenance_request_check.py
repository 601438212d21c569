from odoo import fields, models


class MaintenanceRequestCheck(models.Model):
    """One point of a checklist on a work order, with what was found."""

    _name = "maintenance.request.check"
    _inherit = ["server.guard.mixin"]
    _description = "Check on a Work Order"
    _order = "request_id, sequence, id"
    _server_fields = frozenset({"reading_hint"})

    request_id = fields.Many2one(
        "maintenance.request", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    done = fields.Boolean()
    reading = fields.Char(help="Measured value, with its unit.")
    reading_hint = fields.Char(string="Allowed", readonly=True)
    note = fields.Char()
