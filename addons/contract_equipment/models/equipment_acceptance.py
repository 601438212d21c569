from odoo import models


class EquipmentAcceptance(models.Model):
    """An acceptance ties the new cards to their contract line."""

    _inherit = "equipment.acceptance"

    def _after_acceptance(self):
        result = super()._after_acceptance()
        # sudo: the tie is made by the system, see contract.link.mixin
        accepted = self.sudo().item_ids.filtered("equipment_id")
        for line, items in accepted.grouped("billing_line_id").items():
            if line:
                items.equipment_id.billing_line_id = line
        return result
