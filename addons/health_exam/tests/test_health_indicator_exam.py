from base64 import b64encode

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, new_test_user, tagged

from .exam_common import ExamCase

YEAR = "2026-01-01", "2026-12-31"


@tagged("post_install", "-at_install")
@freeze_time("2026-06-10")
class TestHealthIndicatorExam(ExamCase):
    """Figures of a hospital of its own on 2026-06-10, counted by hand."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["health.exam"].search([]).sudo()._write_server({"state": "void"})
        cls.manager = cls._new_user("exam_manager", "resident.group_health_manager")
        cls.clinic = cls.hospital.child_ids[0]
        cls._enter_population(40)

    @classmethod
    def _enter_population(cls, value):
        document = cls.env["indicator.document"].create(
            {
                "name": f"县统计公报 {value}",
                "issuer": "县统计局",
                "date": "2026-01-31",
                "file": b64encode(b"%PDF-1.4 sample"),
                "filename": "公报.pdf",
            }
        )
        cls.env["indicator.denominator"].create(
            {
                "org_unit_id": cls.hospital.id,
                "year": 2026,
                "kind_id": cls.env.ref("indicator.population_kind_elder_65").id,
                "value": value,
                "document_id": document.id,
                "reason": "公报更正",
            }
        )

    def _report(self, exam, complete=True, advice="少吃盐", **vals):
        evaluated = {"evaluation_id": self._code("exam_evaluation/1"), "guidance_text": advice}
        exam = exam.sudo()
        exam.write(evaluated | vals)
        exam._write_server({"state": "reported", "is_complete": complete})
        return exam

    def _examine_new(self, name, birth="1953-04-05", **vals):
        return self._report(self._examine(self._new_elder(name=name, birth=birth)), **vals)

    def _figures(self, unit=None, user=None):
        board = self.env["indicator.indicator"].with_user(user or self.manager)
        rows = board.get_board((unit or self.hospital).id, *YEAR)["rows"]
        return {row["code"]: (row["numerator"], row["denominator"]) for row in rows}

    def _open(self, name, part="numerator", user=None, unit=None):
        indicator = self.env.ref(f"health_exam.indicator_{name}").with_user(user or self.manager)
        action = indicator.action_open_records(part, (unit or self.hospital).id, *YEAR)
        return self.env[action["res_model"]].with_user(user or self.manager), action["domain"]

    def test_elders_exams_and_completeness_are_counted(self):
        self._examine_new("甲")
        self._examine_new("乙", complete=False)
        self._examine_new("丙", advice=False)
        self._examine_new("丁", birth="1980-01-01")
        self._examine(self._new_elder(name="未报告"))
        figures = self._figures()
        self.assertEqual(figures["ELD-01"], (1, 40))
        self.assertEqual(figures["EXAM-01"], (2, 40))
        self.assertEqual(figures["EXAM-02"], (4, None))
        self.assertEqual(figures["EXAM-03"], (3, 4))

    def test_who_turns_65_within_the_year_is_an_elder_of_it(self):
        self._examine_new("年内", birth="1961-12-31")
        self._examine_new("明年", birth="1962-01-01")
        self.assertEqual(self._figures()["EXAM-01"], (1, 40))

    def test_elder_examined_twice_counts_once_and_last_year_not_at_all(self):
        self._examine_new("甲")
        archive = self._examine_new("乙").archive_id
        again = self._register(archive, date="2026-03-01")
        last_year = self._register(self._new_elder(name="丙"), date="2025-12-31")
        self._report(again)
        self._report(last_year)
        figures = self._figures()
        self.assertEqual(figures["EXAM-01"], (2, 40))
        self.assertEqual(figures["EXAM-02"], (3, None))

    def test_exam_counts_where_the_archive_is_managed(self):
        self._examine_new("甲")
        other = self.hospital.child_ids[1]
        self.assertEqual(self._figures(self.clinic)["EXAM-02"][0], 1)
        self.assertEqual(self._figures(other)["EXAM-02"][0], 0)

    def test_each_figure_opens_its_exams(self):
        managed = self._examine_new("甲")
        advised_nothing = self._examine_new("乙", advice=False)
        incomplete = self._examine_new("丙", complete=False)
        counted = {
            "elder_managed": managed,
            "exam_elder": managed | advised_nothing,
            "exam_complete": managed | advised_nothing,
            "exam_reported": managed | advised_nothing | incomplete,
        }
        for name, exams in counted.items():
            model, domain = self._open(name)
            self.assertEqual(model.search(domain), exams.with_user(self.manager), name)
        population, domain = self._open("exam_elder", "denominator")
        self.assertEqual(population.search(domain).value, 40)

    def test_other_hospital_neither_sees_the_figure_nor_the_exams(self):
        self._examine_new("甲")
        other = self.env.ref("org_unit.unit_debao_hospital_02")
        stranger = new_test_user(
            self.env, "exam_stranger", "resident.group_health_manager", org_unit_id=other.id
        )
        with self.assertRaises(AccessError):
            self._figures(user=stranger)
        model, domain = self._open("exam_reported")
        self.assertFalse(model.with_user(stranger).search(domain))

    def test_rate_follows_the_population_entered_later(self):
        self._examine_new("甲")
        self._enter_population(50)
        self.assertEqual(self._figures()["EXAM-01"], (1, 50))
