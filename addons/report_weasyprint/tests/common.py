import base64
import io

from PIL import Image
from pypdf import PdfReader

from odoo.tests import TransactionCase

TEMPLATE = """
<t t-name="report_weasyprint.test_document">
    <t t-call="web.html_container">
        <t t-foreach="docs" t-as="o">
            <t t-call="web.external_layout">
                <div class="page">
                    <h2 t-out="o.name"/>
                    <p class="o_body_text">%s</p>
                </div>
            </t>
        </t>
    </t>
</t>
"""


def png(color="red", size=(40, 20)):
    """A picture as base64."""
    stream = io.BytesIO()
    Image.new("RGB", size, color).save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


class ReportCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context=dict(cls.env.context, force_report_rendering=True))
        cls.partners = cls.env["res.partner"].create(
            [{"name": "德保县卫生健康局"}, {"name": "城关镇中心卫生院"}]
        )

    @classmethod
    def _create_report(cls, body="", **vals):
        cls.env["ir.ui.view"].create(
            {
                "name": "test_document",
                "key": "report_weasyprint.test_document",
                "type": "qweb",
                "arch": TEMPLATE % body,
            }
        )
        return cls.env["ir.actions.report"].create(
            {
                "name": "Test Document",
                "model": "res.partner",
                "report_name": "report_weasyprint.test_document",
                **vals,
            }
        )

    def _print(self, report, records, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.env.user)
        content, kind = reports._render_qweb_pdf(report.report_name, records.ids)
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content))

    def _words(self, page):
        return "".join(page.extract_text().split())
