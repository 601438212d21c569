from odoo import http
from odoo.http import content_disposition, request

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class HealthExamGroupReport(http.Controller):
    @http.route(
        "/health_exam/group_report/<int:report_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        # who is named in it is written down
        readonly=False,
    )
    def export_group_report(self, report_id):
        """The spreadsheet of a group report, of whoever asked for it."""
        report = request.env["health.exam.group.report"].browse(report_id).exists()
        if not report or not report.has_access("read"):
            raise request.not_found()
        name = f"{report.env._('Group report of examinations')} {report.date_to}.xlsx"
        headers = [("Content-Type", TYPE), ("Content-Disposition", content_disposition(name))]
        return request.make_response(report._get_workbook(), headers)
