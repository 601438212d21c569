from odoo import api, fields, models


class EquipmentRotaMember(models.Model):
    """A unit that shares a kit, at its place in the order."""

    _name = "equipment.rota.member"
    _inherit = ["server.guard.mixin"]
    _description = "Unit Sharing a Kit"
    _order = "rota_id, sequence, id"
    _rec_name = "unit_id"

    rota_id = fields.Many2one("equipment.rota", required=True, index=True, ondelete="cascade")
    sequence = fields.Integer(default=10)
    unit_id = fields.Many2one("org.unit", required=True, index=True, ondelete="restrict")

    _unit_once = models.UniqueIndex(
        "(rota_id, unit_id)", "A unit stands in the rota once; its turns come round."
    )

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members.unit_id.check_in_scope()
        return members

    def write(self, vals):
        result = super().write(vals)
        self.unit_id.check_in_scope()
        return result
