from odoo import api, fields, models

PURPOSES = [
    ("archive", "Keeping the archive"),
    ("sharing", "Sharing with other institutions"),
    ("photos", "Photos of services"),
    ("push", "Messages and reminders"),
]
CONSENT, DUTY = "consent", "duty"
LEGAL_BASES = [(CONSENT, "Consent of the person"), (DUTY, "Statutory duty (public health)")]


class HealthConsentText(models.Model):
    """The words that a resident agrees to, per purpose; a new wording is a new version."""

    _name = "health.consent.text"
    _inherit = ["dated.mixin"]
    _description = "Consent Text"
    _order = "purpose, valid_from desc"
    _rec_name = "version"

    purpose = fields.Selection(PURPOSES, required=True)
    version = fields.Char(required=True)
    body = fields.Text(required=True, translate=True)
    legal_basis = fields.Selection(LEGAL_BASES, required=True, default=CONSENT)

    _purpose_from_unique = models.UniqueIndex(
        "(purpose, valid_from)", "This purpose already has a text from that date on."
    )

    @api.model
    def _get(self, purpose, date):
        """The text in force for ``purpose`` on ``date``, or an empty one."""
        domain = [("purpose", "=", purpose), *self._in_force_domain(date)]
        return self.search(domain, order="valid_from desc", limit=1)
