from odoo import fields, models


class ServiceClaimReject(models.TransientModel):
    """Why claims don't count although their records are complete."""

    _name = "service.claim.reject"
    _description = "Reject Claims"

    claim_ids = fields.Many2many("service.claim", required=True)
    reason = fields.Char(required=True, help="The supplier reads it beside the claim.")

    def action_reject(self):
        self.ensure_one()
        self.claim_ids._reject(self.reason)
        return {"type": "ir.actions.act_window_close"}
