from odoo import api, fields, models
from odoo.fields import Domain


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

    @api.model_create_multi
    def create(self, vals_list):
        items = super().create(vals_list)
        # sudo: what comes for a rejected piece fulfils the same contract line
        for item in items.sudo().filtered("replaces_id.billing_line_id"):
            item.billing_line_id = item.replaces_id.billing_line_id
        return items

    def _get_waiting_domain(self, states):
        """Pieces in ``states``; a rejected one only while no replacement is expected."""
        open_ = Domain("state", "!=", "rejected") | Domain("replacement_ids", "=", False)
        return Domain("state", "in", states) & open_

    def _prepare_equipment_vals(self):
        vals = super()._prepare_equipment_vals()
        # sudo: the card names the contract and its funds, which the equipment officer may not open
        contract = self.sudo().billing_line_id.project_id
        if contract:
            funds = contract.milestone_ids.fund_line_ids.fund_id
            vals |= {
                "contract_reference": contract.contract_number,
                "procurement_method": contract.procurement_method,
                "fund_reference": ", ".join(funds.mapped("name")),
            }
        return vals
