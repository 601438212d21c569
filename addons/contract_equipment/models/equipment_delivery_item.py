from odoo import fields, models


class EquipmentDeliveryItem(models.Model):
    """A piece knows the contract line it fulfils."""

    _name = "equipment.delivery.item"
    _inherit = ["equipment.delivery.item", "contract.link.mixin"]
    _contract_link = "billing_line_id"

    billing_line_id = fields.Many2one(
        "billing.line",
        string="Contract line",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="contract_billing.group_contract_viewer",
    )
    replacement_ids = fields.One2many(
        "equipment.delivery.item", "replaces_id", string="Replaced by"
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.get("replaces_id"):
            # sudo: what comes for a rejected piece fulfils the same contract line
            for item in self.sudo():
                item.billing_line_id = item.replaces_id.billing_line_id
        return result

    def _prepare_cards(self):
        cards = super()._prepare_cards()
        # sudo: the card names the contract and its funds, which the equipment officer may not open
        pieces = self.sudo()
        of_line = {line.id: line._prepare_card() for line in pieces.billing_line_id}
        for piece, card in zip(pieces, cards, strict=True):
            card |= of_line.get(piece.billing_line_id.id, {})
        return cards
