import base64

from freezegun import freeze_time
from stdnum.cn import ric

from odoo.exceptions import AccessError, UserError

from odoo.addons.safe_spreadsheet.tests.common import workbook

from ..tools.roster_list import COLUMNS, read_grade
from .common import START, TODAY, ServiceCase

LABELS = {column.name: column.label for column in COLUMNS}


@freeze_time(TODAY)
class TestServiceMemberImport(ServiceCase):
    """A list of the centre, put on the roster by its coordinator."""

    def _number(self, sequence, born="19530615"):
        body = f"459981{born}{sequence:03}"
        return body + ric.calc_check_digit(body + "0")

    def _row(self, sequence=1, **cells):
        row = {"name": "韦样三", "identity_number": self._number(sequence), "category": "T1"}
        return row | cells

    def _wizard(self, *rows, user=None, mode="all_or_nothing"):
        names = list(dict.fromkeys(name for row in rows for name in row))
        content = workbook([LABELS[n] for n in names], *([r.get(n) for n in names] for r in rows))
        wizards = self.env["service.member.import"].with_user(user or self.coordinator)
        return wizards.create(
            {
                "project_id": self.project.id,
                "file": base64.b64encode(content),
                "filename": "名册.xlsx",
                "mode": mode,
            }
        )

    def _errors(self, wizard):
        return [(error.row, error.header, error.message) for error in wizard.error_ids]

    def _assert_refused(self, row, column, word):
        wizard = self._wizard(self._row(9, name="好样一"), row)
        wizard.action_import()
        self.assertEqual((wizard.state, wizard.imported_count), ("refused", 0))
        self.assertFalse(self.project._get_roster_count())
        self.assertEqual([(3, LABELS[column])], [e[:2] for e in self._errors(wizard)])
        self.assertIn(word, self._errors(wizard)[0][2])

    def test_new_people_become_residents_of_the_centre(self):
        wizard = self._wizard(
            self._row(1, category="带病回乡（测试）", disability_grade="六级", external_ref="LG-7",
                      certificate_number="粤优1", phone="13800002001", street="示例社区1号"),
            self._row(2, name="林样四", entry_date="2026-09-01"),
            *(self._row(n, name="李样五") for n in range(3, 30)),
        )  # fmt: skip
        wizard.action_import()
        self.assertFalse(self._errors(wizard))
        self.assertEqual((wizard.state, wizard.imported_count, wizard.new_count), ("done", 29, 29))
        self.assertEqual(self.project._get_roster_count(), 29)
        first, second = self.project._get_roster().sorted("id")[:2]
        self.assertRecordValues(
            first,
            [{"category_id": self.first.id, "disability_grade": 6, "external_ref": "LG-7",
              "certificate_number": "粤优1", "entry_date": START, "priority_reason": "disabled"}],
        )  # fmt: skip
        self.assertRecordValues(
            first.partner_id,
            [{"name": "韦样三", "resident_unit_id": self.centre.id, "street": "示例社区1号",
              "phone": "13800002001", "is_resident": True}],
        )  # fmt: skip
        self.assertEqual(first.partner_id.birth_date.isoformat(), "1953-06-15")
        self.assertEqual(second.entry_date.isoformat(), "2026-09-01")
        self.assertFalse(wizard.file)

    def test_a_check_tells_everything_and_keeps_nothing(self):
        known = self._person("韦样三", identity_number=self._number(1))
        people = self.env["res.partner"].search_count([])
        wizard = self._wizard(self._row(1), self._row(2, name="林样四"), self._row(3, category="?"))
        wizard.action_check()
        self.assertEqual((wizard.state, wizard.new_count, wizard.known_count), ("checked", 1, 1))
        self.assertIn("韦样三", wizard.known_names)
        self.assertEqual([e[:2] for e in self._errors(wizard)], [(4, LABELS["category"])])
        self.assertEqual(self.env["res.partner"].search_count([]), people)
        self.assertFalse(self.project._get_roster_count())
        wizard.mode = "good_rows"
        wizard.action_import()
        self.assertEqual((wizard.state, wizard.imported_count), ("done", 2))
        self.assertIn(known, self.project._get_roster().partner_id)
        self.assertEqual(self.env["res.partner"].search_count([]), people + 1)

    def test_nothing_is_kept_when_a_row_is_wrong(self):
        self._assert_refused(self._row(1, category="外星人"), "category", "烈属（测试）")

    def test_who_stands_in_the_file_twice_is_named_with_the_first_row(self):
        self._assert_refused(self._row(9, name="好样一"), "identity_number", "2")

    def test_who_stands_on_the_roster_is_named(self):
        self._wizard(self._row(1)).action_import()
        wizard = self._wizard(self._row(1))
        wizard.action_import()
        self.assertEqual(wizard.state, "refused")
        self.assertIn("韦样三", self._errors(wizard)[0][2])
        self.assertEqual(self.project._get_roster_count(), 1)

    def test_a_number_that_belongs_to_another_name_is_refused(self):
        self._person("黄样六", identity_number=self._number(1))
        self._assert_refused(self._row(1), "name", "黄样六")

    def test_a_person_of_another_centre_is_not_named(self):
        self._person(
            "黄样六", identity_number=self._number(1), resident_unit_id=self.other_centre.id
        )
        wizard = self._wizard(self._row(1))
        wizard.action_import()
        self.assertEqual(self._errors(wizard)[0][1], LABELS["identity_number"])
        self.assertNotIn("黄样六", str(self._errors(wizard)))

    def test_a_wrong_number_is_refused_without_being_repeated(self):
        wrong = self._number(1)[:-1] + ("0" if self._number(1)[-1] != "0" else "1")
        wizard = self._wizard(self._row(1, identity_number=wrong))
        wizard.action_import()
        self.assertEqual(self._errors(wizard)[0][1], LABELS["identity_number"])
        self.assertNotIn(wrong, str(self._errors(wizard)))

    def test_grades_phones_and_days_that_are_impossible_are_named(self):
        self._assert_refused(self._row(1, disability_grade="十一级"), "disability_grade", "10")
        self._assert_refused(self._row(1, phone="12"), "phone", "")
        self._assert_refused(self._row(1, name="=1+1"), "name", "")

    def test_a_number_elsewhere_that_somebody_has_is_refused(self):
        self._member(external_ref="LG-1")
        wizard = self._wizard(self._row(1, external_ref="LG-1"))
        wizard.action_import()
        self.assertEqual(self._errors(wizard)[0][1], LABELS["external_ref"])
        self.assertEqual(self.project._get_roster_count(), 1)

    def test_grades_are_read_as_people_write_them(self):
        for text, grade in (
            ("6", 6), ("六级", 6), ("10级", 10), ("十", 10), ("１", 1), ("无", 0), ("", 0), (None, 0),
            ("0", 0), ("11", None), ("六七级", None), ("重度", None),
        ):  # fmt: skip
            self.assertEqual(read_grade(text), grade, text)

    def test_viewers_and_strangers_import_nothing(self):
        for user in (self.viewer, self.physician):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self._wizard(self._row(1), user=user)
        wizard = self._wizard(self._row(1), user=self.stranger)
        with self.assertRaises(AccessError):
            wizard.action_import()

    def test_a_file_is_asked_for(self):
        wizard = self._wizard(self._row(1))
        wizard.file = False
        with self.assertRaisesRegex(UserError, "file"):
            wizard.action_check()

    def test_an_import_is_nobody_elses_business(self):
        wizard = self._wizard(self._row(1))
        with self.assertRaises(AccessError):
            wizard.with_user(self.manager).read(["file"])
