from odoo import fields, models


class EquipmentAcceptanceCorrect(models.TransientModel):
    """Dialog: why a sealed acceptance has to be corrected."""

    _name = "equipment.acceptance.correct"
    _inherit = ["server.guard.mixin"]
    _description = "Correction of an Acceptance"

    acceptance_id = fields.Many2one("equipment.acceptance", required=True, ondelete="cascade")
    reason = fields.Char(required=True)

    def action_apply(self):
        """Open the correction: the same pieces, to be decided on and signed for again."""
        self.ensure_one()
        correction = self.acceptance_id._supersede({"supersede_reason": self.reason})
        return correction._get_records_action(name=correction.name)
