"""A thousand results sent while everything that takes them is killed: none lost, none twice."""

import json
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from odoo.tests import BaseCase, tagged

from .listener import Listener, send_hl7
from .server import Server, cut_connections
from .template import clone_template, execute

DATABASE = "county_power"
EXAMS, ROUNDS = 20, 50
SECONDS = 240
"""For all messages; it takes a tenth."""
STORED = """
    SELECT m.control_id, count(DISTINCT m.id), count(r.id) FROM device_message m
      LEFT JOIN device_result r ON r.message_id = m.id
     WHERE m.control_id LIKE 'P-%' GROUP BY m.control_id
"""
APPLIED = """
    SELECT r.sample_number, max(e.hgb), count(*) FILTER (WHERE r.state = 'delivered'),
           count(*) FILTER (WHERE r.state IN ('delivered', 'replaced')),
           max(r.value_number) FILTER (WHERE r.state = 'delivered')
      FROM device_result r JOIN health_exam e ON e.exam_number = split_part(r.sample_number, '-', 1)
      JOIN device_message m ON m.id = r.message_id
     WHERE m.control_id LIKE 'P-%' GROUP BY r.sample_number
"""


class Device(threading.Thread):
    """Sends the blood counts of its samples, each until it is acknowledged, in their order."""

    def __init__(self, listener, samples):
        super().__init__(daemon=True)
        self._listener, self._samples = listener, samples
        self._end = time.monotonic() + SECONDS
        self.acknowledged, self.sent_again = [], 0

    def run(self):
        for turn in range(ROUNDS):
            for sample in self._samples:
                self._send(sample, turn)

    def _send(self, sample, turn):
        number = f"P-{sample}-{turn}"
        at = f"20261102{turn // 60 + 8:02d}{turn % 60:02d}00"
        lines = [
            f"MSH|^~\\&|LIS|DB-01|HIS|DB|{at}||ORU^R01|{number}|P|2.3.1||||||UNICODE UTF-8",
            "PID|1",
            f"OBR|1||{sample}|BLOOD|||{at}",
            f"OBX|1|NM|718-7^HGB^LN||{get_value(turn)}|g/L|||||F|||{at}",
            "",
        ]
        while self._try("\r".join(lines).encode()) != "AA":
            if time.monotonic() > self._end:
                raise TimeoutError(f"{number} was never acknowledged")
            self.sent_again += 1
            time.sleep(0.05)
        self.acknowledged.append(number)

    def _try(self, raw):
        try:
            with self._listener.connect("hl7") as connection:
                return send_hl7(connection, raw)
        except OSError:
            return ""


def get_value(turn):
    return 110 + turn


@tagged("post_install", "-at_install")
class TestDevicePower(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clone_template(cls, DATABASE)
        script = Path(__file__).with_name("power_exams.py")
        made = subprocess.run(
            [sys.executable, str(script), DATABASE, str(EXAMS)],
            capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        cls.samples = json.loads(made.stdout.strip().splitlines()[-1])
        log = tempfile.TemporaryFile("w")
        cls.addClassCleanup(log.close)
        cls.listener, cls.server = Listener(DATABASE, log), Server(DATABASE, log)
        cls.server.rest()
        cls.listener.start()
        cls.addClassCleanup(lambda: cls.listener.kill())

    def test_whatever_is_killed_each_acknowledged_result_is_stored_and_applied_once(self):
        self.assertEqual(len(self.samples), EXAMS)
        self.server.start()
        self.server.wait_until_awake()
        self.devices = [Device(self.listener, self.samples[i::4]) for i in range(4)]
        for device in self.devices:
            device.start()
        caught = self.cut_the_power()
        for device in self.devices:
            device.join()
        self.assertEqual(caught, [True, True], "Odoo was killed while it applied results")
        self.assertTrue(sum(device.sent_again for device in self.devices))
        self.wait_until_applied()
        self.check_stored()
        self.check_applied()

    def cut_the_power(self):
        """Kill Odoo twice, the listener once, and its work in PostgreSQL once, at different times.

        :return: whether Odoo was caught in a transaction, each time
        """
        self.wait_for(0.15)
        with self.hold_last_exam():
            caught = [self.server.kill_at_work()]
        self.wait_for(0.4)
        self.assertTrue(cut_connections(DATABASE, self.listener.process.pid))
        with self.hold_last_exam():
            self.wait_for(0.6)
            self.listener.kill()
            known = {name for name, _count, _results in execute(STORED, DATABASE)}
            self.assertLessEqual(self.get_acknowledged(), known)
            # what the listener left is applied by Odoo alone
            self.server.start()
            caught.append(self.server.kill_at_work())
        self.listener.start()
        return caught

    @contextmanager
    def hold_last_exam(self):
        """Whoever applies results comes to a stop in the middle, with some of them written."""
        with closing(psycopg2.connect(dbname=DATABASE)) as connection:
            connection.cursor().execute(
                "SELECT 1 FROM health_exam WHERE exam_number = %s FOR UPDATE",
                [self.samples[-1].partition("-")[0]],
            )
            yield

    def wait_for(self, share):
        """Until this share of all messages is acknowledged."""
        while len(self.get_acknowledged()) < share * EXAMS * ROUNDS:
            self.assertTrue(any(device.is_alive() for device in self.devices))
            time.sleep(0.02)

    def get_acknowledged(self):
        return {number for device in self.devices for number in list(device.acknowledged)}

    def wait_until_applied(self):
        waiting = "SELECT count(*) FROM device_result WHERE state = 'waiting'"
        for _time in range(600):
            if execute(waiting, DATABASE) == [(0,)]:
                return
            time.sleep(0.1)
        self.fail("results still wait")

    def check_stored(self):
        stored = {name: (kept, results) for name, kept, results in execute(STORED, DATABASE)}
        self.assertEqual(set(stored), self.get_acknowledged())
        self.assertEqual(len(stored), EXAMS * ROUNDS)
        self.assertEqual(set(stored.values()), {(1, 1)})

    def check_applied(self):
        """Of each sample the last result stands in the form, all before it are replaced."""
        rows = {row[0]: row[1:] for row in execute(APPLIED, DATABASE)}
        last = get_value(ROUNDS - 1)
        self.assertEqual(rows, dict.fromkeys(self.samples, (last, 1, ROUNDS, float(last))))
