from odoo.tests import BaseCase, tagged

from ..tools.astm_record import check_header, read_header, read_results
from ..tools.message import MessageError, Settings
from .common import IDENTITY_NUMBER, astm_text


def read(text, charset="utf-8"):
    raw = text.encode(charset)
    return read_results(raw, read_header(raw), Settings())


@tagged("post_install", "-at_install")
class TestAstmRecord(BaseCase):
    def assertFault(self, fault, function, *args):
        with self.assertRaises(MessageError) as caught:
            function(*args)
        self.assertEqual(caught.exception.fault, fault)

    def test_the_header_says_who_sends_what(self):
        header = read_header(astm_text(number="9").encode())
        self.assertEqual((header.sender, header.control_id), ("BS-240^Mindray", "9"))
        self.assertEqual((header.kind, header.sent_at), ("ASTM", "20261102080000"))

    def test_a_biochemistry_is_read_in_both_charsets(self):
        for charset in ("utf-8", "gb18030"):
            (result,) = read(astm_text(), charset)
            self.assertEqual((result.code, result.value, result.unit), ("GLU", "5.60", "mmol/L"))
            self.assertEqual((result.sample_number, result.status), ("S-1", "F"))
            self.assertEqual((result.flag, result.observed_at), ("N", "20261102075900"))
            self.assertEqual(result.person.numbers, (IDENTITY_NUMBER,))
            self.assertEqual(result.person.name, "李四")

    def test_each_result_belongs_to_the_order_above_it(self):
        text = astm_text("R|1|^^^GLU|5", "O|2|S-2", "R|1|^^^ALT|20", "P|2", "R|1|^^^AST|30")
        self.assertEqual([result.sample_number for result in read(text)], ["S-1", "S-2", ""])

    def test_the_code_of_the_maker_stands_fourth_or_alone(self):
        text = astm_text("R|1|718-7^^^HGB|130", "R|2|WBC|5", "R|3|^^^|1")
        self.assertEqual([result.code for result in read(text)], ["HGB", "WBC", ""])

    def test_escapes_mean_the_separators_of_the_header(self):
        (result,) = read(astm_text("R|1|^^^PRO|a&F&b&S&c&R&d&E&e"))
        self.assertEqual(result.value, "a|b^c\\d&e")

    def test_what_is_no_astm_is_refused(self):
        for raw in (b"", b"H", b"H|", b"H|\\^", b"H|||||", b"Hello world", b"MSH|^~\\&|"):
            with self.subTest(raw=raw):
                self.assertFault("not_astm", read_header, raw)

    def test_a_test_message_is_refused(self):
        header = read_header(astm_text().replace("|P|E 1394", "|T|E 1394").encode())
        self.assertFault("test_message", check_header, header)

    def test_a_broken_line_gives_no_result_to_the_sample_before(self):
        self.assertFault("garbled", read, astm_text("R|1|^^^GLU|5", "0|2|S-2", "R|1|^^^GLU|6"))

    def test_two_messages_are_not_mixed(self):
        self.assertFault("garbled", read, astm_text() + astm_text())

    def test_a_megabyte_of_separators_is_refused(self):
        self.assertFault("too_many_parts", read, astm_text("R|1|" + "^" * 1_000_000))
