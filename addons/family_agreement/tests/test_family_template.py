from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from .agreement_common import AgreementCase


@tagged("post_install", "-at_install")
class TestFamilyTemplate(AgreementCase):
    def test_the_writer_sees_what_can_be_filled_in_and_how_it_will_look(self):
        template = self.template.with_user(self.boss)
        self.assertIn("{{ doctor_name }}", template.placeholder_html)
        self.assertIn("Name of the resident", template.preview_html)
        self.assertNotIn("{{", template.preview_html)

    def test_a_text_with_an_unknown_name_is_refused_and_the_known_ones_are_named(self):
        with self.assertRaisesRegex(ValidationError, "age.*resident_name"):
            self._new_template(code="X", body="<p>{{ age }}</p>")

    def test_a_text_that_names_no_side_is_not_published(self):
        with self.assertRaisesRegex(UserError, "resident_name.*team_name|packages"):
            self._new_template(code="X", body="<p>协议</p>")

    def test_a_published_text_is_changed_in_a_new_version_only(self):
        template = self.template.with_user(self.boss)
        with self.assertRaisesRegex(UserError, "new version"):
            template.body = "<p>别的</p>"
        copy = self.env["family.template"].browse(template.action_new_version()["res_id"])
        self.assertEqual((copy.version, copy.state), (2, "draft"))
        copy.action_publish()
        self.assertEqual(template.state, "withdrawn")

    def test_the_writer_reads_the_text_with_a_sample_resident(self):
        template = self.template.with_user(self.boss)
        action = template.action_open_sample()
        self.assertEqual((action["res_id"], action["target"]), (template.id, "new"))
        text = template.sample_html
        for part in ("Sample Resident", "Sample team", "基础包", "高血压患者面对面随访"):
            self.assertIn(part, text)
        self.assertNotIn("{{", text)
        self.assertNotIn(self.resident.name, text)

    def test_the_sample_fills_in_all_that_can_be_named(self):
        values = self.template.with_user(self.boss)._get_sample_values()
        self.assertEqual(values.keys(), self.env["family.agreement"]._get_placeholders().keys())
        self.assertFalse([name for name, value in values.items() if not value])

    def test_a_sample_leaves_no_agreement_behind(self):
        before = self.env["family.agreement"].search_count([])
        self.assertTrue(self.template.with_user(self.signer).sample_html)
        self.env.flush_all()
        self.assertEqual(self.env["family.agreement"].search_count([]), before)

    def test_the_printed_sample_says_that_it_is_one(self):
        reports = self.env["ir.actions.report"].with_user(self.boss)
        content, kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            "family_agreement.report_family_template", self.template.ids
        )
        self.assertEqual(kind, "pdf")
        page = read_pages(content)[0]
        self.assertIn("Sample, not an agreement", page)
        self.assertIn("Sample Resident", page)
