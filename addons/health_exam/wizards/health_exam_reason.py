from odoo import fields, models


class HealthExamReason(models.TransientModel):
    """Asks why an exam is made void, or its report revoked."""

    _name = "health.exam.reason"
    _description = "Reason"

    exam_ids = fields.Many2many("health.exam", required=True)
    what = fields.Selection([("void", "Make void")], required=True, default="void")
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Do it, with the reason."""
        self.ensure_one()
        getattr(self, f"_do_{self.what}")()

    def _do_void(self):
        self.exam_ids._void(self.reason)
