from odoo import fields, models
from odoo.exceptions import UserError


class EquipmentDeliveryPlan(models.TransientModel):
    """Dialog: what a delivery is to bring."""

    _name = "equipment.delivery.plan"
    _inherit = ["server.guard.mixin"]
    _description = "Plan of a Delivery"
    _own_unit_fields = frozenset({"using_unit_ids"})

    delivery_id = fields.Many2one("equipment.delivery", required=True, ondelete="cascade")
    kind = fields.Selection(
        [("kit", "Kits"), ("device", "Single devices")], required=True, default="kit"
    )
    template_id = fields.Many2one("equipment.kit.template", string="Kit template")
    model_id = fields.Many2one("equipment.model", string="Device model")
    quantity = fields.Integer(required=True, default=1)
    price = fields.Float(
        string="Price of one",
        digits=(16, 2),
        help="Yuan; empty takes the price of the template or model.",
    )
    using_unit_ids = fields.Many2many(
        "org.unit",
        string="Goes to",
        help="One unit for each kit or device, one unit for all, or empty for the owner.",
    )

    def action_apply(self):
        """Add the pieces to the delivery."""
        self.ensure_one()
        price, units = self.price or None, list(self.using_unit_ids)
        if self.kind == "kit":
            self._check_chosen(self.template_id)
            self.delivery_id._plan_kits(self.template_id, self.quantity, units, price)
        else:
            self._check_chosen(self.model_id)
            self.delivery_id._plan_devices(self.model_id, self.quantity, price, units)
        return {"type": "ir.actions.act_window_close"}

    def _check_chosen(self, source):
        if not source:
            raise UserError(self.env._("Choose the kit template or the device model."))
