from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from ..tools.allocation import plan_turns
from .common import EquipmentCase

MONDAY = date(2026, 11, 23)


@freeze_time("2026-11-23")
class TestEquipmentRota(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_clinic = cls._unit("T-01-02", "village_clinic", cls.hospital)
        cls.kit = cls._kit()

    def _rota(self, **vals):
        members = [
            Command.create({"unit_id": unit.id}) for unit in self.clinic | self.second_clinic
        ]
        rota = self.env["equipment.rota"].with_user(self.hospital_officer)
        defaults = {"kit_id": self.kit.id, "member_ids": members, "weeks": 4}
        rota = rota.create(defaults | vals)
        rota.action_generate()
        return rota

    def _turns(self, rota):
        return rota.turn_ids.sorted("date_from").mapped(
            lambda turn: (turn.unit_id, turn.date_from, turn.date_to)
        )

    @settings(max_examples=60, deadline=None)
    @given(
        count=st.integers(1, 9),
        period=st.sampled_from(["workday", "week", "month"]),
        start=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
        weeks=st.integers(1, 60),
    )
    def test_any_plan_leaves_no_day_out_and_gives_none_twice(self, count, period, start, weeks):
        turns = plan_turns(count, period, start, weeks)
        self.assertEqual(turns[0][1], start)
        self.assertEqual(turns[-1][2], start + timedelta(days=weeks * 7 - 1))
        for (_n, first, last), following in zip(turns, turns[1:], strict=False):
            self.assertLessEqual(first, last)
            self.assertEqual(following[1], last + timedelta(days=1))
        self.assertTrue(all(number < count for number, _first, _last in turns))

    def test_week_by_week_the_clinics_take_turns_in_order(self):
        turns = self._turns(self._rota())
        self.assertEqual(turns[0], (self.clinic, MONDAY, date(2026, 11, 29)))
        self.assertEqual(turns[1], (self.second_clinic, date(2026, 11, 30), date(2026, 12, 6)))
        self.assertEqual(len(turns), 4)

    def test_by_weekday_each_clinic_has_the_same_days_of_every_week(self):
        turns = self._turns(self._rota(period="workday", weeks=3))
        days = {unit: set() for unit in self.clinic | self.second_clinic}
        for unit, first, _last in turns:
            days[unit].add(first.weekday())
        self.assertEqual(days[self.clinic], {0, 2, 4})
        self.assertEqual(days[self.second_clinic], {1, 3})
        self.assertEqual(turns[4][1:], (date(2026, 11, 27), date(2026, 11, 29)))

    def test_by_month_the_kit_is_handed_on_the_first(self):
        turns = self._turns(self._rota(period="month", weeks=8))
        self.assertEqual(turns[0], (self.clinic, MONDAY, date(2026, 11, 30)))
        self.assertEqual(turns[1], (self.second_clinic, date(2026, 12, 1), date(2026, 12, 31)))

    def test_two_units_cannot_have_the_kit_on_one_day(self):
        turn = self._rota().turn_ids[1]
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            turn.date_from = date(2026, 11, 29)
            turn.flush_recordset()

    def test_a_kit_has_one_rota(self):
        self._rota()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._rota()

    def test_the_rota_says_who_has_the_kit_today(self):
        rota = self._rota()
        self.assertEqual((rota.current_unit_id, self.kit.holder_today_id), (self.clinic,) * 2)
        with freeze_time("2026-12-01"):
            self.env.invalidate_all()
            self.assertEqual(rota.current_unit_id, self.second_clinic)
            self.assertEqual(self.kit.holder_today_id, self.second_clinic)

    def test_without_a_rota_the_using_unit_has_the_kit(self):
        self.assertEqual(self.kit.holder_today_id, self.hospital)

    def test_new_turns_keep_the_past_and_go_on_with_the_next_clinic(self):
        rota = self._rota()
        with freeze_time("2026-12-02"):
            rota.action_generate()
        turns = self._turns(rota)
        self.assertEqual(turns[1], (self.second_clinic, date(2026, 11, 30), date(2026, 12, 6)))
        self.assertEqual(turns[2][:2], (self.clinic, date(2026, 12, 7)))
        self.assertEqual(rota.date_end, date(2027, 1, 3))

    def test_one_clinic_alone_needs_no_rota(self):
        with self.assertRaisesRegex(UserError, "at least two"):
            self._rota(member_ids=[Command.create({"unit_id": self.clinic.id})])

    def test_a_clinic_of_another_hospital_is_refused_to_the_hospital(self):
        outside = self._unit("T-02-01", "village_clinic", self.other_hospital)
        members = [Command.create({"unit_id": unit.id}) for unit in self.clinic | outside]
        with self.assertRaisesRegex(AccessError, outside.name):
            self._rota(member_ids=members)

    def test_a_kit_outside_the_scope_is_refused(self):
        with self.assertRaises(AccessError):
            self._rota(kit_id=self._kit(self.other_hospital).id)

    def test_sharing_clinics_see_the_rota_and_cannot_change_it(self):
        rota = self._rota()
        turns = rota.turn_ids.with_user(self.custodian)
        self.assertEqual(turns.search([("rota_id", "=", rota.id)]), turns)
        with self.assertRaises(AccessError):
            turns[0].date_to = MONDAY
        with self.assertRaises(AccessError):
            rota.with_user(self.custodian).action_generate()

    def test_others_see_nothing_of_the_rota(self):
        rota = self._rota()
        neighbour = self._user("neighbour", "officer", self.other_hospital)
        for user in (neighbour, self.stranger):
            for model in ("equipment.rota", "equipment.rota.member", "equipment.rota.turn"):
                self.assertFalse(self.env[model].with_user(user).search([]))
        self.assertTrue(rota.turn_ids)

    def test_an_archived_rota_frees_the_kit(self):
        rota = self._rota()
        rota.active = False
        self.assertEqual(len(rota.turn_ids), 1)
        self.assertTrue(self._rota(date_start=date(2026, 12, 1)).turn_ids)
