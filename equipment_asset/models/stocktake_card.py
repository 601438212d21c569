from odoo import api, fields, models


class MaintenanceEquipment(models.Model):
    _inherit = "maintenance.equipment"

    stocktake_proposal_id = fields.Many2one(
        "equipment.stocktake.proposal", "Found by stock-take", readonly=True, copy=False,
        index="btree_not_null", ondelete="restrict",
        help="The proposal this card was made from.",
    )  # fmt: skip

    @api.model_create_multi
    def create(self, vals_list):
        devices = super().create(vals_list)
        for device in devices.filtered("stocktake_proposal_id"):
            device.stocktake_proposal_id._adopt(device)
        return devices

    def _answers_to(self, code, token):
        """Whether a scanned code, with the token of a tag in it, means this device."""
        if token:
            return self.tag_token == token
        return not {code, code.upper()}.isdisjoint((self.asset_number, self.serial_no))
