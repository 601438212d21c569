import io

from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.org_unit.tests.common import new_users

from ..models.family_statistic import DIMENSIONS, KINDS
from .duty_common import DutyCase

YEAR = {"date_from": "2026-01-01", "date_to": "2026-12-31"}
FEBRUARY = {"date_from": "2026-02-01", "date_to": "2026-02-28"}


class StatisticCase(DutyCase):
    """Three residents of one village and one of another, three of them signed on 2026-03-01."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archives = [cls._new_archive(name) for name in ("甲", "乙", "丙")]
        person = cls._resident(
            "丁", resident_unit_id=cls.other_clinic.id, region_id=cls.other_village.id
        )
        cls.far = (
            cls.env["health.archive"].with_user(cls.stranger).create({"partner_id": person.id})
        )
        cls.far.action_submit()
        cls.far._activate()
        cls.statistics = cls.env["family.statistic"].with_user(cls.boss)

    def _sign_all(self):
        agreements = [
            self._agree_on(archive=archive, package=package)
            for archive, package in zip(
                [*self.archives[:2], self.far], [self.care, self.paid, self.package], strict=True
            )
        ]
        self._serve("2026-03-01", archive=self.archives[0])
        return agreements

    def _query(self, kind="sign", dimension="unit", **changed):
        return {
            "kind": kind,
            "dimension": dimension,
            "unit_id": self.hospital.id,
            **YEAR,
            **changed,
        }

    def _numbers(self, statistics=None, **query):
        """``{name of the row: its numbers}``"""
        table = (statistics or self.statistics).get_table(self._query(**query))
        return {row["name"]: row["values"] for row in table["rows"]} | {"": table["total"]}


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestFamilyStatistic(StatisticCase):
    def test_signing_by_village(self):
        self._sign_all()
        self._submit(archive=self.archives[2])
        numbers = self._numbers()
        home, far = numbers[self.clinic.name], numbers[self.other_clinic.name]
        self.assertEqual(
            [home[key] for key in ("valid", "signed", "paid", "waiting")], [2, 2, 2, 1]
        )
        self.assertEqual([far[key] for key in ("valid", "signed", "paid", "waiting")], [1, 1, 0, 0])
        self.assertEqual(numbers[""]["valid"], 3)

    def test_services_performed_by_doctor_and_team(self):
        self._sign_all()
        self._agree_on(archive=self.archives[2], user=self.other_signer, team=self.other_team)
        by_team = self._numbers(kind="perform", dimension="team")
        row = by_team[self.team.display_name]
        self.assertEqual([row[key] for key in ("valid", "units", "done", "served")], [3, 15, 1, 1])
        self.assertEqual(by_team[self.other_team.display_name]["valid"], 1)
        by_doctor = self._numbers(kind="perform", dimension="doctor")
        self.assertEqual(by_doctor[self.signer.practitioner_id.display_name], row)

    def test_every_number_is_the_length_of_its_list_in_every_scope(self):
        self._sign_all()
        users = self.boss | self.signer | self.reader | self.stranger | self.manager
        for user in users:
            statistics = self.env["family.statistic"].with_user(user)
            for kind in KINDS:
                for dimension in DIMENSIONS:
                    query = self._query(kind, dimension, unit_id=user.org_unit_id.id)
                    self._check_table(statistics, query)

    def _check_table(self, statistics, query):
        table = statistics.get_table(query)
        rows = [(row["key"], row["values"]) for row in table["rows"]] + [(None, table["total"])]
        for key, values in rows:
            for column, number in values.items():
                action = statistics.action_open(query, key, column)
                found = statistics.env[action["res_model"]].search_count(action["domain"])
                self.assertEqual(found, number, (statistics.env.user.name, query, key, column))

    def test_reader_of_one_village_counts_its_people_only(self):
        self._sign_all()
        statistics = self.env["family.statistic"].with_user(self.reader)
        [row] = statistics.get_table(self._query(unit_id=self.clinic.id))["rows"]
        self.assertEqual(row["values"]["valid"], 2)
        with self.assertRaises(AccessError):
            statistics.get_table(self._query())

    def test_months_and_quarters_tell_what_happened_in_them(self):
        self._sign_all()
        months = self._numbers(dimension="month")
        self.assertEqual(months["2026-03"]["signed"], 3)
        self.assertNotIn("valid", months["2026-03"])
        self.assertEqual(self._numbers(dimension="quarter")["Quarter 1 of 2026"]["signed"], 3)

    def test_somebody_in_two_groups_counts_in_both_and_once_in_all(self):
        self.env["resident.population.tag.line"].create(
            {
                "partner_id": self.archives[0].partner_id.id,
                "tag_id": self.env.ref("resident.population_tag_poverty").id,
                "date_from": "2020-01-01",
                "source": "乡镇名单",
            }
        )
        self._sign_all()
        numbers = self._numbers(dimension="group")
        elder = self.env.ref("resident.population_tag_elder")
        poverty = self.env.ref("resident.population_tag_poverty")
        self.assertEqual(numbers[elder.display_name]["valid"], 3)
        self.assertEqual(numbers[poverty.display_name]["valid"], 1)
        self.assertEqual(numbers[""]["valid"], 3)
        self.assertEqual(self._numbers(tag_id=poverty.id)[""]["valid"], 1)

    def test_archives_by_team_are_those_of_its_members(self):
        self.archives[0].sudo()._write_server({"doctor_id": self.signer.id})
        numbers = self._numbers(kind="archive", dimension="team")
        self.assertEqual(numbers[self.team.display_name]["held"], 1)
        self.assertEqual(self._numbers(kind="archive", team_id=self.team.id)[""]["held"], 1)

    def test_year_counts_to_today(self):
        table = self.statistics.get_table(self._query())
        self.assertEqual((table["date_from"], table["cut_off"]), ("2026-01-01", "2026-03-01"))

    def test_who_may_not_read_people_gets_no_numbers_of_them(self):
        [clerk] = new_users(
            self.env,
            {
                "login": "fa_clerk",
                "groups": "care_team.group_member",
                "org_unit_id": self.hospital.id,
            },
        )
        self._sign_all()
        statistics = self.env["family.statistic"].with_user(clerk)
        self.assertEqual(statistics.get_table(self._query())["total"]["valid"], 0)
        with self.assertRaises(AccessError):
            statistics.get_table(self._query("exam"))


@tagged("post_install", "-at_install")
@freeze_time("2026-03-01")
class TestFamilyStatisticSnapshot(StatisticCase):
    def _freeze(self, user=None, **changed):
        snapshots = self.env["family.statistic.snapshot"].with_user(user or self.boss)
        return snapshots.action_freeze(self._query(**{**FEBRUARY, **changed}))

    def test_what_changed_after_the_freeze_stands_beside(self):
        with freeze_time("2026-02-10"):
            self._agree_on(archive=self.archives[0])
        self._freeze()
        with freeze_time("2026-02-20"):
            # as if it had been entered late
            self._agree_on(archive=self.archives[1])
        table = self.statistics.get_table(self._query(**FEBRUARY))
        [row] = [row for row in table["rows"] if row["name"] == self.clinic.name]
        self.assertEqual((row["values"]["signed"], row["frozen"]["signed"]), (2, 1))
        self.assertTrue(table["frozen_at"])

    def test_frozen_once_and_by_managers_only(self):
        with self.assertRaises(AccessError):
            self._freeze(user=self.signer)
        self._freeze()
        with self.assertRaisesRegex(UserError, "was frozen"):
            self._freeze()

    def test_current_period_is_not_frozen(self):
        with self.assertRaisesRegex(UserError, "isn't over"):
            self._freeze(**YEAR)

    def test_month_is_frozen_by_night_and_never_again(self):
        cron = self.env.ref("family_doctor.cron_freeze")
        for _night in range(2):
            with self.enter_registry_test_mode():
                cron.method_direct_trigger()
        rows = self.env["family.statistic.snapshot"].search(
            [("org_unit_id", "=", self.hospital.id), ("kind", "=", "archive")]
        )
        villages = rows.filtered(lambda row: row.dimension == "unit").mapped("name")
        self.assertEqual(len(villages), len(set(villages)))
        self.assertIn(self.clinic.name, villages)

    def test_nobody_changes_what_is_frozen(self):
        self._freeze()
        rows = self.env["family.statistic.snapshot"].with_user(self.boss).search([], limit=1)
        with self.assertRaises(AccessError):
            rows.write({"numbers": {}})


@tagged("post_install", "-at_install")
class TestFamilyStatisticExport(HttpCase):
    def test_workbook_has_the_rows_of_the_screen(self):
        county = self.env["org.unit"].search([("parent_id", "=", False)], limit=1)
        self.env.ref("base.user_admin").org_unit_id = county
        self.authenticate("admin", "admin")
        answer = self.url_open(
            f"/family_doctor/statistics.xlsx?kind=archive&dimension=unit&unit_id={county.id}"
            "&team_id=false&tag_id=false&date_from=2026-01-01&date_to=2026-12-31"
        )
        sheet = load_workbook(io.BytesIO(answer.content)).active
        rows = list(sheet.iter_rows(values_only=True))
        self.assertEqual(rows[0][0], county.name)
        held = [row[1] for row in rows[3:-1]]
        self.assertEqual(sum(held), rows[-1][1])
