from odoo import api, fields, models


class ServiceAccessEnd(models.TransientModel):
    """Shows who of the supplier loses what, and ends it."""

    _name = "service.access.end"
    _inherit = ["server.guard.mixin"]
    _description = "End the Access of the Supplier"

    project_id = fields.Many2one(
        "project.project", required=True, ondelete="cascade", domain=[("is_service", "=", True)]
    )
    assignment_ids = fields.Many2many(
        "service.assignment", string="Staff", compute="_compute_assignment_ids"
    )
    loss = fields.Text("Loses", compute="_compute_assignment_ids")

    @api.depends("project_id")
    def _compute_assignment_ids(self):
        for dialog in self:
            project = dialog.project_id
            dialog.assignment_ids = project._get_open_assignments()
            dialog.loss = self.env._(
                "From midnight each of them sees nothing of this project: no roster (%(people)s "
                "persons today), no ledger (%(rows)s rows), no photos, signatures, archives or "
                "packages.",
                people=project.roster_count,
                rows=project.entry_count,
            )

    def action_confirm(self):
        """End the access today."""
        self.ensure_one()
        self.project_id._end_supplier_access()
