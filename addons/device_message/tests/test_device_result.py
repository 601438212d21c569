from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from .common import IDENTITY_NUMBER, WBC, DeviceCase, hl7_message, obx


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestDeviceResult(DeviceCase):
    """Results that nobody takes; what happens to those that are taken is tested with a taker."""

    def _receive_one(self, *lines, **options):
        return self._receive(hl7_message(*lines, **options))[1].result_ids

    def test_results_that_nobody_takes_are_parked_and_never_lost(self):
        results = self._receive_one(obx(), obx(WBC, "5", "10*9/L"))
        self.env["device.result"]._hand_on()
        self.assertEqual(set(results.mapped("fault")), {"nobody"})
        self.assertEqual(self.env["device.result"]._hand_on(), 0)

    def test_the_scheduled_job_hands_on_what_waits(self):
        result = self._receive_one()
        with self.enter_registry_test_mode():
            self.env.ref("device_message.device_result_cron_hand_on").method_direct_trigger()
        self.assertEqual(result.state, "parked")

    def test_a_code_that_was_added_is_read_by_trying_again(self):
        result = self._receive_one(obx("999-9^NEW^LN", "7", "x"))
        self.source.with_user(self.manager).code_ids = [
            Command.create({"code": "999-9", "item_code": "new", "factor": 2})
        ]
        result.with_user(self.operator).action_try_again()
        self.assertEqual((result.item_code, result.value), ("new", "14"))
        self.assertEqual(result.fault, "nobody", "read, and handed on at once")

    def test_a_code_that_is_not_taken_any_more_is_set_aside_by_trying_again(self):
        result = self._receive_one(obx("999-9^NEW^LN"))
        self.source.code_ids = [Command.create({"code": "999-9", "is_ignored": True})]
        result.with_user(self.operator).action_try_again()
        self.assertEqual((result.state, result.fault), ("aside", "ignored"))

    def test_trying_again_makes_no_result_of_what_is_none(self):
        for options, fault in (({"status": "P"}, "preliminary"), ({"at": "20361102"}, "clock")):
            result = self._receive_one(obx(**options))
            result.with_user(self.operator).action_try_again()
            self.assertEqual((result.state, result.fault), ("parked", fault))

    def test_the_identity_number_is_offered_to_an_add_on_and_forgotten(self):
        asked = []

        def get_key(_self, number):
            asked.append(number)
            return "key"

        self.patch(self.registry["device.result"], "_get_person_key", get_key)
        result = self._receive_one(obx(), obx(WBC, "5", ""))
        self.assertEqual((asked, set(result.mapped("person_key"))), ([IDENTITY_NUMBER], {"key"}))
