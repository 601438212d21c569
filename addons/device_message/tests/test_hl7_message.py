from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from odoo.tests import BaseCase, tagged

from ..tools.hl7_message import check_header, make_answer, read_header, read_results
from ..tools.message import MessageError, Settings
from .common import IDENTITY_NUMBER, SENDER, WBC, hl7_text, obx


def read(text, charset="utf-8", **settings):
    raw = text.encode(charset)
    return read_results(raw, read_header(raw), Settings(**settings))


@tagged("post_install", "-at_install")
class TestHl7Message(BaseCase):
    def assertFault(self, fault, function, *args):
        with self.assertRaises(MessageError) as caught:
            function(*args)
        self.assertEqual(caught.exception.fault, fault)

    def test_the_header_says_who_sends_what(self):
        header = read_header(hl7_text(number="4711").encode())
        self.assertEqual((header.sender, header.control_id), (SENDER, "4711"))
        self.assertEqual((header.kind, header.sent_at), ("ORU^R01", "20261102080000"))
        self.assertEqual(header.charset, "utf-8")

    def test_a_blood_count_is_read(self):
        found = read(hl7_text(obx(), obx(WBC, "11.2", "10*9/L", "C", at="20261102075901")))
        first, second = found
        self.assertEqual((first.code, first.system, first.value), ("718-7", "LN", "135"))
        self.assertEqual((first.sample_number, first.status, first.unit), ("S-1", "F", "g/L"))
        self.assertEqual((first.observed_at, first.reference_range), ("20261102080000", "130-175"))
        self.assertEqual((second.status, second.observed_at), ("C", "20261102075901"))
        self.assertEqual(first.person.numbers, (IDENTITY_NUMBER,))
        self.assertEqual((first.person.name, first.person.sex), ("张三", "M"))

    def test_chinese_is_read_as_msh_18_says(self):
        lines = obx(value="阴性\\F\\弱", value_type="ST")
        for charset, declared in (("gb18030", "GB 18030-2000"), ("utf-8", "UNICODE UTF-8")):
            for said in (declared, ""):
                with self.subTest(charset=charset, said=said):
                    (result,) = read(hl7_text(lines, charset=said), charset)
                    self.assertEqual((result.value, result.person.name), ("阴性|弱", "张三"))

    def test_a_gb18030_character_with_a_separator_in_it_separates_nothing(self):
        # the second byte of these characters is |, ^ and \
        name = "".join(bytes([0x8B, byte]).decode("gb18030") for byte in b"|^\\")
        (result,) = read(hl7_text(charset="GB18030", name=name), "gb18030")
        self.assertEqual((result.person.name, result.code), (name, "718-7"))

    def test_the_sample_stands_where_the_device_says(self):
        text = hl7_text().replace("OBR|1||S-1|", "OBR|1|BAR-1|S-1|") + "SPM|1|SPM-1\r"
        for place, expected in (("obr3", "S-1"), ("obr2", "BAR-1"), ("spm2", "SPM-1")):
            (result,) = read(text, sample_field=place)
            self.assertEqual(result.sample_number, expected)

    def test_a_second_patient_inherits_nothing_of_the_first(self):
        text = hl7_text() + "PID|2||other\r" + obx(WBC) + "\r"
        first, second = read(text)
        self.assertEqual((first.sample_number, second.sample_number), ("S-1", ""))
        self.assertEqual(second.person.numbers, ("other",))

    def test_values_of_all_types_are_read(self):
        for value_type, sent, expected in (
            ("NM", "5.6", "5.6"), ("SN", ">^100", ">100"), ("SN", "^1^:^128", "1:128"),
            ("CE", "POS^positive^L", "POS"), ("CWE", "^阳性", "阳性"), ("ST", "a\\S\\b\\T\\c", "a^b&c"),
            ("ST", "\\X41\\\\H\\B\\N\\", "AB"), ("TX", "one~two", "one two"), ("ST", "50\\", "50\\"),
        ):  # fmt: skip
            with self.subTest(sent=sent):
                (result,) = read(hl7_text(obx(value=sent, value_type=value_type)))
                self.assertEqual(result.value, expected)

    def test_pictures_are_no_results(self):
        picture = obx("15051^Histogram^99MRC", "^Image^BMP^Base64^Qk0=", value_type="ED")
        self.assertEqual(len(read(hl7_text(picture, obx()))), 1)

    def test_a_power_of_ten_may_hold_the_separator(self):
        (result,) = read(hl7_text(obx(WBC, "5", "10^9/L")))
        self.assertEqual(result.unit, "10^9/L")

    def test_lines_may_end_in_any_way(self):
        for end in ("\r", "\n", "\r\n"):
            self.assertEqual(len(read(hl7_text(obx(), obx(WBC)).replace("\r", end))), 2)

    def test_other_messages_versions_and_modes_are_refused(self):
        text = hl7_text()
        for old, new, fault in (
            ("ORU^R01", "ADT^A01", "wrong_type"), ("ORU^R01", "", "wrong_type"),
            ("2.3.1", "3.0", "wrong_version"), ("|P|", "|T|", "test_message"),
        ):  # fmt: skip
            self.assertFault(fault, check_header, read_header(text.replace(old, new).encode()))

    def test_what_is_no_hl7_is_refused(self):
        for raw in (b"", b"MSH", b"MSH|", b"MSH||||", b"MSH|^~\\&", b"MSHA^~\\&A", b"GET / HTTP/1.1",
                    b"MSH|^^^^|x", b"PID|1", bytes(range(256)), b"MSH^~\\&^a^b"):  # fmt: skip
            with self.subTest(raw=raw):
                self.assertFault("not_hl7", read_header, raw)

    def test_two_messages_in_one_frame_are_not_mixed(self):
        raw = (hl7_text() + hl7_text(number="2")).encode()
        self.assertFault("garbled", read_results, raw, read_header(raw), Settings())

    def test_a_broken_line_gives_no_result_to_the_sample_before(self):
        text = hl7_text(obx(), "OBR|2||S-2", obx(WBC))
        self.assertEqual([one.sample_number for one in read(text)], ["S-1", "S-2"])
        for broken in ("OB\x00|2||S-2", "0BR|2||S-2", "R|2||S-2", "OBQ|2||S-2"):
            raw = text.replace("OBR|2||S-2", broken).encode()
            self.assertFault("garbled", read_results, raw, read_header(raw), Settings())
        self.assertEqual(len(read(text + "ZXX|of the maker\r")), 2)

    def test_a_megabyte_of_separators_is_refused_at_once(self):
        raw = (hl7_text() + "OBX|" + "^" * 1_000_000).encode()
        start = perf_counter()
        self.assertFault("too_many_parts", read_results, raw, read_header(raw), Settings())
        self.assertLess(perf_counter() - start, 1)

    def test_the_answer_names_the_message_and_turns_sender_and_receiver(self):
        answer = make_answer(read_header(hl7_text(number="99").encode()), "AE", "unknown_code")
        msh, msa = answer.decode().strip().split("\r")
        self.assertEqual(msa, "MSA|AE|99|unknown_code")
        self.assertEqual(msh.split("|")[2:6], ["LIS", "County", "BC-5380", "Mindray"])
        self.assertEqual(msh.split("|")[8], "ACK^R01^ACK")

    def test_there_is_an_answer_to_what_had_no_header(self):
        self.assertIn(b"\rMSA|AR|", make_answer(None, "AR", "not_hl7"))

    def test_the_answer_uses_the_separators_of_the_message(self):
        text = "MSH#*!\\%#A#B#C#D###ORU*R01#7#P#2.4\r"
        self.assertIn(b"\rMSA#AA#7\r", make_answer(read_header(text.encode()), "AA"))

    @given(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1
        )
    )
    def test_every_text_survives_escaping(self, text):
        escaped = text.translate(
            {ord(mark): f"\\{name}\\" for mark, name in zip("|^&~\\", "FSTRE", strict=True)}
        )
        (result,) = read(hl7_text(obx(value=escaped, value_type="ST")))
        self.assertEqual(result.value, text[:400])
