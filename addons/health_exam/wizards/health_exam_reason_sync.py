from odoo import fields, models


class HealthExamReason(models.TransientModel):
    """Also asks why a report doesn't go into the archive."""

    _inherit = "health.exam.reason"

    what = fields.Selection(
        selection_add=[("give_up", "Give up the way into the archive")],
        ondelete={"give_up": "cascade"},
    )
    sync_ids = fields.Many2many("health.exam.sync")

    def _do_give_up(self):
        self.sync_ids._give_up(self.reason)
