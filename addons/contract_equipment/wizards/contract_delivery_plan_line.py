from odoo import fields, models
from odoo.exceptions import UserError


class ContractDeliveryPlanLine(models.TransientModel):
    """What one contract line delivers."""

    _name = "contract.delivery.plan.line"
    _description = "Line of a Delivery Plan"

    plan_id = fields.Many2one(
        "contract.delivery.plan", required=True, index=True, ondelete="cascade"
    )
    billing_line_id = fields.Many2one(
        "billing.line", string="Contract line", required=True, readonly=True, ondelete="cascade"
    )
    quantity = fields.Float(related="billing_line_id.quantity")
    kit_template_id = fields.Many2one("equipment.kit.template", string="Kits", ondelete="cascade")
    device_model_id = fields.Many2one("equipment.model", string="Devices", ondelete="cascade")

    def _apply(self):
        """Write on the contract line what it delivers.

        :raise UserError: neither kits nor devices, or both
        """
        self.ensure_one()
        if bool(self.kit_template_id) == bool(self.device_model_id):
            raise UserError(
                self.env._(
                    "“%(line)s”: say which kit or which device model one piece of it is.",
                    line=self.billing_line_id.name,
                )
            )
        self.billing_line_id.write(
            {
                "kit_template_id": self.kit_template_id.id,
                "device_model_id": self.device_model_id.id,
            }
        )
