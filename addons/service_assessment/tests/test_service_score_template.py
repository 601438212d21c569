from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import freeze_time

from .common import NOVEMBER, AssessmentCase


@freeze_time(NOVEMBER)
class TestServiceScoreTemplate(AssessmentCase):
    def _template(self, **vals):
        values = {"name": "考核办法", "valid_from": "2026-06-16", "source": "中心考核办法"}
        templates = self.env["service.score.template"].with_user(self.manager)
        return templates.create(values | {"project_id": self.project.id} | vals)

    def test_without_a_template_of_its_own_all_weigh_the_same_and_the_form_says_whose_it_is(self):
        assessment = self._assess()
        equal = self.env.ref("service_assessment.score_template_equal")
        self.assertEqual(assessment.template_id, equal)
        self.assertEqual(set(assessment.line_ids.mapped("weight")), {1})
        self.assertFalse(assessment.is_in_tender)

    def test_the_template_of_the_project_comes_first_from_its_day_on(self):
        own = self._template(
            valid_from="2026-10-01",
            full_score=120,
            default_weight=0,
            line_ids=[
                Command.create({"code": "L15", "weight": 5}),
                Command.create({"code": "L21", "weight": 1}),
            ],
        )
        october, september = self._assess(), self._assess("2026-09-01")
        self.assertEqual(october.template_id, own)
        self.assertNotEqual(september.template_id, own)
        self.assertEqual(self._line(october, "L15").points, 100)
        self.assertEqual(self._line(october, "L21").points, 20)

    def test_another_template_weighs_anew(self):
        assessment = self._assess()
        lines = [Command.create({"code": "L15", "weight": 4})]
        assessment.template_id = self._template(line_ids=lines, is_in_tender=True)
        self.assertEqual(self._line(assessment, "L15").points, 80)
        self.assertTrue(assessment.is_in_tender)

    def test_a_template_changed_later_changes_nothing_that_was_signed(self):
        own = self._template(line_ids=[Command.create({"code": "L15", "weight": 4})])
        assessment = self._assess()
        assessment.action_sign()
        own.write({"full_score": 50, "is_in_tender": True, "line_ids": [Command.clear()]})
        self.assertEqual((assessment.full_score, assessment.is_in_tender), (100, False))
        self.assertEqual(self._line(assessment, "L15").points, 80)
        self.assertEqual(assessment.action_verify_seal()["params"]["type"], "success")

    def test_weights_of_a_month_become_those_of_the_project(self):
        assessment = self._assess()
        self._line(assessment, "L15").weight = 4
        action = assessment.action_keep_weights()
        own = self.env["service.score.template"].browse(action["res_id"])
        self.assertEqual((own.project_id, own.is_in_tender), (self.project, False))
        self.assertEqual(own._get_weights(["L15", "L20"]), {"L15": 4, "L20": 1})
        self.assertEqual(assessment.template_id, own)
        self.assertEqual(assessment.action_keep_weights()["res_id"], own.id)

    def test_templates_of_a_project_are_those_of_its_centre(self):
        own = self._template()
        with self.assertRaises(AccessError):
            own.with_user(self.stranger).read(["name"])
        with self.assertRaises(AccessError):
            own.with_user(self.coordinator).full_score = 10
