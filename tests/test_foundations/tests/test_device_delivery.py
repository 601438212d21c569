from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from odoo.addons.device_message.tests.common import WBC, DeviceCase, hl7_message, obx

LOG = "odoo.addons.device_message.models.device_result_delivery"


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 12:00:00")
class TestDeviceDelivery(DeviceCase):
    """An add-on that takes the results of its samples."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sample = cls.env["test.device.sample"].create({"name": "S-1"})
        cls.results = cls.env["device.result"]

    def _send(self, *values, at="20261102080000", sent=None, **options):
        """Receive a message with these haemoglobin values and hand it on; its results."""
        lines = [obx(value=value, status=options.pop("status", "F"), at=at) for value in values]
        _answers, message = self._receive(hl7_message(*lines, at=sent or at, **options))
        self.results._hand_on()
        return message.result_ids.sorted("sequence")

    def assertState(self, results, *states):
        self.assertEqual(results.mapped("state"), list(states))

    def test_who_takes_a_result_is_written_down(self):
        result = self._send("135")
        self.assertRecordValues(
            result,
            [{"state": "delivered", "res_model": "test.device.sample", "res_id": self.sample.id}],
        )
        self.assertEqual(
            (self.sample.taken, str(result.delivered_at)), ("hgb=135", "2026-11-02 12:00:00")
        )
        self.assertEqual(result.action_open_target()["res_id"], self.sample.id)

    def test_what_nobody_takes_is_parked_beside_what_is_taken(self):
        lines = (obx(), obx(WBC, "5", "10*9/L"))
        _answers, mine = self._receive(hl7_message(*lines))
        _answers, other = self._receive(hl7_message(*lines, sample="S-9"))
        self.results._hand_on()
        self.assertState(mine.result_ids, "delivered", "delivered")
        self.assertState(other.result_ids, "parked", "parked")

    def test_a_correction_replaces_what_it_corrects_when_it_is_delivered(self):
        old = self._send("135")
        self.sample.refusal = "park"
        new = self._send("153", status="C", number="2")
        self.assertState(old + new, "delivered", "parked")
        self.sample.refusal = False
        new.with_user(self.operator).action_try_again()
        self.assertState(old + new, "replaced", "delivered")
        self.assertEqual(old.replaced_by_id, new)

    def test_a_later_measurement_replaces_an_earlier_one(self):
        old = self._send("135")
        new = self._send("136", at="20261102090000", number="2")
        self.assertState(old + new, "replaced", "delivered")

    def test_an_older_result_that_comes_late_replaces_nothing(self):
        new = self._send("136", at="20261102090000")
        old = self._send("135", number="2")
        self.assertState(new + old, "delivered", "parked")
        self.assertEqual((old.fault, self.sample.taken), ("older", "hgb=136"))

    def test_no_result_overtakes_one_that_another_process_has_in_hand(self):
        _answers, old = self._receive(hl7_message(obx(value="135"), at="20261102080000"))
        line = obx(value="136", at="20261102090000")
        _answers, new = self._receive(hl7_message(line, at="20261102090000", number="2"))
        new.result_ids._hand_on_waiting()
        self.assertState(old.result_ids + new.result_ids, "waiting", "waiting")
        self.results._hand_on()
        self.assertState(old.result_ids + new.result_ids, "replaced", "delivered")

    def test_what_was_corrected_does_not_come_back(self):
        """The uncorrected result is sent once more, later than the correction."""
        self._send("135")
        corrected = self._send("153", status="C", number="2")
        again = self._send("135", sent="20261102110000", number="3")
        self.assertState(corrected + again, "delivered", "parked")

    def test_the_same_result_in_another_message_is_delivered_once(self):
        first = self._send("135")
        again = self._send("135", number="2")
        self.assertState(first + again, "delivered", "replaced")
        self.assertEqual((again.replaced_by_id, self.sample.taken), (first, "hgb=135"))

    def test_a_preliminary_result_ends_with_the_final_one(self):
        early = self._send("130", status="P")
        self.assertState(early, "parked")
        final = self._send("135", number="2")
        self.assertState(early + final, "replaced", "delivered")
        self.assertEqual(early.replaced_by_id, final)

    def test_a_code_sent_twice_in_one_message_is_two_versions(self):
        first, second = self._send("135", "136")
        self.assertState(first + second, "replaced", "delivered")

    def test_a_number_used_again_for_another_sample_replaces_nothing_of_the_first(self):
        old = self._send("135")
        self.sample.name = "used yesterday"
        other = self.env["test.device.sample"].create({"name": "S-1"})
        new = self._send("140", at="20261102100000", number="2")
        self.assertState(old + new, "delivered", "delivered")
        self.assertEqual((self.sample.taken, other.taken), ("hgb=135", "hgb=140"))

    def test_another_device_replaces_nothing(self):
        old = self._send("135")
        self._make_source(self.hospital, code="OTHER|Maker")
        new = self._send("140", at="20261102100000", sender="OTHER|Maker")
        self.assertState(old + new, "delivered", "delivered")

    @mute_logger(LOG)
    def test_one_message_that_fails_blocks_no_other_and_leaves_nothing(self):
        for refusal, reason in (
            ("user", "The sample is closed."),
            ("program", "could not hand it on"),
        ):
            with self.subTest(refusal=refusal):
                broken = self.env["test.device.sample"].create(
                    {"name": refusal, "refusal": refusal}
                )
                _answers, bad = self._receive(hl7_message(sample=refusal))
                _answers, good = self._receive(hl7_message(number=refusal))
                self.results._hand_on()
                self.assertState(bad.result_ids, "parked")
                self.assertIn(reason, bad.result_ids.reason)
                self.assertIn(good.result_ids.state, ("delivered", "replaced"))
                self.assertFalse(broken.taken)

    def test_no_log_says_what_failed_beyond_the_kind_of_error(self):
        self.sample.refusal = "program"
        with self.assertLogs(LOG, "INFO") as logs:
            self._send("135")
        self.assertIn("ValueError", "".join(logs.output))
        self.assertNotIn("must not be logged", "".join(logs.output))

    def test_the_database_keeps_a_result_from_being_delivered_twice(self):
        one = self._send("135")
        copy = one.copy_data()[0] | {"state": "delivered", "message_id": one.message_id.id}
        with self.assertRaisesRegex(Exception, "one_delivered"), mute_logger("odoo.sql_db"):
            self.results.create(copy | {"res_id": one.res_id})
