import io

import openpyxl

from odoo.tests import HttpCase, freeze_time, tagged

from .common import NOVEMBER, AssessmentCase


@tagged("post_install", "-at_install")
class TestServiceAssessmentReport(AssessmentCase, HttpCase):
    def _prepared(self):
        self._visits(3, 2000, "2026-10-05")
        self._visit(4000, "2026-10-06", state="rejected", cause="record", reason="没有签名")
        self.env["service.ruling"].with_user(self.manager).create(
            {
                "project_id": self.project.id,
                "date": "2026-10-12",
                "question": "照片可否后补？",
                "ruling": "三日内可以",
                "decided_by_name": "主任办公会",
            }
        )
        return self._assess(comment="请加快上门")

    def test_the_paper_says_what_was_done_what_is_behind_and_who_signed(self):
        with freeze_time(NOVEMBER):
            assessment = self._prepared()
            assessment.action_sign()
            html, _kind = (
                self.env["ir.actions.report"]
                .with_user(self.manager)
                ._render_qweb_html("service_assessment.report_assessment", assessment.ids)
            )
        text = html.decode()
        for words in (
            "Not in the tender", "没有签名", "照片可否后补？", "三日内可以", "请加快上门",
            assessment.seal_hash, self.manager.name, "more until",
        ):  # fmt: skip
            with self.subTest(words):
                self.assertIn(words, text)
        pdf, _kind = (
            self.env["ir.actions.report"]
            .with_context(force_report_rendering=True)
            ._render_qweb_pdf("service_assessment.report_assessment", assessment.ids)
        )
        self.assertTrue(pdf.startswith(b"%PDF"))

    def test_the_workbook_has_the_same_for_who_may_read_the_assessment(self):
        with freeze_time(NOVEMBER):
            assessment = self._prepared()
        url = f"/service_assessment/{assessment.id}.xlsx"
        self.manager.password = self.stranger.password = "Longer-than-8"
        self.authenticate("obl_manager", "Longer-than-8")
        answer = self.url_open(url)
        self.assertEqual(answer.status_code, 200)
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [
            cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        ]
        self.assertEqual(len(book.sheetnames), 4)
        for value in ("L15", "1 × 没有签名", "三日内可以", assessment.total_score):  # noqa: RUF001
            with self.subTest(value):
                self.assertIn(value, cells)
        self.authenticate("obl_stranger", "Longer-than-8")
        self.assertEqual(self.url_open(url).status_code, 404)
