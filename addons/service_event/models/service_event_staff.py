from odoo import api, fields, models


class ServiceEventStaff(models.Model):
    """Who of the supplier was at an event, in which role, of which department."""

    _name = "service.event.staff"
    _inherit = ["server.guard.mixin"]
    _description = "Team at an Event"
    _order = "role, sequence, id"
    _fixed_fields = frozenset({"event_id"})

    event_id = fields.Many2one("event.event", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    role = fields.Selection(
        [("doctor", "Doctor"), ("nurse", "Nurse"), ("other", "Other")],
        required=True,
        default="doctor",
    )
    department_id = fields.Many2one(
        "service.department", index="btree_not_null", ondelete="restrict"
    )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows.event_id._claim_anew()
        return rows

    def write(self, vals):
        result = super().write(vals)
        self.event_id._claim_anew()
        return result

    def unlink(self):
        events = self.event_id
        result = super().unlink()
        events.exists()._claim_anew()
        return result
