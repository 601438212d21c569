from odoo import api, models


class HealthExamDesk(models.AbstractModel):
    """What the desk prints: labels, guide sheets, reports, by addresses that hold ids only."""

    _inherit = "health.exam.desk"

    @api.model
    def get_label_url(self, exam_id):
        """Address of the PDF with the labels of an exam, in the format of the user's hospital."""
        exam = self._browse_exam(exam_id)
        wizard = self.env["health.exam.label.print"].create({"exam_ids": exam.ids})
        return f"/report/pdf/health_exam.report_exam_label/{wizard.id}"

    @api.model
    def get_guide_url(self, exam_id):
        """Address of the PDF with the guide sheet of an exam."""
        exam = self._browse_exam(exam_id)
        return f"/report/pdf/health_exam.report_exam_guide/{exam.id}"

    @api.model
    def get_report_url(self, exam_id):
        """Address of the PDF with the signed report of an exam of the user's hospital."""
        exam = self._browse_exam(exam_id)
        exam._get_printable_reports()
        return f"/report/pdf/health_exam.report_health_exam/{exam.id}"

    @api.model
    def _browse_exam(self, exam_id):
        self.env["health.exam"]._check_may_register()
        exam = self.env["health.exam"].browse(exam_id)
        exam.check_access("read")
        return exam
