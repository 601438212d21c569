from datetime import date, timedelta
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import EquipmentCase

START = date(2026, 1, 31)


class TestEquipmentPlan(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device("P1", using_unit_id=cls.clinic.id)

    def setUp(self):
        super().setUp()
        self.startPatcher(patch.object(self.registry["ir.cron"], "_commit_progress"))

    def _plan(self, **vals):
        defaults = {
            "name": "月度巡检",
            "equipment_id": self.device.id,
            "start_date": START,
            "repeat_interval": 1,
            "repeat_unit": "month",
            "lead_days": 7,
        }
        return self.env["equipment.plan"].create(defaults | vals)

    def _run(self, day):
        with freeze_time(f"{day} 02:00:00"):
            self.env["equipment.plan"]._cron_create_requests()

    def _finish(self, order, day):
        with freeze_time(f"{day} 01:00:00"):
            order.write({"stage_id": self.env.ref("maintenance.stage_1").id})
            order.reported_at = f"{min(day, order.plan_date)} 00:00:00"
            order.work_report = "巡检正常"
            order.action_finish()

    def test_the_order_is_created_when_the_lead_days_begin_and_only_once(self):
        plan = self._plan()
        self._run("2026-01-23")
        self.assertFalse(plan.request_ids)
        self._run("2026-01-24")
        self._run("2026-01-25")
        self.assertRecordValues(
            plan.request_ids,
            [{"plan_date": START, "maintenance_type": "preventive", "reported_via": "plan"}],
        )

    def test_a_month_end_does_not_wear_down(self):
        plan = self._plan()
        dues = []
        for _month in range(4):
            self._run(plan.next_date)
            order = plan.request_ids.sorted("plan_date")[-1]
            dues.append(str(order.plan_date))
            self._finish(order, order.plan_date)
        self.assertEqual(dues, ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])

    @settings(max_examples=15, suppress_health_check=list(HealthCheck))
    @given(
        unit=st.sampled_from(["day", "week", "month", "year"]),
        interval=st.integers(1, 5),
        delays=st.lists(st.integers(-3, 400), min_size=1, max_size=6),
    )
    def test_no_due_day_is_skipped_or_doubled(self, unit, interval, delays):
        with self.cr.savepoint(flush=True) as savepoint:
            plan = self._plan(repeat_unit=unit, repeat_interval=interval)
            rhythm, day = [START], date(2025, 12, 1)
            for delay in delays:
                day = max(day, plan.next_date - timedelta(days=plan.lead_days))
                self._run(day)
                self._run(day)
                order = plan.request_ids.filtered(lambda order: not order.repaired_at)
                self.assertEqual(order.plan_date, rhythm[-1])
                day = max(day, order.plan_date + timedelta(days=delay))
                self._finish(order, day)
                rhythm.append(plan.next_date)
                self._check_step(plan, order.plan_date, max(day, order.plan_date))
            self.assertEqual(len(plan.request_ids), len(delays))
            savepoint.rollback()
        self.env.invalidate_all()

    def _check_step(self, plan, due, after):
        """The next due day is on the grid, later than the work, and the first such day."""
        words = {"day": "days", "week": "weeks", "month": "months", "year": "years"}
        grid, number = START, 0
        while grid <= after:
            number += 1
            step = {words[plan.repeat_unit]: plan.repeat_interval * number}
            grid = fields.Date.add(START, **step)
        self.assertEqual(plan.next_date, grid)
        self.assertGreater(plan.next_date, due)

    def test_cancelling_an_order_moves_the_plan_on(self):
        plan = self._plan()
        self._run("2026-01-30")
        plan.request_ids.archive_equipment_request()
        self.assertEqual((plan.next_date, plan.last_done), (date(2026, 2, 28), False))

    def test_one_due_date_has_one_order(self):
        plan = self._plan()
        self._run("2026-01-30")
        plan.write({"booked_date": False})
        self._run("2026-01-30")
        self.assertEqual(len(plan.request_ids), 1)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.env["maintenance.request"].create(
                {"name": "x", "plan_id": plan.id, "plan_date": START}
            )

    def test_use_makes_a_plan_due_and_finishing_counts_anew(self):
        plan = self._plan(repeat_interval=0, start_date=False, use_interval=1000)
        self._read("2026-01-01", 500)
        self._read("2026-02-01", 1499)
        self.assertFalse(plan.next_date)
        self._read("2026-03-01", 1500)
        self.assertEqual(plan.next_date, date(2026, 3, 1))
        self._run("2026-03-01")
        self._read("2026-03-02", 1600)
        self._run("2026-03-02")
        self._finish(plan.request_ids.ensure_one(), date(2026, 3, 3))
        self.assertEqual((plan.next_date, plan.last_use), (False, 1100))
        self._read("2026-05-01", 2600)
        self.assertEqual(plan.next_date, date(2026, 5, 1))

    def test_with_both_triggers_the_first_counts_and_both_begin_anew(self):
        plan = self._plan(use_interval=100, repeat_interval=6)
        self._read("2026-01-01", 0)
        self._read("2026-01-10", 150)
        self.assertEqual(plan.next_date, date(2026, 1, 10))
        self._run("2026-01-10")
        self._finish(plan.request_ids, date(2026, 1, 12))
        self.assertEqual(plan.next_date, date(2026, 7, 12))

    def _read(self, day, value):
        return self.env["equipment.meter.reading"].create(
            {"equipment_id": self.device.id, "date": day, "value": value}
        )

    def test_a_disposed_device_gets_no_more_orders(self):
        plan = self._plan()
        self.device.usage_state = "disposed"
        self._run("2026-02-01")
        self.assertFalse(plan.request_ids)

    def test_the_order_carries_checklist_and_technician_and_the_custodian_works_on_it(self):
        checklist = self.env["equipment.checklist"].create(
            {"name": "巡检", "line_ids": [(0, 0, {"name": "外观"})]}
        )
        plan = self._plan(checklist_id=checklist.id, user_id=self.custodian.id)
        self._run("2026-01-30")
        order = plan.request_ids.with_user(self.custodian)
        self.assertEqual((order.user_id, order.check_ids.name), (self.custodian, "外观"))
        order.check_ids.done = True
        order.work_report = "巡检正常"
        order.action_finish()
        self.assertTrue(plan.last_done)
        self.assertEqual(self.device.usage_state, "in_use")

    def test_a_plan_may_be_for_a_kit_but_not_by_use(self):
        kit = self._kit(filled=False)
        plan = self._plan(equipment_id=False, kit_id=kit.id)
        self._run("2026-01-30")
        self.assertEqual(plan.request_ids.kit_id, kit)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._plan(equipment_id=False, kit_id=kit.id, use_interval=5)

    def test_two_hundred_plans_are_booked_in_one_run(self):
        devices = self.env["maintenance.equipment"].create(
            [
                {"device_model_id": self.bag_model.id, "org_unit_id": self.hospital.id}
                for _number in range(201)
            ]
        )
        adding = self.env["equipment.plan.add"].with_user(self.hospital_officer)
        dialog = adding.with_context(active_ids=devices.ids).create(
            {"name": "季度巡检", "start_date": START, "repeat_interval": 3}
        )
        dialog.action_apply()
        dialog.action_apply()
        plans = self.env["equipment.plan"].search([("equipment_id", "in", devices.ids)])
        self.assertEqual(len(plans), 201)
        self._run("2026-01-30")
        self.assertEqual(len(plans.request_ids), 201)

    def test_plans_are_seen_in_scope_and_kept_by_officers(self):
        plan = self._plan()
        self.assertEqual(plan.with_user(self.custodian).name, "月度巡检")
        with self.assertRaises(AccessError):
            plan.with_user(self.custodian).lead_days = 1
        with self.assertRaises(AccessError):
            plan.with_user(self.stranger).read(["name"])
        plan.with_user(self.hospital_officer).action_book_now()
        self.assertTrue(plan.request_ids)
