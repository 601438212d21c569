from odoo import api, fields, models


class ServiceHandoverReceive(models.TransientModel):
    """Asks for the SHA-256 on the signed receipt, and receives the package."""

    _name = "service.handover.receive"
    _inherit = ["server.guard.mixin"]
    _description = "Receive a Hand-over"

    handover_id = fields.Many2one("service.handover", required=True, ondelete="cascade")
    sha256 = fields.Char(
        "SHA-256 on the Receipt", required=True, help="Typed or scanned from the signed paper."
    )
    end_access = fields.Boolean(
        "End the access of the supplier", default=True,
        help="Today is the last day on which the staff listed below sees anything.",
    )  # fmt: skip
    assignment_ids = fields.Many2many(
        "service.assignment", string="Staff", compute="_compute_assignment_ids"
    )

    @api.depends("handover_id")
    def _compute_assignment_ids(self):
        for dialog in self:
            dialog.assignment_ids = dialog.handover_id.project_id._get_open_assignments()

    def action_receive(self):
        """Receive the package, and end the access of the supplier where that is asked for."""
        self.ensure_one()
        handover = self.handover_id
        handover._receive(self.sha256)
        if self.end_access:
            lines = handover.project_id._end_supplier_access()
            nobody = self.env._("Nobody of the supplier had access any more.")
            handover._write_server({"ended_access": "\n".join(lines) or nobody})
