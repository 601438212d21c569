from odoo import fields, models


class ServiceEntryReason(models.TransientModel):
    """Asks why something is done to rows of the ledger."""

    _name = "service.entry.reason"
    _description = "Reason for a Change of the Ledger"

    entry_ids = fields.Many2many("service.entry", string="Rows", required=True)
    what = fields.Selection(
        [
            ("correct", "Correct"),
            ("void", "Make void"),
            ("late", "Accept the lateness"),
            ("referral", "Close the referral"),
        ],
        required=True,
    )
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Do it, with the reason."""
        self.ensure_one()
        if self.what == "correct":
            return self.entry_ids._correct(self.reason).get_formview_action()
        if self.what == "void":
            return self.entry_ids._void(self.reason)
        if self.what == "late":
            return self.entry_ids._allow_late(self.reason)
        return self.entry_ids._close_referral(self.reason)
