from odoo.exceptions import AccessError
from odoo.tests import Form, freeze_time, tagged
from odoo.tools import mute_logger

from .common import DeviceCase, hl7_message, obx

LOGS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestDeviceMessageAccess(DeviceCase):
    def setUp(self):
        super().setUp()
        _answers, self.known = self._receive(hl7_message(obx("999")))
        _answers, self.unknown = self._receive(hl7_message(sender="NEW"))
        self.result = self.known.result_ids

    def _see(self, user, model):
        mine = (self.known | self.unknown) if model == "device.message" else self.result
        return self.env[model].with_user(user).search([("id", "in", mine.ids)])

    def test_everyone_sees_the_messages_of_his_units(self):
        for user, seen in (
            (self.operator, self.known),
            (self.manager, self.known),
            (self.stranger, self.messages),
            (self.central, self.known | self.unknown),
        ):
            self.assertEqual(self._see(user, "device.message"), seen, user.login)
            self.assertEqual(self._see(user, "device.result"), seen.result_ids, user.login)

    def test_the_original_is_for_managers(self):
        with self.assertRaises(AccessError), mute_logger(*LOGS):
            self.known.with_user(self.operator).read(["raw_text"])
        self.assertIn("MSH", self.known.with_user(self.manager).raw_text)
        with self.assertRaises(AccessError), mute_logger(*LOGS):
            self.known.with_user(self.stranger).read(["raw_text"])

    def test_keys_of_persons_are_for_nobody(self):
        for name in ("person_key", "person_marks"):
            with self.assertRaises(AccessError):
                self.result.with_user(self.central).read([name])

    @mute_logger(*LOGS)
    def test_nobody_makes_changes_or_deletes_what_a_device_sent(self):
        for user in (self.operator, self.manager, self.central):
            for record in (self.known, self.result):
                mine = record.with_user(user)
                for call in (
                    lambda mine=mine: mine.write({"state": "aside"}),
                    lambda mine=mine: mine.unlink(),
                    lambda mine=mine: mine.copy(),
                ):
                    with self.assertRaises(AccessError):
                        call()

    def test_the_guard_holds_where_an_add_on_gives_the_right_to_write(self):
        rights = self.env["ir.model.access"].search([("model_id.model", "=", "device.result")])
        rights.perm_write = True
        with self.assertRaisesRegex(AccessError, "filled by the system"):
            self.result.with_user(self.operator).write({"state": "delivered"})

    def test_an_operator_sets_aside_with_a_reason(self):
        for record, reason in ((self.result, "not ours"), (self.known, "a test")):
            action = record.with_user(self.operator).action_set_aside()
            wizard = self.env[action["res_model"]].with_user(self.operator)
            form = Form(wizard.with_context(**action["context"]))
            form.reason = reason
            form.save().action_confirm()
        self.assertEqual((self.result.state, self.result.reason), ("aside", "not ours"))
        self.assertEqual(self.known.state, "parsed", "only what is parked is set aside")

    @mute_logger(*LOGS)
    def test_nobody_sets_aside_or_tries_again_what_he_cannot_see(self):
        wizard = self.env["device.set.aside"].with_user(self.stranger).create({"reason": "x"})
        for record in (self.known, self.result, self.unknown):
            foreign = wizard.with_context(active_model=record._name, active_ids=record.ids)
            with self.assertRaises(AccessError):
                foreign.action_confirm()
            with self.assertRaises(AccessError):
                record.with_user(self.stranger).action_try_again()

    def test_a_wizard_of_another_model_does_nothing(self):
        wizard = self.env["device.set.aside"].with_user(self.operator).create({"reason": "x"})
        users = wizard.with_context(active_model="res.users", active_ids=self.operator.ids)
        self.assertEqual(users.action_confirm()["type"], "ir.actions.act_window_close")
        self.assertTrue(self.operator.active)

    def test_the_button_of_a_device_lists_what_is_parked(self):
        source = self.source.with_user(self.operator)
        self.assertEqual((source.parked_count, source.code_count), (1, 5))
        action = source.action_open_parked()
        self.assertEqual(self.env["device.result"].search(action["domain"]), self.result)
        self.assertTrue(source.last_received_at)
