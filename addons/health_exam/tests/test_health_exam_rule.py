from odoo.exceptions import ValidationError
from odoo.tests import freeze_time, tagged

from .finding_common import DAY, FindingCase
from .finding_vectors import VECTORS


@tagged("post_install", "-at_install")
@freeze_time(DAY)
class TestHealthExamRule(FindingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rule = cls.env.ref("health_exam.exam_rule_bp_suspect_sbp")

    def test_each_rule_holds_where_its_norm_says_and_is_tried_once(self):
        people, tried = {}, self.env["health.exam.rule"]
        for (sex, age, programme), changed, name in VECTORS:
            key = sex, age, programme
            archive = people[key] = people.get(key) or self._person(*key)
            with self.subTest(changed=changed, person=key):
                found = self._get_found(self._form(archive, **changed))
                self.assertEqual(list(found), [name] if name else [])
                tried |= found.get(name, tried.browse())
        of_data = self.env["ir.model.data"].search(
            [("model", "=", "health.exam.rule"), ("module", "=", "health_exam")]
        )
        untried = tried.browse(of_data.mapped("res_id")) - tried
        self.assertFalse(untried.mapped("code"))

    def test_number_that_was_not_measured_matches_no_rule(self):
        numbers = {
            name: 0
            for name, field in self.env["health.exam"]._fields.items()
            if getattr(field, "kind", None)
        }
        self.assertEqual(self._get_found(self._form(**numbers)), {})

    def test_new_norm_counts_from_its_day(self):
        for suffix in ("sbp", "dbp"):
            self.env.ref(f"health_exam.exam_rule_bp_suspect_{suffix}").valid_to = "2026-03-09"
        self.rule.copy({"value": 138, "valid_from": "2026-03-10", "valid_to": False})
        self.assertIn(self.rule.name, self._get_found(self._form(sbp_left=138)))

    def test_rule_names_a_box_that_can_be_compared_so(self):
        for vals in (
            {"field_name": "blood_pressure"},
            {"field_name": "note"},
            {"field_name": "ecg_id"},
            {"field_name": "ecg_id", "comparison": "in"},
            {"field_name": "height", "comparison": "words", "codes": "x"},
            {"field_name": "smoke_per_day", "comparison": "high"},
            {"recheck_code": "exam_no_such_rule"},
        ):
            with self.subTest(vals=vals), self.assertRaises(ValidationError):
                self.rule.write(vals)

    def test_sensitive_disease_is_not_proposed(self):
        with self.assertRaises(ValidationError):
            self.rule.disease_code_id = self._code("disease/8")
