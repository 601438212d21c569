from odoo import fields, models


class HealthExamReason(models.TransientModel):
    """Asks why a report is revoked."""

    _inherit = "health.exam.reason"

    what = fields.Selection(
        selection_add=[("revoke", "Revoke the report")], ondelete={"revoke": "cascade"}
    )

    def _do_revoke(self):
        self.exam_ids._revoke(self.reason)
