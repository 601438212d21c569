from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

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
