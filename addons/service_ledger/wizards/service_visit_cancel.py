from odoo import fields, models


class ServiceVisitCancel(models.TransientModel):
    """Asks why nobody visits."""

    _name = "service.visit.cancel"
    _description = "Cancel a Home Visit"

    visit_ids = fields.Many2many("service.visit", string="Visits", required=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Cancel the visits, with the reason."""
        self.ensure_one()
        self.visit_ids._cancel(self.reason)
