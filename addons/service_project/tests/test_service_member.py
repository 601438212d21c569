from datetime import date, timedelta

import psycopg2
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form
from odoo.tools import mute_logger

from odoo.addons.resident.models.resident_merge_journal import MergeJournal

from .common import END, START, TODAY, ServiceCase

DAYS = st.integers(-40, 420)


@freeze_time(TODAY)
class TestServiceMember(ServiceCase):
    def test_who_enters_and_leaves_counts_on_both_days(self):
        member = self._member(entry_date="2026-07-01")
        member.write({"exit_date": "2026-07-31", "exit_reason": "moved"})
        for day, on in (
            ("2026-06-30", 0), ("2026-07-01", 1), ("2026-07-31", 1), ("2026-08-01", 0),
        ):  # fmt: skip
            day = date.fromisoformat(day)
            self.assertEqual(self.project._get_roster_count(day), on, day)
            self.assertEqual(len(self.project._get_roster(day)), on, day)
            self.assertEqual(member._is_on(day), bool(on), day)

    @given(
        st.lists(st.tuples(DAYS, st.none() | st.integers(0, 200), st.booleans()), max_size=6), DAYS
    )
    @settings(max_examples=25, deadline=None)
    def test_the_roster_of_a_day_is_what_a_plain_count_gives(self, spans, offset):
        day = START + timedelta(offset)
        expected = 0
        with self.env.cr.savepoint() as savepoint:
            for number, (start, length, is_error) in enumerate(spans):
                entry = min(START + timedelta(start), END)
                vals = {"entry_date": entry}
                if length is not None:
                    vals["exit_date"] = entry + timedelta(length)
                    vals["exit_reason"] = "error" if is_error else "other"
                self._member(self._person(f"样{'一二三四五六'[number]}"), **vals)
                ends = vals.get("exit_date", date.max)
                wrong = length is not None and is_error
                expected += entry <= day <= ends and not wrong
            self.assertEqual(self.project._get_roster_count(day), expected)
            savepoint.rollback()

    def test_nobody_stands_on_a_roster_twice(self):
        person = self._person()
        member = self._member(person)
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation):
            with self.env.cr.savepoint():
                self._member(person)
        member.write({"exit_date": "2026-09-30", "exit_reason": "moved"})
        with self.assertRaisesRegex(ValidationError, "already"), self.env.cr.savepoint():
            self._member(person, entry_date="2026-09-30")
        self._member(person, entry_date="2026-10-01")
        self.assertEqual(self.project._get_roster_count(date(2026, 10, 1)), 1)

    def test_an_exit_needs_its_day_and_its_reason(self):
        for vals in ({"exit_date": "2026-10-01"}, {"exit_reason": "moved"}):
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation):
                with self.env.cr.savepoint():
                    self._member(**vals)

    def test_a_disability_grade_is_1_to_10(self):
        for grade in (-1, 11):
            with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.CheckViolation):
                with self.env.cr.savepoint():
                    self._member(disability_grade=grade)

    def test_nobody_enters_after_the_end_or_a_project_that_is_no_service(self):
        with self.assertRaisesRegex(ValidationError, "ends on"):
            self._member(entry_date="2027-06-16")
        plain = self.env["project.project"].create({"name": "plain"})
        with self.assertRaisesRegex(ValidationError, "Only a service project"):
            self._member(project_id=plain.id)

    def test_a_coordinator_keeps_the_roster_and_deletes_nobody(self):
        rows = self.env["service.member"].with_user(self.coordinator)
        with Form(rows) as form:
            form.project_id = self.project
            form.partner_id = self._person("林样二")
            form.category_id = self.plain
            form.disability_grade = 6
        member = form.record
        self.assertEqual(member.priority_reason, "disabled")
        with self.assertRaises(AccessError):
            member.unlink()
        for vals in ({"is_priority": False}, {"project_id": self.project.id}, {"partner_id": 1}):
            with self.subTest(vals), self.assertRaises(AccessError):
                member.write(vals)

    def test_viewer_and_physician_read_it(self):
        member = self._member()
        for user in (self.viewer, self.physician):
            own = member.with_user(user)
            self.assertEqual(own.read(["display_name"])[0]["display_name"], member.partner_id.name)
            with self.subTest(user.login), self.assertRaises(AccessError):
                own.disability_grade = 3

    def test_nobody_learns_a_foreign_name_by_putting_an_id_on_the_roster(self):
        foreign = self._person("吴样八", resident_unit_id=self.other_centre.id)
        rows = self.env["service.member"].with_user(self.coordinator)
        vals = {"category_id": self.plain.id, "entry_date": START, "partner_id": foreign.id}
        with self.assertRaises(AccessError):
            rows.create(vals | {"project_id": self.project.id})
        other = self._project(self.other_centre)
        with self.assertRaises(AccessError):
            rows.create(vals | {"project_id": other.id, "partner_id": self._person().id})

    def test_several_people_leave_together_and_one_comes_back(self):
        members = self._member() | self._member(self._person("李样九"))
        wizards = self.env["service.member.exit"].with_user(self.coordinator)
        wizard = wizards.with_context(active_ids=members.ids).create({"exit_reason": "moved"})
        wizard.action_leave()
        self.assertEqual(members.mapped("exit_date"), [date(2026, 11, 21)] * 2)
        members[0].with_user(self.coordinator).action_return()
        self.assertFalse(members[0].exit_date)
        with self.assertRaisesRegex(UserError, "has not left"):
            members[0].action_return()

    def test_a_person_is_found_by_pinyin_and_who_died_is_pointed_out(self):
        member = self._member(self._person("欧阳示三"))
        rows = self.env["service.member"].with_user(self.coordinator)
        self.assertEqual(rows.search([("person_search", "ilike", "oyss")]), member)
        self.assertFalse(rows.search([("has_left_home", "=", True)]))
        member.partner_id.write({"resident_state": "deceased", "death_date": "2026-11-01"})
        self.assertEqual(rows.search([("has_left_home", "=", True)]), member)
        self.assertTrue(member.has_left_home)

    def test_the_filter_on_the_roster_agrees_with_what_is_shown(self):
        on = self._member()
        left = self._member(self._person("李样九"), exit_date="2026-11-20", exit_reason="declined")
        rows = self.env["service.member"].with_user(self.viewer)
        for member in (on, left):
            found = rows.search([("on_roster", "=", member.on_roster)])
            self.assertIn(member, found)
            self.assertNotIn(member, rows.search([("on_roster", "!=", member.on_roster)]))
        self.assertEqual((on.on_roster, left.on_roster), (True, False))

    def test_two_records_of_one_person_that_are_merged_leave_one_row(self):
        kept, lost = self._person("赵样一"), self._person("赵样一")
        self._member(kept)
        self._member(lost)
        journal = MergeJournal(self.env)
        journal.move(lost, kept)
        journal.finish()
        self.assertEqual(self.project._get_roster_count(), 1)
