from odoo import fields, models


class BillingLineShare(models.Model):
    """How much of its share of a contract line an owner has received and accepted."""

    _inherit = "billing.line.share"

    delivered_quantity = fields.Float(
        string="Delivered", compute="_compute_delivery", digits=(16, 2)
    )
    accepted_quantity = fields.Float(string="Accepted", compute="_compute_delivery", digits=(16, 2))

    def _compute_delivery(self):
        # sudo: counts of the contract's own pieces, without a name of any of them
        lines = self.line_id.sudo()
        delivered = lines._count_pieces(("arrived", "accepted"))
        accepted = lines._count_pieces(("accepted",))
        for share in self:
            key = (share.line_id.id, share.owner_id.org_unit_id.id)
            share.delivered_quantity = delivered.get(key, 0)
            share.accepted_quantity = accepted.get(key, 0)
