from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..tools import engine
from .common import ReportCase

ROWS = "<table>" + "<tr><td>第一行</td></tr>" * 120 + "</table>"


@tagged("post_install", "-at_install")
class TestIrActionsReport(ReportCase):
    def test_client_is_told_that_printing_works(self):
        self.assertEqual(self.env["ir.actions.report"].get_wkhtmltopdf_state(), "ok")

    def test_chinese_text_can_be_searched_in_the_pdf(self):
        report = self._create_report("人民币大写：柒佰伍拾玖万玖仟元整")
        page = self._print(report, self.partners[0]).pages[0]
        self.assertIn("德保县卫生健康局", self._words(page))
        self.assertIn("柒佰伍拾玖万玖仟元整", self._words(page))

    def test_chinese_text_has_simplified_glyphs(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        self.env.user.lang = "zh_CN"
        report = self._create_report("直接")
        fonts = self._print(report, self.partners[0]).pages[0]["/Resources"]["/Font"]
        names = " ".join(font.get_object()["/BaseFont"] for font in fonts.values())
        self.assertRegex(names, "Noto-?Sans-?CJK-?SC|Source-?Han-?Sans|YaHei")

    def test_long_document_has_header_and_page_number_on_every_page(self):
        self.env.company.company_details = "公司抬头"
        pages = self._print(self._create_report(ROWS), self.partners[0]).pages
        self.assertGreater(len(pages), 2)
        for number, page in enumerate(pages, 1):
            self.assertIn("公司抬头", self._words(page))
            self.assertIn(f"{number}/{len(pages)}", self._words(page))

    def test_two_records_are_printed_together_with_their_own_page_numbers(self):
        pages = self._print(self._create_report("短文"), self.partners).pages
        self.assertEqual(len(pages), 2)
        self.assertIn("德保县卫生健康局", self._words(pages[0]))
        self.assertIn("城关镇中心卫生院", self._words(pages[1]))
        for page in pages:
            self.assertIn("1/1", self._words(page))

    def test_two_long_records_are_printed_together(self):
        pages = self._print(self._create_report(ROWS), self.partners).pages
        half = len(pages) // 2
        self.assertGreater(half, 1)
        self.assertIn(f"1/{half}", self._words(pages[half]))
        self.assertIn("城关镇中心卫生院", self._words(pages[half]))

    def test_two_long_records_to_be_attached_become_one_file_each(self):
        report = self._create_report(ROWS, attachment="'%s.pdf' % object.name")
        self.assertGreater(len(self._print(report, self.partners).pages), 4)
        attachments = self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_id", "in", self.partners.ids)]
        )
        names = {f"{partner.name}.pdf" for partner in self.partners}
        self.assertEqual(set(attachments.mapped("name")), names)

    def test_paper_format_and_landscape_are_obeyed(self):
        report = self._create_report("宽表")
        report.paperformat_id = self.env["report.paperformat"].create(
            {"name": "Test", "format": "A5", "orientation": "Landscape"}
        )
        box = self._print(report, self.partners[0]).pages[0].mediabox
        self.assertAlmostEqual(float(box.width) / 72 * 25.4, 210, delta=1)
        self.assertAlmostEqual(float(box.height) / 72 * 25.4, 148, delta=1)

    def test_template_chooses_its_margins(self):
        page_format = self.env["ir.actions.report"]._get_page_format(
            self.env.ref("base.paperformat_euro"),
            True,
            {"data-report-margin-top": "12", "data-report-margin-bottom": "9"},
        )
        self.assertGreater(page_format.width, page_format.height)
        self.assertEqual((page_format.top, page_format.bottom), (12, 9))

    def test_tall_header_does_not_cover_the_text(self):
        report = self._create_report("正文")
        self.env.company.company_details = "<br/>".join(f"抬头{n}" for n in range(30))
        page = self._print(report, self.partners[0]).pages[0]
        heights = {}

        def note(text, page_matrix, text_matrix, _font, _size):
            if text.strip():
                heights[text.strip()] = text_matrix[5] * page_matrix[3] + page_matrix[5]

        page.extract_text(visitor_text=note)
        header = min(y for text, y in heights.items() if "抬头" in text)
        body = max(y for text, y in heights.items() if "正文" in text)
        self.assertLess(body, header)

    def test_missing_system_library_is_explained(self):
        report = self._create_report("正文")
        error = OSError("cannot load library 'libpango-1.0-0'")
        with (
            patch.object(type(engine), "weasyprint", property(fget=self._raise(error))),
            self.assertRaisesRegex(UserError, "libpango-1.0-0"),
        ):
            self._print(report, self.partners[0])

    @staticmethod
    def _raise(error):
        def getter(_engine):
            raise error

        return getter
