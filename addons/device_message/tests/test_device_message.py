import hashlib

from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from ..tools.message import Arrival
from .common import PROTEIN, SENDER, WBC, DeviceCase, astm_text, hl7_message, hl7_text, obx


@tagged("post_install", "-at_install")
@freeze_time("2026-11-02 01:00:00")
class TestDeviceMessage(DeviceCase):
    def assertAnswer(self, answers, code, fault=""):
        self.assertEqual(answers, [(code, fault)])

    def test_a_text_of_several_messages_is_stored_as_a_file_is(self):
        text = hl7_text(number="T1") + hl7_text(obx("999"), number="T2")
        answers = self.messages._receive_text(text)
        self.assertEqual([code for code, _fault, _header in answers], ["AA", "AE"])

    def test_a_message_is_kept_as_it_came_and_read(self):
        arrival = hl7_message(obx(), obx(WBC, "5.2", "10^9/L"), number="4711")
        answers, message = self._receive(arrival)
        self.assertAnswer(answers, "AA")
        self.assertRecordValues(
            message,
            [
                {
                    "source_id": self.source.id,
                    "org_unit_id": self.hospital.id,
                    "sender": SENDER,
                    "peer": "192.168.3.15",
                    "control_id": "4711",
                    "kind": "ORU^R01",
                    "state": "parsed",
                    "ack": "AA",
                    "size": len(arrival.raw),
                    "sha256": hashlib.sha256(arrival.raw).hexdigest(),
                }
            ],
        )
        self.assertEqual(message._get_raw(), arrival.raw)
        self.assertEqual(str(message.sent_at), "2026-11-02 00:00:00")
        self.assertRecordValues(
            message.result_ids.sorted("sequence"),
            [
                {"item_code": "hgb", "value": "135", "value_number": 135.0, "state": "waiting"},
                {"item_code": "wbc", "value": "5.2", "value_number": 5.2, "state": "waiting"},
            ],
        )

    def test_the_original_is_shown_in_its_lines(self):
        _answers, message = self._receive(hl7_message())
        self.assertEqual(len(message.with_user(self.manager).raw_text.strip().split("\n")), 4)
        view = self.manager.env.ref("device_message.device_message_view_form_raw")
        self.assertEqual(message.with_user(self.manager).action_show_raw()["views"][0][0], view.id)

    def test_neither_number_nor_name_of_the_person_is_stored_outside_the_original(self):
        _answers, message = self._receive(hl7_message())
        for record in (message, message.result_ids):
            fields = [name for name in record._fields if name not in ("raw", "raw_text")]
            shown = str(record.read(fields))
            self.assertNotIn("张", shown)
            self.assertNotIn("4510241950", shown)

    def test_the_same_message_again_is_accepted_and_stored_once(self):
        arrival = hl7_message()
        answers, messages = self._receive(arrival, arrival)
        self.assertEqual((answers, len(messages)), ([("AA", "")] * 2, 1))
        self.assertEqual(self._receive(arrival), ([("AA", "")], self.messages))

    def test_another_content_under_the_same_number_is_a_new_message(self):
        self._receive(hl7_message(number="1"))
        answers, message = self._receive(hl7_message(obx(value="136"), number="1"))
        self.assertEqual((answers, len(message)), ([("AA", "")], 1))

    def test_an_unknown_device_is_kept_for_the_central_manager(self):
        answers, message = self._receive(hl7_message(sender="NEW|Maker"))
        self.assertAnswer(answers, "AE", "unknown_source")
        self.assertEqual((message.state, message.fault), ("parked", "unknown_source"))
        self.assertIn("Register it", message.reason)
        self.assertFalse(message.source_id or message.result_ids)

    def test_it_is_read_when_the_device_is_registered(self):
        _answers, message = self._receive(hl7_message(sender="NEW|Maker"))
        self._make_source(self.hospital, code="NEW|Maker")
        message.with_user(self.central).action_try_again()
        self.assertEqual((message.state, message.reason), ("parsed", False))
        self.assertEqual(message.org_unit_id, self.hospital)
        self.assertEqual(message.result_ids.item_code, "hgb")

    def test_or_when_the_device_sends_it_again(self):
        arrival = hl7_message(sender="NEW|Maker")
        _answers, message = self._receive(arrival)
        self._make_source(self.hospital, code="NEW|Maker")
        answers, more = self._receive(arrival)
        self.assertAnswer(answers, "AA")
        self.assertEqual((message.state, len(message.result_ids), len(more)), ("parsed", 1, 0))

    def test_an_unknown_code_parks_its_result_and_no_other(self):
        answers, message = self._receive(hl7_message(obx("999-9^NEW^LN"), obx()))
        self.assertAnswer(answers, "AE", "result_parked")
        unknown, known = message.result_ids.sorted("sequence")
        self.assertEqual((unknown.state, unknown.fault), ("parked", "unknown_code"))
        self.assertEqual((known.state, message.state), ("waiting", "parsed"))

    def test_what_is_wrong_with_a_result_is_said(self):
        for line, sample, fault in (
            (obx(unit="g/dL"), "S-1", "wrong_unit"),
            (obx(value="***"), "S-1", "not_a_number"),
            (obx(value=""), "S-1", "no_value"),
            (obx(PROTEIN, "weak", ""), "S-1", "unknown_value"),
            (obx(status="P"), "S-1", "preliminary"),
            (obx(status="X"), "S-1", "not_final"),
            (obx(status="W"), "S-1", "not_final"),
            (obx(), "", "no_sample"),
            (obx(), "9" * 65, "no_sample"),
            (obx(at="20361102080000"), "S-1", "clock"),
        ):
            with self.subTest(fault=fault, line=line):
                _answers, message = self._receive(hl7_message(line, sample=sample))
                result = message.result_ids
                self.assertEqual((result.state, result.fault), ("parked", fault))
                self.assertTrue(result.reason)

    def test_codes_that_are_not_taken_make_no_result(self):
        answers, message = self._receive(hl7_message(obx("MODE^Mode^99MRC", "0"), obx()))
        self.assertAnswer(answers, "AA")
        self.assertEqual(message.result_ids.item_code, "hgb")

    def test_what_is_not_acceptable_is_refused_and_kept(self):
        for raw, fault in (
            (b"GET / HTTP/1.1\r\n\r\n", "not_hl7"),
            (bytes(range(256)), "not_hl7"),
            (hl7_text(mode="T").encode(), "test_message"),
            (hl7_text().replace("ORU^R01", "ADT^A01").encode(), "wrong_type"),
            (hl7_text().replace("2.3.1", "3.0").encode(), "wrong_version"),
        ):
            with self.subTest(raw=raw[:20]):
                answers, message = self._receive(Arrival(raw, "hl7", "10.0.0.1"))
                self.assertAnswer(answers, "AR", fault)
                self.assertEqual((message.state, message._get_raw()), ("parked", raw))
                again, more = self._receive(Arrival(raw, "hl7", "10.0.0.1"))
                self.assertEqual((again, len(more)), ([("AR", fault)], 0))

    def test_of_what_is_too_large_size_and_digest_of_all_are_kept(self):
        arrival = Arrival(b"MSH|^~\\&|x", "hl7", "", "too_large", 10_000_000, "0" * 64)
        answers, message = self._receive(arrival)
        self.assertAnswer(answers, "AR", "too_large")
        self.assertEqual((message.size, message.sha256), (10_000_000, "0" * 64))

    def test_what_broke_off_is_not_read_by_trying_again(self):
        arrival = hl7_message()
        arrival.fault = "interrupted"
        _answers, message = self._receive(arrival)
        message.with_user(self.manager).action_try_again()
        self.assertEqual((message.state, message.fault), ("parked", "interrupted"))
        self.assertFalse(message.result_ids)

    def test_what_lacked_nothing_but_its_end_is_read_when_it_comes_again(self):
        """Acknowledged as kept, it would otherwise never be read."""
        broken, whole = hl7_message(), hl7_message()
        broken.fault = "interrupted"
        answers, message = self._receive(broken)
        self.assertAnswer(answers, "AE", "interrupted")
        answers, more = self._receive(whole)
        self.assertAnswer(answers, "AA")
        self.assertEqual((message.state, len(message.result_ids), len(more)), ("parsed", 1, 0))
        broken, whole = hl7_message(number="2"), hl7_message(number="2")
        broken.fault = "interrupted"
        answers, message = self._receive(broken, whole)
        self.assertEqual((answers, message.state), ([("AA", "")] * 2, "parsed"))

    def test_what_a_device_announces_on_purpose_is_accepted(self):
        for status in ("P", "X"):
            answers, _message = self._receive(hl7_message(obx(status=status)))
            self.assertAnswer(answers, "AA")

    def test_a_message_without_a_result_is_parked(self):
        raw = "\r".join(hl7_text().split("\r")[:2]).encode()
        answers, _message = self._receive(Arrival(raw, "hl7"))
        self.assertAnswer(answers, "AE", "no_results")

    def test_a_result_of_an_astm_message_waits_as_well(self):
        self._make_source(self.other, code="BS-240^Mindray", protocol="astm")
        text = astm_text("R|1|^^^GLU|100|mg/dL||||F", "R|2|^^^GLU|101|mg/dL||||Z")
        answers, message = self._receive(Arrival(text.encode("gb18030"), "astm", "10.0.0.1"))
        self.assertAnswer(answers, "AA")
        taken, void = message.result_ids.sorted("sequence")
        self.assertEqual(
            (taken.value, taken.state, taken.sample_number), ("5.55", "waiting", "S-1")
        )
        self.assertEqual((void.status, void.fault), ("X", "not_final"))

    def test_a_batch_is_answered_one_by_one_and_stored_with_few_queries(self):
        arrivals = [hl7_message(obx(), obx(WBC, "5", ""), number=str(n)) for n in range(20)]
        self._receive(hl7_message(number="warm"))
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            answers = self.messages._receive([*arrivals, Arrival(b"noise", "hl7")])
            self.env.flush_all()
        self.assertEqual([answer[0] for answer in answers], ["AA"] * 20 + ["AR"])

    def test_reasons_are_told_in_the_language_of_the_company(self):
        self.env.company.partner_id.lang = "zh_CN"
        _answers, message = self._receive(hl7_message(obx("999")))
        self.assertRegex(message.result_ids.reason, "[\u4e00-\u9fff]{6}")

    @mute_logger("odoo.addons.device_message.models.device_message_receive")
    def test_a_message_the_program_fails_on_blocks_no_other(self):
        """The person's number is asked for by an add-on, which may fail."""
        model = self.registry["device.result"]

        def fail(_self, _number):
            raise ZeroDivisionError

        self.patch(model, "_get_person_key", fail)
        answers, messages = self._receive(
            hl7_message(), Arrival(hl7_text().replace("45102", "").encode(), "hl7")
        )
        self.assertEqual([answer[0] for answer in answers], ["AE", "AA"])
        self.assertEqual(messages.mapped("state"), ["parked", "parsed"])
