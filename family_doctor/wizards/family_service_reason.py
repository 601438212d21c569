from odoo import fields, models


class FamilyServiceReason(models.TransientModel):
    """Asks why a service record is corrected or doesn't count."""

    _name = "family.service.reason"
    _description = "Reason of a Correction"

    service_id = fields.Many2one("family.service", "Service record", required=True)
    what = fields.Selection([("void", "Make void"), ("correct", "Correct")], required=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Do it, with the reason."""
        self.ensure_one()
        if self.what == "void":
            return self.service_id._void(self.reason)
        return self.service_id._correct(self.reason).get_formview_action()
