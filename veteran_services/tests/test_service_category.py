import base64

from odoo.tests import freeze_time

from odoo.addons.safe_spreadsheet.tests.common import workbook

from .common import TODAY, ServiceCareCase


@freeze_time(TODAY)
class TestServiceCategory(ServiceCareCase):
    """Lists come in the words of the tender, which are not always those of the law."""

    def _import(self, word):
        wizard = (
            self.env["service.member.import"]
            .with_user(self.coordinator)
            .create(
                {
                    "project_id": self.project.id,
                    "file": base64.b64encode(
                        workbook(
                            ["姓名", "身份证号", "优抚类别"], ["韦样三", "440307195206150115", word]
                        )
                    ),
                    "filename": "名册.xlsx",
                }
            )
        )
        wizard.action_import()
        return wizard

    def test_the_word_of_the_tender_names_its_category(self):
        wizard = self._import("烈属")
        self.assertFalse(wizard.error_ids.mapped("message"))
        member = self.project.member_ids - self.member
        self.assertEqual(member.category_id.code, "martyr")

    def test_a_word_for_two_categories_is_refused_with_the_choice(self):
        wizard = self._import("参战参核")
        self.assertEqual(self.project.member_ids, self.member)
        self.assertIn("参试（核）退役军人", wizard.error_ids.message)
