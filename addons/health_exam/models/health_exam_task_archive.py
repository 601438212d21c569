from odoo import fields, models


class HealthArchive(models.Model):
    """Tasks from exams end with the archive."""

    _inherit = "health.archive"

    exam_task_ids = fields.One2many("health.exam.task", "archive_id", "Tasks from exams")

    def _close_dependents(self, reason, date):
        super()._close_dependents(reason, date)
        self.exam_task_ids._cancel(self.env._("The archive was closed."))
