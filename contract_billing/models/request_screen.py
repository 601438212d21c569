from odoo import api, models
from odoo.fields import Command


class BillingRequest(models.Model):
    """What only the request's own screen needs."""

    _inherit = "billing.request"

    @api.onchange("milestone_id")
    def _onchange_milestone_id(self):
        """Propose all that may be requested of the chosen instalment today."""
        payable = self.milestone_id.share_ids.filtered("payable_amount")
        self.line_ids = [Command.clear()] + [
            Command.create({"share_id": share.id, "amount": share.payable_amount})
            for share in payable
        ]
