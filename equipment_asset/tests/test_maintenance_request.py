from base64 import b64decode, b64encode
from datetime import datetime

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, freeze_time, new_test_user

from odoo.addons.evidence.tests.common import make_photo

from .common import EquipmentCase

SIGNATURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class TestMaintenanceRequest(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.device = cls._device("R1", using_unit_id=cls.clinic.id)
        cls.employee = new_test_user(cls.env, "eq_employee", "base.group_user")

    def _order(self, user=None, **vals):
        vals = {"name": "读数不准", "equipment_id": self.device.id, "work_report": "校准"} | vals
        return self.env["maintenance.request"].with_user(user or self.custodian).create(vals)

    def _search(self, user):
        return self.env["maintenance.request"].with_user(user).search([])

    def test_start_and_finish_stamp_the_times_and_follow_the_device(self):
        with freeze_time("2026-03-02 01:00:00"):
            order = self._order()
        with freeze_time("2026-03-02 03:00:00"):
            order.action_start()
        self.assertEqual(self.device.usage_state, "repair")
        with freeze_time("2026-03-03 01:30:00"):
            order.action_finish()
        self.assertEqual(self.device.usage_state, "in_use")
        self.assertEqual(order.responded_at, datetime(2026, 3, 2, 3))
        self.assertEqual(
            (order.repaired_at, order.downtime_hours), (datetime(2026, 3, 3, 1, 30), 24.5)
        )
        self.assertTrue(order.number.startswith("WX"))

    def test_a_state_somebody_set_meanwhile_is_respected(self):
        order = self._order()
        order.action_start()
        self.device.usage_state = "idle"
        order.action_finish()
        self.assertEqual(self.device.usage_state, "idle")

    def test_a_device_stays_under_repair_until_its_last_order_is_done(self):
        first, second = self._order(), self._order()
        first.action_start()
        second.action_start()
        first.action_finish()
        self.assertEqual(self.device.usage_state, "repair")
        second.action_finish()
        self.assertEqual(self.device.usage_state, "in_use")

    def test_cancelling_gives_the_device_back(self):
        order = self._order()
        order.action_start()
        order.archive_equipment_request()
        self.assertEqual(self.device.usage_state, "in_use")

    def test_an_unrepairable_device_waits_for_its_disposal(self):
        order = self._order(self.hospital_officer)
        order.action_start()
        order.action_give_up()
        self.assertEqual(self.device.usage_state, "to_dispose")

    def test_an_idle_device_stays_idle(self):
        self.device.usage_state = "idle"
        order = self._order()
        order.action_start()
        order.action_finish()
        self.assertEqual(self.device.usage_state, "idle")

    def test_a_disposed_device_gets_no_order(self):
        self.device.usage_state = "disposed"
        with self.assertRaisesRegex(UserError, self.device.asset_number):
            self._order()

    def test_an_order_is_not_deleted_but_cancelled(self):
        order = self._order()
        with self.assertRaisesRegex(UserError, order.number):
            order.unlink()

    def test_checks_and_signature_are_asked_for_before_the_end(self):
        checklist = self.env["equipment.checklist"].create(
            {
                "name": "保养",
                "needs_signature": True,
                "line_ids": [Command.create({"name": "气密性"}), Command.create({"name": "电池"})],
            }
        )
        order = self._order(checklist_id=checklist.id)
        self.assertEqual(order.check_ids.mapped("name"), ["气密性", "电池"])
        order.check_ids[0].done = True
        with self.assertRaisesRegex(UserError, "电池"):
            order.action_finish()
        order.check_ids.done = True
        with self.assertRaisesRegex(ValidationError, order.number):
            order.action_finish()
        order.signature = b64encode(SIGNATURE)
        order.action_finish()
        self.assertRecordValues(
            order.evidence_ids, [{"kind": "signature", "requirement_code": "signature"}]
        )
        self.assertTrue(order.signature)

    def test_parts_and_labour_sum_to_the_fen_and_warranty_parts_are_free(self):
        order = self._order(self.hospital_officer)
        order.labour_cost = 0.1
        order.part_ids = [
            Command.create({"name": "袖带", "quantity": 3, "unit_price": 0.35}),
            Command.create({"name": "主板", "quantity": 1, "unit_price": 800, "is_warranty": True}),
        ]
        self.assertEqual(order.part_ids.mapped("amount"), [1.05, 800])
        self.assertEqual(order.cost_total, 1.15)

    def test_a_custodian_sets_no_money_and_no_times(self):
        order = self._order()
        for vals in (
            {"labour_cost": 1}, {"cover": "warranty"}, {"repaired_at": "2026-01-01"},
            {"reported_at": "2026-01-01"}, {"response_hours": 99},
            {"part_ids": [Command.create({"name": "电池"})]},
        ):  # fmt: skip
            with self.assertRaises(AccessError):
                order.write(vals)
        with self.assertRaises(AccessError):
            self._order(labour_cost=5)
        with self.assertRaises(AccessError):
            self.env["maintenance.request.part"].with_user(self.custodian).create(
                {"request_id": order.id, "name": "电池"}
            )

    def test_the_form_works_for_custodians_and_for_officers(self):
        self.device.write({"warranty_start": "2020-01-01", "warranty_date": "2050-12-31"})
        for user in (self.custodian, self.hospital_officer):
            with Form(self.env["maintenance.request"].with_user(user)) as form:
                form.name = "屏幕不亮"
                form.equipment_id = self.device.with_user(user)
            order = form.save()
            self.assertEqual((order.using_unit_id, order.cover), (self.clinic, "warranty"))
            with Form(order) as form:
                form.work_report = "更换屏幕"
            self.assertEqual(order.work_report, "更换屏幕")

    def test_owner_and_using_unit_see_an_order_and_nobody_else(self):
        order = self._order()
        elsewhere = self._order(
            self.env.user, equipment_id=self._device("R9", self.other_hospital).id
        )
        both = order | elsewhere
        seen = {
            user.login: self._search(user) & both
            for user in (
                self.custodian, self.hospital_officer, self.viewer, self.stranger, self.employee,
            )
        }  # fmt: skip
        self.assertEqual(seen["eq_custodian"], order)
        self.assertEqual(seen["eq_hospital_officer"], order)
        self.assertEqual(seen["eq_viewer"], both)
        self.assertFalse(seen["eq_stranger"] | seen["eq_employee"])

    def test_followers_and_technicians_outside_the_scope_see_nothing_by_any_path(self):
        order = self._order(self.env.user, equipment_id=self._device("R8", self.other_hospital).id)
        order._add_evidence("a.jpg", make_photo((40, 30)))
        order.check_ids = [Command.create({"name": "电池"})]
        order.part_ids = [Command.create({"name": "袖带"})]
        for user in (self.custodian, self.stranger, self.employee):
            order.message_subscribe(user.partner_id.ids)
            order.write({"user_id": user.id, "owner_user_id": user.id})
            user.group_ids += self.env.ref("base.group_allow_export")
            own = order.with_user(user)
            self.assertFalse(own.search([("id", "=", order.id)]))
            self.assertFalse(own._read_group([("id", "=", order.id)], ["using_unit_id"]))
            for call in (
                lambda own=own: own.read(["name"]),
                lambda own=own: own.export_data(["name"]),
                lambda own=own: own.write({"name": "x"}),
                lambda own=own: own.message_ids.read(["body"]),
                lambda own=own: own.evidence_ids.read(["name"]),
                lambda own=own, user=user: order.evidence_ids.attachment_id.with_user(user).read(
                    ["datas"]
                ),
                lambda user=user: order.check_ids.with_user(user).read(["name"]),
                lambda user=user: order.part_ids.with_user(user).read(["name"]),
            ):
                with self.assertRaises(AccessError):
                    call()

    def test_a_follower_who_lost_the_scope_gets_no_mail(self):
        order = self._order()
        order.message_subscribe((self.custodian | self.stranger).partner_id.ids)
        order = order.with_user(self.hospital_officer)
        message = order.sudo().message_post(body="换了主板", subtype_xmlid="mail.mt_comment")
        notified = {row["uid"] for row in order.sudo()._notify_get_recipients(message)}
        self.assertIn(self.custodian.id, notified)
        self.assertNotIn(self.stranger.id, notified)

    def test_an_auditor_reads_and_changes_nothing(self):
        order = self._order().with_user(self.viewer)
        self.assertEqual(order.name, "读数不准")
        for call in (lambda: order.write({"name": "x"}), order.action_start, order.unlink):
            with self.assertRaises(AccessError):
                call()
        with self.assertRaises(AccessError):
            order.read(["reporter_phone"])

    def test_an_employee_cannot_report_on_a_device_but_keeps_his_own_request(self):
        with self.assertRaises(AccessError):
            self._order(self.employee)
        own = self._order(self.employee, equipment_id=False)
        self.assertEqual(self._search(self.employee) & own, own)
        self.assertFalse(self._search(self.custodian) & own)

    def test_an_officer_of_another_hospital_cannot_order_work_on_the_device(self):
        foreign = self._user("foreign", "officer", self.other_hospital)
        with self.assertRaises(AccessError):
            self._order(foreign)

    @freeze_time("2026-03-02 01:00:00")
    def test_nothing_was_answered_or_repaired_in_a_time_to_come(self):
        order = self._order(self.hospital_officer)
        for name in ("responded_at", "repaired_at"):
            with self.subTest(name=name), self.assertRaises(ValidationError), self.cr.savepoint():
                order[name] = "2026-03-02 01:00:01"

    def test_the_card_tells_mtbf_and_mttr_in_hours_and_the_cost_of_the_year(self):
        self.device.effective_date = "2026-01-01"
        for start, end in (
            ("2026-01-10 00:00", "2026-01-10 10:00"),
            ("2026-01-20 00:00", "2026-01-21 06:00"),
        ):
            order = self._order(self.env.user, reported_at=f"{start}:00")
            order.action_start()
            order.action_finish()
            order.write(
                {"responded_at": f"{end}:00", "repaired_at": f"{end}:00", "labour_cost": 50}
            )
        with freeze_time("2026-01-31 00:00:00"):
            self._order(self.env.user, reported_at="2026-01-30 22:00:00")
            device = self.device.with_user(self.custodian)
            device.invalidate_recordset()
            self.assertEqual((device.fault_count, device.mttr_hours), (3, 20))
            self.assertEqual(device.mtbf_hours, (30 * 24 - 40) / 3)
            self.assertEqual((device.downtime_year, device.upkeep_cost_year), (42, 100))

    def test_reading_the_figures_of_many_cards_takes_no_more_queries_than_of_one(self):
        devices = self.device | self.device.browse(self._device(f"Q{n}").id for n in range(9))
        self._order()
        names = ["fault_count", "mtbf_hours", "downtime_year", "upkeep_cost_year", "meter_total"]
        self.env.flush_all()
        counts = []
        for batch in (devices[:1], devices):
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            batch.read(names)
            counts.append(self.cr.sql_log_count - before)
        self.assertEqual(*counts)

    def test_the_printed_order_shows_device_and_work(self):
        order = self._order(self.hospital_officer)
        order.work_report = "更换袖带"
        html, _kind = (
            self.env["ir.actions.report"]
            .with_user(self.custodian)
            ._render_qweb_html("equipment_asset.report_maintenance_request", order.ids)
        )
        for words in (order.number, "更换袖带", self.device.asset_number, "R1"):
            self.assertIn(words, html.decode())
