from odoo import api, models


class HealthSensitiveMixin(models.AbstractModel):
    """Rows that the sensitive group reads, and only the doctors in it change."""

    _name = "health.sensitive.mixin"
    _inherit = ["server.guard.mixin"]
    _description = "Changed by Doctors of the Sensitive Group"

    @api.model_create_multi
    def create(self, vals_list):
        self._check_doctor()
        return super().create(vals_list)

    def write(self, vals):
        self._check_doctor()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_doctor(self):
        self._check_doctor()

    def _check_doctor(self):
        """:raise AccessError: the user is in the sensitive group, and no doctor"""
        if not self._is_server():
            self.env["health.archive"]._check_role("group_village_doctor")
