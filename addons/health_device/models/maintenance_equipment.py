from odoo import models


class MaintenanceEquipment(models.Model):
    _inherit = "maintenance.equipment"

    def _get_device_text(self):
        """Name and serial number, as kept with what the device measured."""
        self.ensure_one()
        return " ".join(filter(None, (self.name, self.serial_no)))
