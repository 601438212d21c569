from odoo import fields, models


class EquipmentTransferCorrection(models.TransientModel):
    """Dialog: why a sealed transfer is put right."""

    _name = "equipment.transfer.correction"
    _inherit = ["server.guard.mixin"]
    _description = "Correction of a Transfer"

    transfer_id = fields.Many2one("equipment.transfer", required=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_correct(self):
        """Open the draft of the correction."""
        self.ensure_one()
        return self.transfer_id._correct(self.reason)._get_records_action()
