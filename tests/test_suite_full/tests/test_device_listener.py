"""The device listener as it runs: a process, real connections, committed rows, power cuts."""

import socket
import tempfile
import threading
import time
from pathlib import Path

from odoo.tests import BaseCase, tagged

from odoo.addons.device_message.tests.common import (
    IDENTITY_NUMBER,
    WBC,
    astm_text,
    hl7_text,
    obx,
)
from odoo.addons.device_message.tools.astm_frame import ACK, ENQ, EOT, NAK, build_frames

from .listener import Listener, read_answer, send_astm, send_hl7
from .template import clone_template, execute

DATABASE = "county_listener"
DEMO = "LIS|DB-01"
LINES = (obx(), obx(WBC, "5.2", "10*9/L"))


def message(number, *lines, **options):
    return hl7_text(*(lines or LINES), number=number, **{"sender": DEMO} | options).encode()


@tagged("post_install", "-at_install")
class TestDeviceListener(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clone_template(cls, DATABASE)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        (cls.folder / "inbox").mkdir()
        log = (cls.folder / "log").open("w")
        cls.addClassCleanup(log.close)
        cls.listener = Listener(DATABASE, log, inbox=cls.folder / "inbox")
        cls.listener.start()

    @classmethod
    def tearDownClass(cls):
        """Stopped politely it ends well, and its log names nobody it heard of."""
        status = cls.listener.stop()
        log = (cls.folder / "log").read_text()
        named = [word for word in (IDENTITY_NUMBER, "张", "李", "S-1") if word in log]
        super().tearDownClass()
        assert status == 0 and "Registry loaded" in log and not named, (status, named)

    def stored(self, number):
        """``(state, answer, fault, results)`` of the messages with that number."""
        return execute(
            """
            SELECT m.state, m.ack, m.fault, count(r.id) FROM device_message m
              LEFT JOIN device_result r ON r.message_id = m.id
             WHERE m.control_id = %s GROUP BY m.id
            """,
            DATABASE,
            [number],
        )

    def wait_for(self, statement, expected):
        for _time in range(300):
            found = execute(statement, DATABASE)
            if found == expected:
                return
            time.sleep(0.1)
        self.assertEqual(found, expected)

    def connect(self, protocol="hl7"):
        connection = self.listener.connect(protocol)
        self.addCleanup(connection.close)
        return connection

    def test_an_acknowledged_message_is_committed_once_with_its_results(self):
        connection = self.connect()
        self.assertEqual(send_hl7(connection, message("E1")), "AA")
        self.assertEqual(self.stored("E1"), [("parsed", "AA", None, 2)])
        self.assertEqual(send_hl7(connection, message("E1")), "AA")
        self.assertEqual(send_hl7(self.connect(), message("E1")), "AA")
        self.assertEqual(self.stored("E1"), [("parsed", "AA", None, 2)])

    def test_its_results_are_handed_on_without_anybody_asking(self):
        send_hl7(self.connect(), message("E2"))
        statement = (
            "SELECT DISTINCT r.state FROM device_result r JOIN device_message m"
            " ON m.id = r.message_id WHERE m.control_id = 'E2'"
        )
        self.wait_for(statement, [("parked",)])

    def test_what_has_to_be_sorted_out_is_answered_ae_and_kept(self):
        connection = self.connect()
        self.assertEqual(send_hl7(connection, message("E3", sender="NEW|ONE")), "AE")
        self.assertEqual(send_hl7(connection, message("E4", obx("999^NEW^LN"))), "AE")
        self.assertEqual(self.stored("E3"), [("parked", "AE", "unknown_source", 0)])
        self.assertEqual(self.stored("E4"), [("parsed", "AE", None, 1)])

    def test_what_is_not_acceptable_is_answered_ar_and_kept(self):
        connection = self.connect()
        self.assertEqual(send_hl7(connection, message("E5", mode="T")), "AR")
        large = message("E6", obx(value="9" * 10_000_000, value_type="TX"))
        self.assertEqual(send_hl7(connection, large), "AR")
        self.assertEqual(send_hl7(connection, message("E7")), "AA", "the connection goes on")
        self.assertEqual(
            # the beginning only; encrypted, where an add-on protects what names a person
            execute("SELECT fault, size, octet_length(raw) < 200000"
                    " FROM device_message WHERE control_id = 'E6'", DATABASE),
            [("too_large", len(large), True)],
        )  # fmt: skip

    def test_a_binary_stream_is_answered_and_hung_up_on(self):
        connection = self.connect()
        with self.assertRaises(OSError):
            for _time in range(200):
                connection.sendall(bytes(range(14, 256)) * 100)
                time.sleep(0.01)
        self.wait_for(
            "SELECT count(*) FROM device_message WHERE fault = 'not_hl7' AND size > 65536", [(1,)]
        )

    def test_a_web_browser_on_the_port_gets_an_answer_when_it_is_done(self):
        connection = self.connect()
        connection.sendall(b"GET / HTTP/1.1\r\nHost: listener\r\n\r\n")
        connection.shutdown(socket.SHUT_WR)
        self.assertEqual(read_answer(connection), "")
        self.wait_for("SELECT count(*) FROM device_message WHERE fault = 'not_hl7' AND size < 99",
                      [(1,)])  # fmt: skip

    def test_a_message_that_broke_off_is_kept_and_taken_when_sent_again(self):
        raw = message("E8")
        connection = self.connect()
        connection.sendall(b"\x0b" + raw[:200])
        connection.close()
        self.wait_for("SELECT fault FROM device_message WHERE control_id = 'E8'",
                      [("interrupted",)])  # fmt: skip
        self.assertEqual(send_hl7(self.connect(), raw), "AA")
        self.assertEqual(len(self.stored("E8")), 2)

    def test_an_astm_session_over_a_bad_line(self):
        frames = build_frames(astm_text(number="A1").encode())
        wrong = frames[3].replace(b"5.60", b"5.61")
        connection = self.connect("astm")
        answers = send_astm(connection, [ENQ, *frames[:3], wrong, *frames[3:], EOT])
        self.assertEqual(answers, [ACK] * 4 + [NAK] + [ACK] * (len(frames) - 3))
        self.assertEqual(self.stored("A1"), [("parked", "AE", "unknown_source", 0)])
        connection.sendall(ENQ + frames[0] + frames[1])
        connection.close()
        self.wait_for("SELECT count(*) FROM device_message WHERE fault = 'interrupted'"
                      " AND protocol = 'astm'", [(1,)])  # fmt: skip

    def test_a_file_in_the_folder_is_taken_and_moved(self):
        (self.folder / "inbox" / "one.hl7").write_bytes(message("F1"))
        self.wait_for("SELECT state FROM device_message WHERE control_id = 'F1'", [("parsed",)])
        for _time in range(100):
            if list((self.folder / "inbox" / "done").glob("*-one.hl7")):
                return
            time.sleep(0.1)
        self.fail("the file was not moved")

    def test_a_port_that_is_taken_is_said_to_be(self):
        second = Listener(DATABASE, None)
        second.ports = dict(self.listener.ports)
        with (self.folder / "second").open("w+") as log:
            second._log = log
            with self.assertRaises(AssertionError):
                second.start()
            log.seek(0)
            self.assertRegex(log.read(), "端口已被占用.*the port is taken")

    def test_killed_in_the_middle_it_loses_nothing_it_acknowledged(self):
        raws = {f"K{number}": message(f"K{number}") for number in range(120)}
        answers = {}

        def send(numbers):
            connection = self.listener.connect("hl7")
            for number in numbers:
                answers[number] = send_hl7(connection, raws[number])
            connection.close()

        numbers = list(raws)
        threads = [threading.Thread(target=send, args=(numbers[i::6],)) for i in range(6)]
        for thread in threads:
            thread.start()
        while sum(code == "AA" for code in answers.values()) < 30:
            time.sleep(0.005)
        self.listener.kill()
        for thread in threads:
            thread.join()
        acknowledged = {number for number, code in answers.items() if code == "AA"}
        self.assertTrue(0 < len(acknowledged) < len(raws), len(acknowledged))
        for number in acknowledged:
            self.assertEqual(self.stored(number), [("parsed", "AA", None, 2)])
        self.listener.start()
        connection = self.connect()
        for number in set(raws) - acknowledged:
            self.assertEqual(send_hl7(connection, raws[number]), "AA")
        self.assertEqual(
            [self.stored(number) for number in raws], [[("parsed", "AA", None, 2)]] * len(raws)
        )
