from .report_common import ExamReportCase


class ExamSyncCase(ExamReportCase):
    """Reports on their way into the archive, and what they bring there."""

    def _values_in_archive(self, exam):
        rows = self.env["health.measurement"].search(
            [("source_model", "=", "health.exam"), ("source_id", "=", exam.id)]
        )
        return {row.kind_id.code: row.value for row in rows}

    def _rows_in_archive(self, exam):
        rows = self.env["health.measurement"].with_context(active_test=False)
        return rows.search([("source_model", "=", "health.exam"), ("source_id", "=", exam.id)])

    def _changes(self, sync):
        return [(line.old_value or False, line.new_value or False) for line in sync.line_ids]

    def _sync(self, exam):
        exam.with_user(self.chief).action_sync()

    def _synced(self, **changed):
        exam = self._report(**changed)
        self._sync(exam)
        return exam

    def _report_again(self, exam, station, **values):
        exam._revoke("更正")
        self._change(station, exam, **values)
        exam.action_review()
        exam.action_report()
