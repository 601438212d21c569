from odoo import models

from odoo.addons.service_ledger.models.service_entry import get_day

ORIGIN = "event.registration"


class ServiceEntry(models.Model):
    """Rows that come from events."""

    _inherit = "service.entry"

    def _get_days_late(self):
        """Of an attendance the sign-in says it: that is when it was entered, not the report."""
        if self.origin_model != ORIGIN or self.supersedes_id:
            return super()._get_days_late()
        signed_at = self.env[ORIGIN].browse(self.origin_id).signed_at
        days = (get_day(signed_at) - self.date).days
        return days if days > self.env["service.rule"]._get("backdating_days", self.date) else 0
