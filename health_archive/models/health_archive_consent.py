from odoo import fields, models


class HealthArchive(models.Model):
    """Consents of the resident."""

    _inherit = "health.archive"

    consent_ids = fields.One2many("health.consent", "archive_id", "Consents")

    def _has_consent(self, purpose):
        """Whether the resident's consent for ``purpose`` is in force."""
        self.ensure_one()
        return any(
            consent.purpose == purpose and consent.is_in_force for consent in self.consent_ids
        )

    def action_take_consent(self):
        """Open a new consent of this resident."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Consent"),
            "res_model": "health.consent",
            "views": [[False, "form"]],
            "context": {"default_archive_id": self.id},
        }
