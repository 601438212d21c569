from odoo import fields, models


class EquipmentDelivery(models.Model):
    """A delivery that was planned from a contract."""

    _name = "equipment.delivery"
    _inherit = ["equipment.delivery", "contract.link.mixin"]
    _contract_link = "contract_id"

    contract_id = fields.Many2one(
        "project.project",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        groups="contract_billing.group_contract_viewer",
    )
