from base64 import b64encode
from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time

from odoo.addons.evidence.tests.common import make_photo

from .common import EquipmentCase
from .test_maintenance_request import SIGNATURE


class TestMaintenanceRequestClose(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device("R1", using_unit_id=cls.clinic.id)

    def _order(self, user=None, **vals):
        vals = {"name": "读数不准", "equipment_id": self.device.id} | vals
        return self.env["maintenance.request"].with_user(user or self.custodian).create(vals)

    def _finished(self, **vals):
        """A repair of own staff with a check and a part, from 01:00 to 05:00."""
        with freeze_time("2026-03-02 01:00:00"):
            order = self._order(
                self.hospital_officer,
                work_report="更换袖带",
                labour_cost=30,
                check_ids=[Command.create({"name": "气密性", "done": True})],
                part_ids=[Command.create({"name": "袖带", "unit_price": 50})],
                **vals,
            )
            order.action_start()
        with freeze_time("2026-03-02 05:00:00"):
            order.action_finish()
        return order

    def _reopen(self, order, purpose="record", user=None):
        dialog = self.env["maintenance.request.reopen"].with_user(user or self.manager)
        dialog.create(
            {"request_id": order.id, "purpose": purpose, "reason": "袖带型号写错"}
        ).action_reopen()

    def test_an_order_without_a_report_is_not_finished_by_any_path(self):
        order = self._order(work_report="  ")
        done = self.env.ref("maintenance.stage_3").id
        for call in (
            order.action_finish,
            order.action_give_up,
            lambda: order.write({"stage_id": done}),
            lambda: self._order(stage_id=done),
            lambda: (
                self.env["maintenance.request"]
                .with_user(self.custodian)
                .with_context(default_stage_id=done)
                .create({"name": "x", "equipment_id": self.device.id})
            ),
        ):
            with self.assertRaises(UserError) as caught:
                call()
            self.assertIn("WX", str(caught.exception))
        self.assertFalse(order.stage_id.done)
        order.write({"work_report": "更换电池", "stage_id": done})
        self.assertEqual(order.closed_by_id, self.custodian)

    def test_the_using_unit_signs_for_the_work_of_a_supplier(self):
        self.device.write({"warranty_start": "2020-01-01", "warranty_date": "2050-12-31"})
        order = self._order(work_report="更换主板")
        self.assertEqual((order.cover, order.worked_by), ("warranty", "supplier"))
        with self.assertRaisesRegex(ValidationError, order.number):
            order.action_finish()
        order.signature = b64encode(SIGNATURE)
        order.action_finish()
        self.assertTrue(order.repaired_at)

    def test_own_staff_signs_nothing_and_neither_does_a_rule_of_none(self):
        order = self._order(work_report="更换电池")
        self.assertEqual(order.worked_by, "own")
        order.action_finish()
        self.env["equipment.rule"].create(
            {
                "code": "supplier_work_signature",
                "name": "供应商维修签字",
                "value": 0,
                "unit": "count",
                "valid_from": "2026-03-01",
                "source": "局办通知",
            }
        )
        order = self._order(
            self.env.user,
            work_report="更换主板",
            worked_by="supplier",
            reported_at="2026-03-02 00:00:00",
        )
        order.with_user(self.custodian).action_finish()
        self.assertTrue(order.repaired_at)

    def test_nothing_of_a_finished_order_changes_whoever_tries(self):
        order = self._finished()
        stage = self.env.ref("maintenance.stage_1")
        for user in (self.custodian, self.hospital_officer, self.manager):
            own = order.with_user(user)
            for call in (
                lambda own=own: own.write({"work_report": "别的"}),
                lambda own=own: own.write({"name": "别的"}),
                lambda own=own: own.write({"stage_id": stage.id}),
                lambda own=own: own.check_ids.write({"done": False}),
                lambda own=own: own.check_ids.with_context(_force_unlink=True).unlink(),
                lambda own=own: own.check_ids.create({"request_id": own.id, "name": "x"}),
                lambda own=own: own.write({"check_ids": [Command.clear()]}),
                lambda own=own: own.write({"signature": b64encode(SIGNATURE)}),
                lambda own=own: own._add_evidence("a.jpg", make_photo((40, 30))),
                own.archive_equipment_request,
                own.reset_equipment_request,
                own.action_give_up,
            ):
                with self.assertRaises(UserError):
                    call()
        officer = order.with_user(self.hospital_officer)
        for call in (
            lambda: officer.part_ids.write({"unit_price": 1}),
            lambda: officer.part_ids.unlink(),
            lambda: officer.part_ids.create({"request_id": order.id, "name": "主板"}),
            lambda: officer.write({"labour_cost": 1}),
            lambda: officer.write({"repaired_at": "2026-03-02 02:00:00"}),
            lambda: officer.write({"closed_by_id": False}),
            lambda: officer.write({"reopened_for": "record"}),
        ):
            with self.assertRaises(UserError):
                call()
        self.assertEqual((order.work_report, order.cost_total), ("更换袖带", 80))

    def test_a_row_does_not_move_to_another_order(self):
        order, other = self._finished(), self._order()
        other.check_ids = [Command.create({"name": "电池"})]
        with self.assertRaises(AccessError):
            other.check_ids.with_user(self.custodian).request_id = order

    def test_who_follows_up_on_a_finished_order_stays_free(self):
        order = self._finished().with_user(self.custodian)
        order.write({"priority": "2", "user_id": self.custodian.id})
        order.message_post(body="谢谢")
        self.assertEqual(order.user_id, self.custodian)

    def test_only_a_manager_reopens_and_only_what_is_finished(self):
        order = self._finished()
        for user in (self.custodian, self.hospital_officer):
            with self.assertRaises(AccessError):
                order.with_user(user)._reopen("x", "record")
            with self.assertRaises(AccessError):
                self._reopen(order, user=user)
        with self.assertRaises(AccessError):
            self._reopen(order, user=self.stranger)
        with self.assertRaises(UserError):
            self._reopen(self._order())

    def test_a_correction_keeps_the_times_and_logs_the_reason_and_what_it_said(self):
        order = self._finished()
        self._reopen(order)
        self.assertEqual(order.repaired_at, datetime(2026, 3, 2, 5))
        self.assertEqual((order.closed_by_id.id, self.device.usage_state), (False, "in_use"))
        log = order.message_ids.filtered(lambda message: "型号写错" in message.body)
        self.assertEqual(log.author_id, self.manager.partner_id)
        for words in ("更换袖带", "气密性", "80.00"):
            self.assertIn(words, log.body)
        officer = order.with_user(self.hospital_officer)
        officer.work_report = "更换大号袖带"
        officer.action_finish()
        self.assertRecordValues(
            order,
            [
                {
                    "repaired_at": datetime(2026, 3, 2, 5),
                    "downtime_hours": 4,
                    "closed_by_id": self.hospital_officer.id,
                    "reopened_for": False,
                }
            ],
        )

    def test_a_repair_that_did_not_hold_goes_on(self):
        order = self._finished()
        self._reopen(order, "repair")
        self.assertEqual((order.repaired_at, self.device.usage_state), (False, "repair"))
        with freeze_time("2026-03-03 01:00:00"):
            order.with_user(self.custodian).action_finish()
        self.assertEqual((order.downtime_hours, self.device.usage_state), (24, "in_use"))

    def test_a_device_given_up_too_early_is_repaired_after_all(self):
        order = self._order(self.hospital_officer, work_report="主板损坏，无配件")
        order.action_start()
        order.action_give_up()
        self._reopen(order, "repair")
        self.assertEqual(self.device.usage_state, "repair")
        order.action_finish()
        self.assertEqual(self.device.usage_state, "in_use")

    def test_a_signature_given_before_the_reopening_is_not_for_the_new_version(self):
        with freeze_time("2026-03-02 01:00:00"):
            order = self._order(self.hospital_officer, work_report="更换主板", worked_by="supplier")
            order.signature = b64encode(SIGNATURE)
            order.action_finish()
        with freeze_time("2026-03-02 02:00:00"):
            self._reopen(order)
        with freeze_time("2026-03-02 03:00:00"):
            self.assertFalse(order.signature)
            with self.assertRaisesRegex(ValidationError, order.number):
                order.action_finish()
            order.signature = b64encode(SIGNATURE)
            order.action_finish()
        self.assertEqual(order.evidence_count, 2)
