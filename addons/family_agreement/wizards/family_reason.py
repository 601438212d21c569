from odoo import fields, models


class FamilyReason(models.TransientModel):
    """Asks why agreements are returned, made void, or their signatures taken back."""

    _name = "family.reason"
    _inherit = ["server.guard.mixin"]
    _description = "Reason"

    agreement_ids = fields.Many2many("family.agreement", required=True)
    transfer_id = fields.Many2one("family.transfer")
    what = fields.Selection(
        [
            ("return", "Return"),
            ("unsign", "Take signatures back"),
            ("void", "Make void"),
            ("refuse", "Refuse the transfer"),
        ],
        required=True,
    )
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Do it, with the reason."""
        self.ensure_one()
        getattr(self, f"_do_{self.what}")()

    def _do_return(self):
        self.agreement_ids._return(self.reason)

    def _do_unsign(self):
        self.agreement_ids._unsign(self.reason)

    def _do_void(self):
        self.agreement_ids._void(self.reason)

    def _do_refuse(self):
        self.transfer_id._refuse(self.reason)
