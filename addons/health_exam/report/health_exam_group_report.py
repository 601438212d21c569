from odoo import api, models


class HealthExamGroupReportPaper(models.AbstractModel):
    """What the print of a group report shows."""

    _name = "report.health_exam.report_exam_group"
    _description = "Group Report on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        """The figures are counted when it is printed, with the rights of who prints."""
        reports = self.env["health.exam.group.report"].browse(docids)
        reports.check_access("read")
        return {
            "doc_ids": docids,
            "doc_model": reports._name,
            "docs": reports,
            "papers": {report: report._get_paper() for report in reports},
            "heads": reports._get_person_heads(),
        }
