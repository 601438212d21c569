from odoo import fields, models


class HealthConsentWithdrawal(models.TransientModel):
    """Asks why and from when on a consent is taken back."""

    _name = "health.consent.withdrawal"
    _inherit = ["server.guard.mixin"]
    _description = "Withdrawal of a Consent"

    consent_id = fields.Many2one("health.consent", required=True, readonly=True, ondelete="cascade")
    date = fields.Date(required=True, default=fields.Date.context_today)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Withdraw the consent."""
        self.ensure_one()
        self.consent_id._withdraw(self.reason, self.date)
        return {"type": "ir.actions.act_window_close"}
