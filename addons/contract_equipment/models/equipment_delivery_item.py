from odoo import fields, models
from odoo.fields import Domain


class EquipmentDeliveryItem(models.Model):
    """A piece knows the contract line it fulfils."""

    _inherit = "equipment.delivery.item"

    billing_line_id = fields.Many2one(
        "billing.line",
        string="Contract line",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="contract_billing.group_contract_viewer",
    )

    def _get_waiting_domain(self, states):
        """Pieces in ``states`` that nothing has taken the place of."""
        return Domain("state", "in", states)

    def _prepare_equipment_vals(self):
        vals = super()._prepare_equipment_vals()
        # sudo: the card notes its contract line, which the equipment officer may not read
        line = self.sudo().billing_line_id
        if line:
            contract = line.project_id
            funds = contract.milestone_ids.fund_line_ids.fund_id
            vals |= {
                "billing_line_id": line.id,
                "contract_reference": contract.contract_number,
                "procurement_method": contract.procurement_method,
                "fund_reference": ", ".join(funds.mapped("name")),
            }
        return vals
