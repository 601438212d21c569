import io

from odoo import models

PRINTED = "health_exam.report_health_exam"


class IrActionsReport(models.Model):
    """The report of an exam is never drawn again: what was signed is handed out."""

    _inherit = "ir.actions.report"

    def _pre_render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        # not drawn, so not skipped in tests either
        if self._get_report(report_ref).report_name == PRINTED:
            return self._render_qweb_pdf_prepare_streams(report_ref, data, res_ids), "pdf"
        return super()._pre_render_qweb_pdf(report_ref, res_ids=res_ids, data=data)

    def _render_qweb_pdf_prepare_streams(self, report_ref, data, res_ids=None):
        if self._get_report(report_ref).report_name != PRINTED:
            return super()._render_qweb_pdf_prepare_streams(report_ref, data, res_ids=res_ids)
        exams = self.env["health.exam"].browse(dict.fromkeys(res_ids or []))
        exams._check_fits_file()
        pdfs = exams._get_printable_reports()._print()
        return {
            report.exam_id.id: {"stream": io.BytesIO(pdf), "attachment": None}
            for report, pdf in pdfs.items()
        }
