from odoo import models


def keep_readers(record, recipients):
    """Who followed a record before it left his scope is told nothing of it any more."""
    return [
        recipient
        for recipient in recipients
        if not recipient["uid"] or record.with_user(recipient["uid"]).has_access("read")
    ]


class MaintenanceEquipment(models.Model):
    _inherit = "maintenance.equipment"

    def _notify_get_recipients(self, *args, **kwargs):
        return keep_readers(self, super()._notify_get_recipients(*args, **kwargs))


class EquipmentKit(models.Model):
    _inherit = "equipment.kit"

    def _notify_get_recipients(self, *args, **kwargs):
        return keep_readers(self, super()._notify_get_recipients(*args, **kwargs))


class MaintenanceRequest(models.Model):
    _inherit = "maintenance.request"

    def _notify_get_recipients(self, *args, **kwargs):
        return keep_readers(self, super()._notify_get_recipients(*args, **kwargs))
