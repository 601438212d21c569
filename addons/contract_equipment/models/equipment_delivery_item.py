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

    def _prepare_equipment_vals(self):
        vals = super()._prepare_equipment_vals()
        # sudo: the card names the contract and its funds, which the equipment officer may not open
        line = self.sudo().billing_line_id
        if contract := line.project_id:
            vals |= {
                "billing_line_id": line.id,
                "contract_reference": contract.contract_number,
                "procurement_method": contract.procurement_method,
                "fund_reference": contract.fund_names,
            }
        return vals
