from odoo import fields, models
from odoo.exceptions import UserError


class EquipmentKitPartChange(models.TransientModel):
    """Dialog: what happened to one part of a kit."""

    _name = "equipment.kit.part.change"
    _inherit = ["server.guard.mixin"]
    _description = "Change of a Kit Part"

    part_id = fields.Many2one("equipment.kit.part", required=True, ondelete="cascade")
    kind = fields.Selection(
        [
            ("missing", "It is missing"),
            ("lend", "It is lent"),
            ("return", "It is back"),
            ("replace", "It is replaced"),
        ],
        required=True,
    )
    model_id = fields.Many2one(related="part_id.model_id")
    org_unit_id = fields.Many2one(related="part_id.kit_id.org_unit_id")
    equipment_id = fields.Many2one(
        "maintenance.equipment",
        string="New device",
        domain="[('device_model_id', '=', model_id), ('kit_id', '=', False), "
        "('org_unit_id', '=', org_unit_id), ('usage_state', '!=', 'disposed')]",
    )
    holder = fields.Char(string="Lent to")
    return_date = fields.Date(string="Return by")
    reason = fields.Char(required=True)

    def action_apply(self):
        """Record the change on the kit."""
        self.ensure_one()
        getattr(self, f"_apply_{self.kind}")()
        return {"type": "ir.actions.act_window_close"}

    def _apply_missing(self):
        self.part_id._report_missing(self.reason)

    def _apply_lend(self):
        if not self.holder:
            raise UserError(self.env._("Say to whom it is lent."))
        self.part_id._lend(self.holder, self.return_date, self.reason)

    def _apply_return(self):
        self.part_id._bring_back(self.reason)

    def _apply_replace(self):
        if not self.equipment_id:
            raise UserError(self.env._("Choose the device that takes the place."))
        self.part_id._replace(self.equipment_id, self.reason)
