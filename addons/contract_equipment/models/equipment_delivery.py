from odoo import fields, models


class EquipmentDelivery(models.Model):
    """A delivery that was planned from a contract."""

    _inherit = "equipment.delivery"

    contract_id = fields.Many2one(
        "project.project",
        string="Contract",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        groups="contract_billing.group_contract_viewer",
    )
