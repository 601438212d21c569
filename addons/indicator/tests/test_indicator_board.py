from io import BytesIO

from openpyxl import load_workbook

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import VISIT, YEAR, IndicatorCase

OPEN_DOMAIN = "[('x_name', '=', 'open')]"


@freeze_time("2026-06-30")
@tagged("post_install", "-at_install")
class TestIndicatorBoard(IndicatorCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.all_visits = cls._query("All")
        cls.open_visits = cls._query("Open", domain=OPEN_DOMAIN)
        cls.rate = cls._indicator(
            "T-RATE",
            unit="percent",
            numerator_id=cls.open_visits.id,
            denominator_source="query",
            denominator_id=cls.all_visits.id,
        )
        cls.coverage = cls._indicator(
            "T-COVER",
            unit="percent",
            numerator_id=cls.all_visits.id,
            denominator_source="population",
            population_kind_id=cls.kind.id,
        )
        cls.count = cls._indicator("T-COUNT", numerator_id=cls.all_visits.id)
        cls._visit(cls.clinic_a, x_name="open")
        cls._visit(cls.clinic_a)
        cls._visit(cls.clinic_b, x_name="open")
        cls._visit(cls.clinic_c, day="2026-07-01")
        for _ in range(3):
            cls._visit(cls.clinic_c)

    def _population(self, unit, value):
        return self.env["indicator.denominator"].create(
            {
                "org_unit_id": unit.id,
                "year": 2026,
                "kind_id": self.kind.id,
                "value": value,
                "document_id": self.document.id,
            }
        )

    def _target(self, indicator, value, unit=None, **vals):
        return self.env["indicator.target"].create(
            {
                "indicator_id": indicator.id,
                "org_unit_id": unit and unit.id,
                "valid_from": "2026-01-01",
                "valid_to": "2026-12-31",
                "value": value,
                "source": "Notice",
                **vals,
            }
        )

    def test_each_user_gets_the_figures_of_his_own_unit(self):
        for user, numbers in (
            (self.county, (2, 6, 33.33)),
            (self.township, (2, 3, 66.67)),
            (self.village, (1, 2, 50)),
        ):
            row = self._board_row(user, self.rate)
            self.assertEqual((row["numerator"], row["denominator"], row["value"]), numbers)

    def test_unit_outside_the_scope_is_refused_on_every_path(self):
        indicator = self.rate.with_user(self.township)
        for unit in (self.bureau, self.hospital_2, self.clinic_c):
            for call in (
                lambda unit=unit: indicator.get_board(unit.id, *YEAR),
                lambda unit=unit: indicator.get_comparison(unit.id, *YEAR),
                lambda unit=unit: indicator.action_open_records("numerator", unit.id, *YEAR),
                lambda unit=unit: indicator.action_open_records("denominator", unit.id, *YEAR),
                lambda unit=unit: indicator.action_take_snapshot(unit.id, *YEAR),
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_user_without_unit_is_told_whom_to_ask(self):
        self.village.org_unit_id = False
        with self.assertRaises(UserError):
            self.rate.with_user(self.village).get_board(False, *YEAR)

    def test_path_begins_at_the_top_of_the_own_scope(self):
        board = self.rate.with_user(self.township).get_board(self.clinic_a.id, *YEAR)
        names = [unit["name"] for unit in board["path"]]
        self.assertEqual(names, ["T-1", "T-1A"])
        self.assertEqual(board["cut_off"], "2026-06-30")

    def test_units_below_are_compared(self):
        rows = self.rate.with_user(self.county).get_comparison(self.bureau.id, *YEAR)
        found = [(row["unit_name"], row["value"]) for row in rows]
        self.assertEqual(found, [("T-1", 66.67), ("T-2", 0)])

    def test_nothing_to_divide_by_is_no_value_and_says_so(self):
        row = self._board_row(self.county, self.rate, period=("2026-05-01", "2026-05-31"))
        self.assertEqual((row["numerator"], row["denominator"], row["value"]), (0, 0, None))
        self.assertTrue(row["note"])
        self.assertEqual(row["light"], "none")

    def test_number_opens_exactly_the_records_that_it_counts(self):
        user = self.manager
        for unit in (self.bureau, self.hospital_1, self.clinic_a):
            row = self._board_row(user, self.rate, unit)
            for part in ("numerator", "denominator"):
                action = self.rate.with_user(user).action_open_records(part, unit.id, *YEAR)
                found = self.env[VISIT].with_user(user).search_count(action["domain"])
                self.assertEqual(found, row[part])

    def test_different_values_open_as_groups(self):
        query = self._query(measure="distinct", measure_field="x_person_id")
        persons = self._indicator("T-P", unit="persons", numerator_id=query.id)
        self._visit(self.clinic_a, self.persons[0])
        self._visit(self.clinic_b, self.persons[0])
        self._visit(self.clinic_b, self.persons[1])
        action = persons.with_user(self.manager).action_open_records(
            "numerator", self.bureau.id, *YEAR
        )
        groups = self.Visit._read_group(action["domain"], action["context"]["group_by"])
        self.assertEqual(len(groups), self._board_row(self.county, persons)["numerator"])

    def test_who_may_see_the_figure_but_not_the_records_is_told(self):
        self.assertEqual(self._board_row(self.county, self.rate)["numerator"], 2)
        with self.assertRaises(AccessError):
            self.rate.with_user(self.county).action_open_records("numerator", self.bureau.id, *YEAR)

    def test_list_behind_a_figure_obeys_the_rules_of_its_records(self):
        self.env["ir.rule"].create(
            {
                "name": "visits",
                "model_id": self.env["ir.model"]._get_id(VISIT),
                "domain_force": "[('x_name', '=', 'open')]",
            }
        )
        action = self.rate.with_user(self.manager).action_open_records(
            "denominator", self.bureau.id, *YEAR
        )
        found = self.env[VISIT].with_user(self.manager).search_count(action["domain"])
        self.assertEqual(found, 2)
        self.assertEqual(self._board_row(self.manager, self.rate)["denominator"], 6)

    def test_population_of_a_unit_is_its_own_or_the_complete_sum_below(self):
        self._population(self.clinic_a, 100)
        row = self._board_row(self.county, self.coverage, self.hospital_1)
        self.assertEqual((row["denominator"], row["value"]), (None, None))
        self.assertIn("1", row["note"])
        self._population(self.clinic_b, 200)
        row = self._board_row(self.county, self.coverage, self.hospital_1)
        self.assertEqual((row["denominator"], row["value"], row["note"]), (300, 1, ""))
        self._population(self.hospital_1, 400)
        row = self._board_row(self.county, self.coverage, self.hospital_1)
        self.assertEqual((row["denominator"], row["value"]), (400, 0.75))
        action = self.coverage.with_user(self.county).action_open_records(
            "denominator", self.hospital_1.id, *YEAR
        )
        rows = self.env["indicator.denominator"].with_user(self.county).search(action["domain"])
        self.assertEqual(sorted(rows.mapped("value")), [100, 200, 400])

    def test_population_of_nobody_gives_no_value(self):
        self._population(self.bureau, 0)
        row = self._board_row(self.county, self.coverage)
        self.assertEqual((row["denominator"], row["value"]), (0, None))
        self.assertTrue(row["note"])

    def test_percentage_aimed_at_by_the_county_holds_below_until_a_unit_has_its_own(self):
        self._target(self.rate, 60, self.bureau)
        self._target(self.rate, 40, self.clinic_a)
        for unit, target, gap, light in (
            (self.bureau, 60, -26.67, "red"),
            (self.hospital_1, 60, 6.67, "green"),
            (self.clinic_a, 40, 10, "green"),
        ):
            row = self._board_row(self.county, self.rate, unit)
            self.assertEqual((row["target"], row["light"]), (target, light))
            self.assertAlmostEqual(row["gap"], gap, 2)

    def test_number_aimed_at_by_the_county_is_not_that_of_a_village(self):
        self._target(self.count, 100, self.bureau)
        self.assertEqual(self._board_row(self.county, self.count)["target"], 100)
        self.assertIsNone(self._board_row(self.county, self.count, self.clinic_a)["target"])

    def test_growing_figure_is_compared_with_what_is_due_by_today(self):
        self.count.accumulates = True
        self._target(self.count, 12)
        row = self._board_row(self.county, self.count)
        self.assertEqual((row["value"], row["expected"], row["light"]), (6, 5.95, "green"))
        self._target(self.count, 17, self.bureau)
        self.assertEqual(self._board_row(self.county, self.count)["light"], "yellow")

    def test_lower_may_be_better(self):
        self.rate.better = "lower"
        for target, light in ((33.33, "green"), (30, "yellow"), (10, "red")):
            self.env["indicator.target"].search([("indicator_id", "=", self.rate.id)]).unlink()
            self._target(self.rate, target)
            self.assertEqual(self._board_row(self.county, self.rate)["light"], light)

    def test_indicator_for_a_group_is_hidden_from_others_on_every_path(self):
        group = self.env["res.groups"].create({"name": "Sensitive"})
        self.rate.group_ids = group
        target = self._target(self.rate, 60)
        span = self.env["indicator.indicator"]._get_span(*YEAR)
        snapshots = self.env["indicator.snapshot"]._take(self.rate, span, self.bureau)
        board = self.rate.with_user(self.county).get_board(self.bureau.id, *YEAR)
        self.assertNotIn(self.rate.code, [row["code"] for row in board["rows"]])
        rate = self.rate.with_user(self.county)
        for call in (
            rate.get_comparison,
            lambda *args: rate.action_open_records("numerator", *args),
        ):
            with self.assertRaises(AccessError):
                call(self.bureau.id, *YEAR)
        for records in (target, snapshots):
            self.assertFalse(records.with_user(self.county)._filtered_access("read"))
        self.county.group_ids = [Command.link(group.id)]
        self.assertTrue(self._board_row(self.county, self.rate))
        self.assertTrue(snapshots.with_user(self.county)._filtered_access("read"))

    def test_period_that_ends_before_it_begins_is_refused(self):
        for period in (("2026-02-01", "2026-01-01"), ("x", "y"), (False, False)):
            with self.assertRaises(ValidationError):
                self.rate.with_user(self.county).get_board(False, *period)

    def test_table_is_exported_as_shown(self):
        self.authenticate("t_township", "t_township")
        first, last = YEAR
        url = f"/indicator/board/%s.xlsx?date_from={first}&date_to={last}"
        sheet = load_workbook(BytesIO(self.url_open(url % self.hospital_1.id).content)).active
        rows = {row[1]: row for row in sheet.iter_rows(min_row=4, values_only=True)}
        self.assertEqual(rows["T-RATE"][2], 66.67)
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open(url % self.bureau.id).status_code, 403)

    def test_board_of_many_indicators_asks_each_rule_once(self):
        self._board_row(self.county, self.rate)
        few = self._count_queries_of_board()
        many = [
            self._indicator(f"T-{number}", numerator_id=self.all_visits.id) for number in range(20)
        ]
        board = self.rate.with_user(self.county).get_board(self.bureau.id, *YEAR)
        self.assertTrue({row.code for row in many} <= {row["code"] for row in board["rows"]})
        self.assertLessEqual(self._count_queries_of_board() - few, 2)

    def _count_queries_of_board(self):
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        self.rate.with_user(self.county).get_board(self.bureau.id, *YEAR)
        return self.env.cr.sql_log_count - before
