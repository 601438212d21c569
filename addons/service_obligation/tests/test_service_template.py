from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .common import ObligationCase


@tagged("post_install", "-at_install")
class TestServiceTemplate(ObligationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        parameter = {"code": "within_days", "name": "Within", "value": 30, "source": "[P]"}
        lines = [
            {
                "code": "L13",
                "name": "People per clinic",
                "kind_id": cls.visit.id,
                "threshold": 15,
                "clause": "四.4",
                "is_prorated": True,
                "parameter_ids": [Command.create(parameter)],
            },
            {"code": "L15", "name": "Home visits", "threshold": 80},
        ]
        cls.template = cls.env["service.template"].create(
            {
                "name": "Veterans",
                "valid_from": "2026-01-01",
                "source": "Tender",
                "line_ids": [Command.create(vals) for vals in lines],
            }
        )
        line = cls.template.line_ids[0]
        for row, texts in (
            (line, {"en_US": "People per clinic", "zh_CN": "每场义诊人数"}),
            (line.parameter_ids, {"en_US": "Within", "zh_CN": "天数"}),
        ):
            row.update_field_translations("name", texts)

    def _apply(self, user, project=None):
        dialog = self.env["service.template.apply"].with_user(user)
        vals = {"project_id": (project or self.project).id, "template_id": self.template.id}
        return dialog.create(vals).action_apply()

    def test_a_template_gives_a_project_its_obligations_with_numbers_and_parameters(self):
        action = self._apply(self.manager)
        found = self.env["service.obligation"].with_user(self.viewer).search(action["domain"])
        self.assertRecordValues(
            found,
            [
                {"code": "L13", "threshold": 15, "clause": "四.4", "is_prorated": True},
                {"code": "L15", "threshold": 80, "clause": False, "is_prorated": False},
            ],
        )
        self.assertEqual(found[0].parameter_ids.value, 30)
        self.assertEqual(found[0].kind_id, self.visit)

    def test_texts_come_along_in_all_languages(self):
        self._apply(self.manager)
        first = self.project.obligation_ids[0]
        self.assertEqual(first.with_context(lang="en_US").name, "People per clinic")
        chinese = first.with_context(lang="zh_CN")
        self.assertEqual((chinese.name, chinese.parameter_ids.name), ("每场义诊人数", "天数"))

    def test_obligations_that_the_project_has_stay_as_they_are(self):
        mine = self._obligation("L15", threshold=99)
        self._apply(self.manager)
        self._apply(self.manager)
        self.assertEqual(sorted(self.project.obligation_ids.mapped("code")), ["L13", "L15"])
        self.assertEqual(mine.threshold, 99)

    def test_nobody_applies_it_to_a_project_that_is_not_his(self):
        for user in (self.coordinator, self.stranger):
            with self.assertRaises(AccessError):
                self._apply(user)

    def test_a_copied_template_is_one_for_the_next_year(self):
        copy = self.template.with_user(self.manager).copy({"name": "2027"})
        self.assertEqual(copy.line_ids.mapped("code"), ["L13", "L15"])
        self.assertEqual(copy.line_ids.parameter_ids.value, 30)
