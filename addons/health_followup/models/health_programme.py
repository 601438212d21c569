from odoo import models


class HealthProgramme(models.Model):
    """Where the visits of a programme are kept."""

    _inherit = "health.programme"

    def _get_followups(self):
        """Empty follow-ups of the model that those of this programme are kept in."""
        return self.env["health.followup.sensitive" if self.is_sensitive else "health.followup"]
