import io

from odoo import fields, http
from odoo.http import content_disposition, request

from odoo.addons.safe_spreadsheet.tools import write_ledger

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ServiceAssessment(http.Controller):
    @http.route(
        "/service_assessment/<int:assessment_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def export_assessment(self, assessment_id):
        """The monthly report as a workbook, for who may read the assessment."""
        assessment = request.env["service.assessment"].search([("id", "=", assessment_id)])
        if not assessment:
            raise request.not_found()
        buffer = io.BytesIO()
        created = assessment.counted_at or fields.Datetime.now()
        write_ledger(buffer, assessment._get_sheets(), created)
        name = f"{assessment.display_name}.xlsx"
        headers = [("Content-Type", TYPE), ("Content-Disposition", content_disposition(name))]
        return request.make_response(buffer.getvalue(), headers)
