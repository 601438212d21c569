from odoo import fields, models


class ServiceEventCallOff(models.TransientModel):
    """Asks why an event doesn't take place."""

    _name = "service.event.call.off"
    _description = "Call Off an Event"

    event_id = fields.Many2one("event.event", required=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Call the event off, with the reason."""
        self.ensure_one()
        self.event_id._call_off(self.reason)
