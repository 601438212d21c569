from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .exam_common import ExamCase


@tagged("post_install", "-at_install")
class TestHealthExamStatistics(ExamCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["health.exam"].search([]).sudo()._write_server({"state": "void"})

    def _aggregate(self, *measures, groupby="org_unit_id", user=None, domain=()):
        exams = self.env["health.exam"].with_user(user or self.chief)
        return exams.formatted_read_group(
            [("state", "!=", "void"), *domain], [groupby], list(measures)
        )

    def _examine_new(self, name, **changed):
        return self._examine(self._new_elder(name=name), **changed)

    def test_share_is_of_those_measured_in_the_cell(self):
        self._examine_new("甲", sbp_left=165, dbp_left=80)
        self._examine_new("乙")
        unmeasured = self._register(self._new_elder(name="丙"))
        self._fill(unmeasured, "lab", fbg=7.4)
        (row,) = self._aggregate("pressure_share:avg", "glucose_share:avg", "__count")
        self.assertEqual(row["__count"], 3)
        self.assertEqual(row["pressure_share:avg"], 50)
        self.assertAlmostEqual(row["glucose_share:avg"], 100 / 3)

    def test_share_of_answers_leaves_out_who_was_not_examined(self):
        self._examine_new("甲", ecg_id="exam_normal/2", ecg_text="房颤")
        self._examine_new("乙")
        self._register(self._new_elder(name="丙"))
        (row,) = self._aggregate("ecg_share:avg", "ultrasound_share:avg")
        self.assertEqual((row["ecg_share:avg"], row["ultrasound_share:avg"]), (50, 0))

    def test_abnormal_exams_are_found_and_say_so_one_by_one(self):
        raised = self._examine_new("甲", tg=2.3)
        normal = self._examine_new("乙")
        exams = self.env["health.exam"].with_user(self.chief)
        counted = [("state", "!=", "void")]
        self.assertEqual(exams.search([("abnormal", "=", "lipids"), *counted]), raised)
        self.assertFalse(exams.search([("abnormal", "in", ["obesity", "ecg"]), *counted]))
        shares = (raised | normal).with_user(self.chief).mapped("lipids_share")
        self.assertEqual(shares, [100, 0])

    def test_limit_is_the_rule_in_force(self):
        self._examine_new("甲", sbp_left=136)
        rule = self.env.ref("health_exam.rule_exam_share_sbp")
        (row,) = self._aggregate("pressure_share:avg")
        self.assertEqual(row["pressure_share:avg"], 0)
        rule.valid_to = fields.Date.subtract(fields.Date.today(), days=2)
        rule.copy({"valid_from": fields.Date.subtract(fields.Date.today(), days=1),
                   "valid_to": False, "value": 135})  # fmt: skip
        (row,) = self._aggregate("pressure_share:avg")
        self.assertEqual(row["pressure_share:avg"], 100)

    def test_complete_share_is_of_reported_exams(self):
        exams = self._examine_new("甲") | self._examine_new("乙") | self._examine_new("丙")
        exams[:2]._write_server({"state": "reported"})
        exams[0]._write_server({"is_complete": True})
        (row,) = self._aggregate("complete_share:avg")
        self.assertEqual(row["complete_share:avg"], 50)

    def test_age_bands(self):
        today = fields.Date.context_today(self.chief)
        exams = self.env["health.exam"]
        for age in (64, 65, 69, 70, 92):
            birth = fields.Date.subtract(today, years=age)
            exams |= self._register(self._new_elder(name=f"老{age}", birth=birth))
        bands = exams.mapped("age_band")
        self.assertEqual(bands, ["060", "065", "065", "070", "085"])
        rows = self._aggregate("__count", groupby="age_band")
        self.assertEqual([row["__count"] for row in rows], [1, 2, 1, 1])

    def test_station_gets_no_share_of_what_it_may_not_read(self):
        self._examine_new("甲", fbg=9.9)
        with self.assertRaises(AccessError):
            self._aggregate("glucose_share:avg", user=self.nurse)
        with self.assertRaises(AccessError):
            self.env["health.exam"].with_user(self.nurse).search([("abnormal", "=", "glucose")])
        description = self.env["health.exam"].with_user(self.nurse).fields_get(["glucose_share"])
        self.assertNotIn("aggregator", description["glucose_share"])
