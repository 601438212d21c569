from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import EquipmentCase


class TestEquipmentServiceLevel(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device(
            "L1",
            using_unit_id=cls.clinic.id,
            partner_id=cls.supplier.id,
            unit_price=10000,
            warranty_start="2026-01-01",
            warranty_date="2026-12-31",
        )
        cls.level = cls._level()

    @classmethod
    def _level(cls, **vals):
        defaults = {
            "partner_id": cls.supplier.id,
            "org_unit_id": cls.county.id,
            "response_hours": 2,
            "repair_hours": 24,
            "penalty_kind": "percent",
            "penalty_rate": 0.5,
            "valid_from": "2026-01-01",
            "source": "合同第七条",
        }
        return cls.env["equipment.service.level"].create(defaults | vals)

    def _order(self, reported_at="2026-03-02 00:00:00", **vals):
        return self.env["maintenance.request"].create(
            {"name": "坏了", "equipment_id": self.device.id, "reported_at": reported_at} | vals
        )

    def _mend(self, order, responded_at, repaired_at):
        order.write({"work_report": "更换主板", "worked_by": "own"})
        order.action_start()
        order.write({"responded_at": responded_at, "repaired_at": repaired_at})
        order.action_finish()

    def test_a_repair_in_time_costs_no_penalty(self):
        order = self._order()
        self._mend(order, "2026-03-02 02:00:00", "2026-03-03 00:00:00")
        self.assertFalse(order.is_late_response or order.is_late_repair)
        self.assertEqual((order.cover, order.penalty_proposal), ("warranty", 0))

    def test_every_day_begun_late_costs_the_share_of_the_value(self):
        order = self._order()
        self._mend(order, "2026-03-02 02:00:01", "2026-03-04 00:00:01")
        self.assertTrue(order.is_late_response and order.is_late_repair)
        self.assertEqual(order.penalty_proposal, 100)
        order.repaired_at = "2026-03-04 00:00:00"
        self.assertEqual(order.penalty_proposal, 50)

    def test_a_penalty_in_yuan_per_day(self):
        self.level.write({"penalty_kind": "yuan", "penalty_rate": 33.33})
        order = self._order()
        self._mend(order, "2026-03-02 01:00:00", "2026-03-06 00:00:00")
        self.assertEqual(order.penalty_proposal, 99.99)

    def test_a_cap_of_the_rules_limits_the_penalty_from_its_day_on(self):
        self.env["equipment.rule"].create(
            {
                "code": "penalty_cap",
                "name": "违约金上限",
                "value": 5,
                "unit": "percent",
                "valid_from": "2026-03-02",
                "source": "合同第八条",
            }
        )
        before, after = self._order("2026-02-28 00:00:00"), self._order("2026-03-02 00:00:00")
        self._mend(before, "2026-02-28 01:00:00", "2026-04-01 00:00:00")
        self._mend(after, "2026-03-02 01:00:00", "2026-04-01 00:00:00")
        self.assertEqual((before.penalty_proposal, after.penalty_proposal), (1550, 500))

    def test_open_orders_are_late_as_soon_as_the_promise_is_over(self):
        order = self._order()
        search = self.env["maintenance.request"].search
        for moment, late in (("2026-03-02 02:00:00", False), ("2026-03-02 02:00:01", True)):
            with freeze_time(moment):
                order.invalidate_recordset(["is_late_response"])
                self.assertEqual(order.is_late_response, late)
                found = search([("is_late_response", "=", True), ("id", "=", order.id)])
                self.assertEqual(bool(found), late)
                on_time = search([("is_late_response", "=", False), ("id", "=", order.id)])
                self.assertEqual(bool(on_time), not late)

    def test_after_the_warranty_only_a_maintenance_contract_counts(self):
        order = self._order("2027-01-05 00:00:00")
        self.assertEqual((order.cover, order.repair_hours), ("own_cost", 0))
        paid = self._level(after_warranty=True, repair_hours=72, valid_from="2027-01-01")
        order = self._order("2027-01-05 00:00:00")
        self.assertRecordValues(
            order,
            [{"cover": "paid_maintenance", "repair_hours": 72, "service_level_id": paid.id}],
        )

    def test_the_warranty_counts_by_the_local_day_of_the_report(self):
        env = self.env(context={"tz": "Asia/Shanghai"})
        orders = env["maintenance.request"].create(
            [
                {"name": "x", "equipment_id": self.device.id, "reported_at": moment}
                for moment in ("2026-12-31 15:59:59", "2026-12-31 16:00:00")
            ]
        )
        self.assertEqual(orders.mapped("cover"), ["warranty", "own_cost"])

    def test_a_warranty_extended_later_changes_no_fault_of_the_past(self):
        order = self._order("2027-01-05 00:00:00")
        self.env.flush_all()
        self.device.warranty_date = "2028-12-31"
        self.assertEqual(order.cover, "own_cost")

    def test_another_cover_needs_a_reason(self):
        order = self._order().with_user(self.hospital_officer)
        with self.assertRaisesRegex(ValidationError, order.number):
            order.cover = "own_cost"
        order.write({"cover": "own_cost", "cover_reason": "人为损坏"})
        self.assertEqual(order.cover, "own_cost")

    def test_a_level_of_the_asset_class_comes_before_one_for_everything(self):
        narrow = self._level(
            class_id=self.env.ref("equipment_asset.class_a02320000").id, repair_hours=8
        )
        self.device.class_id = narrow.class_id
        self.assertEqual(self._order().service_level_id, narrow)
        self.device.class_id = False
        self.assertEqual(self._order().service_level_id, self.level)

    @mute_logger("odoo.sql_db")
    def test_a_promise_says_its_hours_and_a_penalty_its_rate(self):
        for vals in (
            {"response_hours": 0, "repair_hours": 0, "penalty_kind": False},
            {"repair_hours": 0},
            {"penalty_rate": 0},
            {"penalty_rate": 101},
        ):
            with self.subTest(vals=vals), self.assertRaises(IntegrityError), self.cr.savepoint():
                self._level(**vals)

    def test_levels_of_other_suppliers_units_and_times_do_not_count(self):
        self.level.org_unit_id = self.other_hospital
        self.assertFalse(self._order().service_level_id)
        self.level.write({"org_unit_id": self.hospital.id, "valid_to": "2026-03-01"})
        self.assertFalse(self._order().service_level_id)
        self.level.write({"valid_to": False, "partner_id": self.supplier.copy().id})
        self.assertFalse(self._order().service_level_id)

    def test_the_county_agrees_for_its_hospitals_and_nobody_else_reads_it(self):
        self.assertEqual(self.level.with_user(self.custodian).repair_hours, 24)
        with self.assertRaises(AccessError):
            self.level.with_user(self.hospital_officer).repair_hours = 1
        with self.assertRaises(AccessError):
            self.level.with_user(self.stranger).read(["repair_hours"])

    def test_a_custodian_reports_and_the_promise_is_found(self):
        order = self.env["maintenance.request"].with_user(self.custodian).create(
            {"name": "坏了", "equipment_id": self.device.id}
        )  # fmt: skip
        self.assertEqual(order.repair_hours, 24)
