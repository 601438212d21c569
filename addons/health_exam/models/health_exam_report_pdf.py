import base64

from odoo import api, models
from odoo.exceptions import UserError

from odoo.addons.report_weasyprint.tools import code_128, qr_code

from ..report.exam_form import PAGES

DRAWN_AT_ONCE = 3
"""Reports whose PDF whoever signs them waits for; more are drawn by the job in the background."""
BATCH = 20
"""Reports that the job draws before it saves them."""


class HealthExamReport(models.Model):
    """The report on paper: one page for the resident, then the national form."""

    _inherit = "health.exam.report"

    DRAWN_IN_REQUEST = 20
    """Reports whose PDF whoever prints them waits for: seven seconds."""

    _undrawn = models.Index("(id) WHERE is_to_draw")

    @api.model
    def _cron_draw(self, limit=BATCH):
        """Draw what users signed, a batch at a time; what came in otherwise waits until it is
        printed."""
        domain = [("is_to_draw", "=", True), ("state", "=", "valid")]
        found = self.search(domain, order="id", limit=limit)
        found._store_pdfs()
        self.env["health.exam.print"]._announce()
        self.env["ir.cron"]._commit_progress(len(found), remaining=self.search_count(domain))

    def _plan_pdfs(self):
        """Draw a few now; of many, have the job draw them soon."""
        if len(self) <= DRAWN_AT_ONCE:
            self._store_pdfs()
        else:
            self._order_drawing()

    def _store_pdfs(self):
        """Draw the PDF of each that has none; what is handed out from now on are these bytes."""
        # sudo: nobody writes reports but by signing an exam
        undrawn = self.sudo().filtered(lambda report: not report.pdf_id)
        undrawn.lock_for_update()
        pdfs = (
            self.env["evidence.item"]
            .sudo()
            .create(
                [
                    {
                        "res_model": self._name,
                        "res_id": report.id,
                        "name": f"{report.number}.pdf",
                        "kind": "document",
                        "content": report._render_pdf(),
                    }
                    for report in undrawn
                ]
            )
        )
        for report, pdf in zip(undrawn, pdfs, strict=True):
            report.write({"pdf_id": pdf.id, "is_to_draw": False})

    def _order_drawing(self):
        """Have the job draw these soon."""
        # sudo: nobody writes reports but by signing an exam
        self.sudo().filtered(lambda report: not report.pdf_id).is_to_draw = True
        self.env.ref("health_exam.ir_cron_exam_draw")._trigger()

    def _get_undrawn_count(self):
        """How many of these have no PDF yet."""
        return self.search_count([("id", "in", self.ids), ("pdf_id", "=", False)])

    def _print(self):
        """``{report: its stored PDF}``; each counts as printed, and who prints is recorded.

        :param self: see ``health.exam._get_printable_reports``, which checks who may
        :raise UserError: a file is lost or isn't what was signed, or too many aren't drawn yet
        """
        undrawn = self.filtered(lambda report: not report.pdf_id)
        if len(undrawn) > self.DRAWN_IN_REQUEST:
            undrawn._order_drawing()
            raise UserError(
                self.env._(
                    "%(count)s of these reports are still to be drawn, which takes a few minutes. "
                    "Print them by the button of the list: it tells when they are ready.",
                    count=len(undrawn),
                )
            )
        undrawn._store_pdfs()
        if broken := self.filtered(lambda report: report.pdf_id._get_integrity() != "ok"):
            raise UserError(
                self.env._(
                    "The file of report %(number)s is damaged. Have the administrator restore it "
                    "from the backup.",
                    number=broken[0].number,
                )
            )
        self.env["access.event"]._record("report", self, ["pdf_id"])
        for count, same in self.grouped("print_count").items():
            same.print_count = count + 1
        return {report: report.pdf_id.attachment_id.raw for report in self}

    def _render_pdf(self):
        """The PDF of one report, as base64."""
        self.ensure_one()
        lang = self.exam_id._get_paper_lang()
        paper = self.with_context(lang=lang)
        html = (
            self.env["ir.qweb"]
            .with_context(lang=lang)
            ._render("health_exam.report_health_exam", paper._get_paper_values())
        )
        printer = self.env["ir.actions.report"].with_context(lang=lang)
        pdf = printer._run_wkhtmltopdf([html], "health_exam.health_exam_report_print")
        return base64.b64encode(pdf)

    def _get_paper_values(self):
        # sudo: the report is of the whole form and was signed by a chief examiner
        exam = self.exam_id.sudo().with_context(lang=self.env.lang)
        exam._read_kinds()
        boxes = exam._read_boxes(exam._get_plain_boxes())[exam]
        return {
            "report": self,
            "exam": exam,
            "archive": exam.archive_id,
            "paper": exam._get_paper(PAGES, boxes),
            "numbers": exam._get_paper_numbers(boxes),
            "findings": [
                finding
                for finding in exam._get_review_findings()
                if finding.is_referral or finding.recheck_date
            ],
            "gaps": exam.gap_ids,
            "square": qr_code(f"{self.number} {self.content_hash}"),
            "bars": code_128(exam.exam_number),
        }
