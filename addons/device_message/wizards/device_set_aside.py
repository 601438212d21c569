from odoo import fields, models


class DeviceSetAside(models.TransientModel):
    """Why nothing more is done with what a device sent."""

    _name = "device.set.aside"
    _description = "Set Aside"

    reason = fields.Char(required=True, help="Stands beside the record from then on.")

    def action_confirm(self):
        """Set aside the messages or results that were selected, as far as they are parked."""
        self.ensure_one()
        model = self.env.context.get("active_model")
        if model in ("device.message", "device.result"):
            records = self.env[model].browse(self.env.context.get("active_ids"))
            records.set_aside(self.reason)
        return {"type": "ir.actions.act_window_close"}
