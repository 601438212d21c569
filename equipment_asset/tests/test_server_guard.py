from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, new_test_user

from .delivery_common import DeliveryCase
from .value_common import ValueCase


class TestServerGuard(DeliveryCase, ValueCase):
    """What a client sends over RPC, past the views."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.mine = cls._device("MINE-1")
        cls.foreign = cls._device("SECRET-77", cls.other_hospital)
        cls.employee = new_test_user(cls.env, "eq_employee", "base.group_user", name="测试职员")

    def _as(self, record, user=None):
        return record.with_user(user or self.hospital_officer)

    def _on(self, name, user=None):
        return self.env[name].with_user(user or self.hospital_officer)

    def _assert_refused(self, call, *args):
        """An AccessError that tells nothing of the foreign device."""
        with self.assertRaises(AccessError) as caught, self.env.cr.savepoint():
            call(*args)
            self.env.flush_all()
        self.assertNotIn("SECRET", str(caught.exception))
        self.assertNotIn(self.foreign.asset_number, str(caught.exception))

    def test_nobody_writes_what_the_server_computes(self):
        order = self.env["maintenance.request"].create(
            {"name": "坏了", "equipment_id": self.mine.id}
        )
        kit = self._kit()
        for record, name, value in (
            (order, "penalty_proposal", 1),
            (order, "org_unit_id", self.other_hospital.id),
            (order, "cost_total", 1),
            (order, "number", "X"),
            (order, "reported_via", "label"),
            (kit, "piece_count", 1),
            (kit, "tag_token", "a" * 22),
            (kit.part_ids[0], "state", "missing"),
            (kit.part_ids[0], "equipment_id", self.mine.id),
            (self.delivery, "accepted_count", 0),
            (self.delivery, "arrival_date", "2020-01-01"),
            (self.delivery, "is_cancelled", True),
            (self.mine, "calibration_due", "2099-01-01"),
            (self.mine, "tag_token", "a" * 22),
        ):
            with self.subTest(model=record._name, field=name):
                self._assert_refused(self._as(record).write, {name: value})
                self._assert_refused(self._as(record, self.manager).write, {name: value})

    def test_a_row_is_entered_on_the_form_and_its_document_is_checked_too(self):
        kit, foreign_kit = self._kit(), self._kit(self.other_hospital)
        with Form(self._on("equipment.rota")) as form:
            form.kit_id = kit
            for unit in (self.hospital, self.clinic):
                with form.member_ids.new() as member:
                    member.unit_id = unit
        self.assertEqual(form.record.member_ids.unit_id, self.hospital | self.clinic)
        row = {"rota_id": {"kit_id": foreign_kit.id}, "unit_id": self.clinic.id}
        onchange = self._on("equipment.rota.member").onchange
        self._assert_refused(onchange, row, ["unit_id"], {"unit_id": {}})

    def test_an_approval_is_not_forged_through_the_state_computed_from_it(self):
        disposal = self._on("equipment.disposal").create({"reason": "损坏"})
        self._assert_refused(disposal.write, {"state": "approved"})
        plan = self._on("equipment.allocation", self.officer).create(
            {"name": "方案", "quantity": 1, "kit_template_id": self.kit_template.id}
        )
        self._assert_refused(plan.write, {"state": "confirmed"})

    def test_an_approved_value_change_keeps_the_amount_that_was_approved(self):
        change = self._on("equipment.value.change").create(
            {"equipment_id": self.station.id, "amount": 1000, "reason": "减值"}
        )
        self._assert_refused(change.write, {"value_change": -99999})
        self._assert_refused(change.write, {"month": "2025-06-01"})

    def test_defaults_of_the_caller_fill_no_field_of_the_server(self):
        devices = self._on("maintenance.equipment")
        self.env["ir.default"].set(
            "maintenance.equipment", "last_used_date", "2020-01-01", self.hospital_officer.id
        )
        forged = {
            "default_accumulated_depreciation": 500,
            "default_tag_token": "a" * 22,
            "default_calibration_due": "2099-01-01",
        }
        device = devices.with_context(**forged).create({"name": "秤", "serial_no": "D-1"})
        self.assertFalse(device.accumulated_depreciation or device.calibration_due)
        self.assertFalse(device.last_used_date)
        self.assertNotEqual(device.tag_token, "a" * 22)

    def test_a_custodian_sets_no_officers_field_by_a_default(self):
        device = self._device("C-1", using_unit_id=self.clinic.id)
        orders = self._on("maintenance.request", self.custodian)
        orders = orders.with_context(
            default_labour_cost=900, default_cover="own_cost", default_reported_via="plan"
        )
        order = orders.create({"name": "坏了", "equipment_id": device.id})
        self.assertEqual(order.labour_cost, 0)
        self.assertFalse(order.cover_reason)
        self.assertEqual(order.reported_via, "user")

    def test_a_foreign_device_is_not_claimed_by_naming_an_own_unit_beside_it(self):
        vals = {"equipment_id": self.foreign.id, "org_unit_id": self.hospital.id}
        for name, more in (
            ("equipment.meter.reading", {"value": 3}),
            ("equipment.usage", {"quantity": 3}),
            ("equipment.plan", {"name": "巡检"}),
            ("equipment.value.change", {"amount": 5, "reason": "x"}),
            ("equipment.calibration", {"number": "1", "body_id": self.supplier.id}),
        ):
            with self.subTest(model=name):
                self._assert_refused(self._on(name).create, vals | more)

    def test_a_link_to_a_foreign_device_never_tells_its_name(self):
        kit = self._kit(filled=False)
        part = kit.part_ids[0]
        disposal = self._on("equipment.disposal").create({"reason": "损坏"})
        line = {"disposal_id": disposal.id, "equipment_id": self.foreign.id}
        self._assert_refused(self._on("equipment.disposal.line").create, line)
        lines = [Command.create({"equipment_id": self.foreign.id})]
        self._assert_refused(disposal.write, {"line_ids": lines})
        change = {"part_id": part.id, "kind": "replace", "reason": "x"}
        dialogs = self._on("equipment.kit.part.change")
        self._assert_refused(dialogs.create, change | {"equipment_id": self.foreign.id})
        by_default = dialogs.with_context(default_equipment_id=self.foreign.id)
        self._assert_refused(by_default.create, change)
        labels = self._on("equipment.label.print", self.custodian)
        self._assert_refused(labels.create, {"equipment_ids": [(6, 0, self.foreign.ids)]})

    def test_an_onchange_tells_no_foreign_name(self):
        spec = {"equipment_id": {"fields": {"display_name": {}}}, "name": {}}
        for user in (self.employee, self.custodian, self.hospital_officer):
            orders = self._on("maintenance.request", user)
            values = {"equipment_id": self.foreign.id, "name": "x"}
            self._assert_refused(orders.onchange, values, ["equipment_id"], spec)
        lines = {"line_ids": {"fields": {"equipment_id": spec["equipment_id"]}}}
        values = {"line_ids": [[0, "virtual_1", {"equipment_id": self.foreign.id}]]}
        disposals = self._on("equipment.disposal")
        self._assert_refused(disposals.onchange, values, ["line_ids"], lines)

    def test_a_request_is_not_pushed_to_a_foreign_kit(self):
        kit = self._kit(self.other_hospital, filled=False)
        order = self._on("maintenance.request", self.employee).create({"name": "电脑坏了"})
        self._assert_refused(order.write, {"kit_id": kit.id})
        mine = self._on("maintenance.request").create(
            {"name": "坏了", "equipment_id": self.mine.id}
        )
        self._assert_refused(mine.write, {"kit_id": kit.id})

    def test_requests_without_device_are_seen_by_their_author_alone(self):
        order = self._on("maintenance.request", self.employee).create({"name": "电脑坏了"})
        for user in (self.custodian, self.viewer, self.stranger):
            self.assertFalse(self._on("maintenance.request", user).search([("id", "=", order.id)]))

    def test_a_device_is_placed_in_an_own_unit_only(self):
        outside = {"using_unit_id": self.other_hospital.id}
        self._assert_refused(self._as(self.mine).write, outside)
        self._assert_refused(self._as(self._kit()).write, outside)
        self._assert_refused(self._on("maintenance.equipment").create, {"name": "秤"} | outside)
        items = self._plan("S-1")
        self._assert_refused(self._as(items).write, outside)

    def test_the_transfer_form_prints_no_device_that_was_slipped_in(self):
        transfer = self._on("equipment.transfer").create(
            {
                "to_unit_id": self.clinic.id,
                "line_ids": [Command.create({"equipment_id": self.mine.id})],
            }
        )
        slipped = {"device_ids": [Command.set(self.foreign.ids)]}
        self._assert_refused(transfer.line_ids.write, slipped)

    def test_required_points_of_a_checklist_are_not_taken_off(self):
        acceptance = self._acceptance(self._plan("S-2"))
        checks = acceptance.check_ids
        self._assert_refused(checks.write, {"is_required": False})
        with self.assertRaises(UserError):
            checks.unlink()
        acceptance.item_ids.action_leave_acceptance()
        self.assertFalse(checks.exists())

    def test_history_of_a_kit_is_not_deleted(self):
        kit = self._kit()
        with self.assertRaisesRegex(UserError, "stays on record"):
            self._as(kit.part_ids[0]).unlink()

    def test_who_followed_a_device_that_left_his_scope_is_told_nothing_more(self):
        self.mine.message_subscribe(self.hospital_officer.partner_id.ids)
        self.mine.write(
            {"org_unit_id": self.other_hospital.id, "using_unit_id": self.other_hospital.id}
        )
        message = self.mine.message_post(body="内部", subtype_xmlid="mail.mt_comment")
        self.assertNotIn(self.hospital_officer.partner_id, message.notified_partner_ids)
