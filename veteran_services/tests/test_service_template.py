from odoo.tests import freeze_time

from .common import TODAY, ServiceCareCase


@freeze_time(TODAY)
class TestServiceTemplate(ServiceCareCase):
    def test_the_template_holds_the_25_obligations_and_two_counters_of_the_fifth(self):
        codes = self.template.line_ids.mapped("code")
        expected = [f"L{number:02}" for number in range(1, 26)]
        expected[4:5] = ["L05a", "L05b"]
        self.assertEqual(codes, expected)
        for line in self.template.line_ids:
            with self.subTest(line.code):
                self.assertTrue(line.clause and line.kind_id and line.core)
                self.assertTrue(line.evidence_text and line.counting_text)

    def test_numbers_are_those_of_the_tender(self):
        numbers = {
            "L04": ("roster_share", 100, "percent"), "L07": ("count", 2, "events"),
            "L09": ("sum", 40, "person_times"), "L11": ("count", 4, "events"),
            "L12": ("count", 2, "events"), "L15": ("count", 80, "person_times"),
            "L17": ("average", 80, "points"), "L19": ("count", 2, "items"),
            "L21": ("none", 0, "items"), "L25": ("count", 1, "documents"),
        }  # fmt: skip
        for code, number in numbers.items():
            row = self._obligation(code)
            with self.subTest(code):
                self.assertEqual((row.measure, row.threshold, row.unit), number)
        self.assertEqual(self._obligation("L08")._get_parameter("minimum_people"), 20)
        self.assertEqual(self._obligation("L13")._get_parameter("minimum_people"), 15)

    def test_what_the_tender_leaves_open_stands_beside_the_counting_rule(self):
        rows = self.env["service.obligation"].with_user(self.coordinator)
        board = {row["code"]: row for row in rows.get_board(self.project.id)["rows"]}
        self.assertIn("没有余量", board["L09"]["counting"])
        self.assertIn("没有分值", self.template.gap_text)

    def test_the_conditions_of_the_supplier_come_along_once(self):
        rows = self.env["service.qualification"].search([("project_id", "=", self.project.id)])
        self.assertEqual(len(rows), 4)
        self.assertTrue(rows[0].checks_credit_code)
        self.template.with_user(self.service_manager)._apply(self.project)
        self.assertEqual(rows.search_count([("project_id", "=", self.project.id)]), 4)

    def test_words_of_the_tender_lead_to_the_categories_of_the_law(self):
        categories = self.env["service.category"].search([("tender_words", "=", "烈属")])
        self.assertEqual(categories.mapped("name"), ["烈士遗属"])
        both = self.env["service.category"].search([("tender_words", "=", "参战参核")])
        self.assertEqual(len(both), 2)
