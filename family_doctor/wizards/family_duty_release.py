from odoo import fields, models


class FamilyDutyRelease(models.TransientModel):
    """Asks why a match made by hand is taken back."""

    _name = "family.duty.release"
    _description = "Take a Match Back"

    duty_id = fields.Many2one("family.duty", required=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Open the unit again, for whatever else serves it."""
        self.ensure_one()
        self.duty_id._release_by_hand(self.reason)
