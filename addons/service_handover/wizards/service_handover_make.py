from odoo import fields, models


class ServiceHandoverMake(models.TransientModel):
    """Asks what a package is needed for, and has it made."""

    _name = "service.handover.make"
    _inherit = ["server.guard.mixin"]
    _description = "Make a Hand-over Package"

    project_id = fields.Many2one(
        "project.project", required=True, ondelete="cascade", domain=[("is_service", "=", True)]
    )
    reason = fields.Char(required=True, help="It is recorded, and printed on each page.")

    def action_make(self):
        """Make the package and show how it comes along."""
        self.ensure_one()
        handover = self.env["service.handover"].create(
            {"project_id": self.project_id.id, "reason": self.reason}
        )
        return handover.get_formview_action()
