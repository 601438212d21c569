from odoo import fields, models


class HealthExamSampleReject(models.TransientModel):
    """Asks why samples can't be measured."""

    _name = "health.exam.sample.reject"
    _inherit = ["server.guard.mixin"]
    _description = "Reject Samples"

    sample_ids = fields.Many2many("health.exam.sample", required=True)
    reason = fields.Char(required=True)

    def action_confirm(self):
        """Reject them; new tubes with the same numbers are planned."""
        self.sample_ids._reject(self.reason)
