"""What the device listener stands: results per second, and what a kill -9 loses.

Run on a copy of the demo database; it is left with the messages:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_device_listener.py

A listener is started as a process of its own. Devices on eight connections send 1,000 messages of one
analyser, wait for each answer before the next and, when there is none, send again. In the middle the
listener is killed and started anew. Prints what was acknowledged, stored and lost, then the sustained
rate of storing and reading for messages of 20 results and of one, of one also from a system that sends
without waiting, and how long until all were handed on. Ends with exit code 1 when something acknowledged
is missing, something is there twice, or a rate is below 200 results per second.
"""

import os
import statistics
import sys
import tempfile
import threading
import time

import psutil

from odoo.addons.device_message.tests.common import hl7_text, obx
from odoo.addons.device_message.tools.mllp_frame import FS, frame
from odoo.addons.test_suite_full.tests.listener import Listener, send_hl7

MESSAGES = int(os.environ.get("BENCH_MESSAGES", 1000))
CONNECTIONS, RESULTS, RATE = 8, 20, 200
CODES = (
    ("718-7^HGB^LN", "g/L"), ("6690-2^WBC^LN", "10*9/L"), ("777-3^PLT^LN", "10*9/L"),
    ("14771-0^GLU^LN", "mmol/L"),
)  # fmt: skip
RUN = f"{time.time():.0f}"


def make_message(number, results):
    lines = [
        obx(code, f"{100 + place + number % 50}", unit)
        for place in range(results)
        for code, unit in [CODES[place % len(CODES)]]
    ]
    sample = f"B{RUN}{number}"
    return hl7_text(*lines, number=f"{RUN}-{number}", sender="LIS|DB-01", sample=sample).encode()


class Load:
    """Devices that send messages until each is acknowledged."""

    def __init__(self, listener, raws):
        self._listener, self._raws = listener, raws
        self.acknowledged, self.times, self.sent_again = [], [], 0
        self._threads = [
            threading.Thread(target=self._send, args=(range(start, len(raws), CONNECTIONS),))
            for start in range(CONNECTIONS)
        ]

    def run(self, meanwhile=lambda: None):
        """Seconds until all are acknowledged."""
        start = time.perf_counter()
        for thread in self._threads:
            thread.start()
        meanwhile()
        for thread in self._threads:
            thread.join()
        return time.perf_counter() - start

    def _send(self, numbers):
        connection = None
        for number in numbers:
            while True:
                connection = connection or self._connect()
                start = time.perf_counter()
                if send_hl7(connection, self._raws[number]) == "AA":
                    break
                self.sent_again += 1
                connection.close()
                connection = None
            self.times.append(time.perf_counter() - start)
            self.acknowledged.append(number)
        connection.close()

    def _connect(self):
        while True:
            try:
                return self._listener.connect("hl7")
            except ConnectionError:
                time.sleep(0.1)


def count(env, like, results):
    """``(messages, messages that are there twice, messages with all their results)``."""
    env.cr.rollback()
    env.cr.execute(
        """
        SELECT count(*), count(*) - count(DISTINCT control_id), count(*) FILTER (WHERE found = %s)
          FROM (SELECT m.control_id, (SELECT count(*) FROM device_result r WHERE r.message_id = m.id)
                AS found FROM device_message m WHERE m.control_id LIKE %s) AS message
        """,
        [results, like],
    )
    return env.cr.fetchone()


def bench_kill(env, listener):
    raws = [make_message(number, RESULTS) for number in range(MESSAGES)]
    load, killed = Load(listener, raws), {}

    def kill():
        while len(load.acknowledged) < MESSAGES / 2:
            time.sleep(0.01)
        listener.kill()
        killed["acknowledged"] = set(load.acknowledged)
        env.cr.rollback()
        env.cr.execute(
            "SELECT control_id FROM device_message WHERE control_id LIKE %s", [f"{RUN}-%"]
        )
        stored = {int(name.partition("-")[2]) for (name,) in env.cr.fetchall()}
        killed["lost"] = len(killed["acknowledged"] - stored)
        killed["unanswered"] = len(stored - killed["acknowledged"])
        listener.start()

    load.run(kill)
    stored, twice, whole = count(env, f"{RUN}-%", RESULTS)
    print(f"killed after {len(killed['acknowledged'])} acknowledgements: {killed['lost']} lost, "
          f"{killed['unanswered']} stored without an answer, {load.sent_again} sent again")  # fmt: skip
    print(f"{MESSAGES} messages: {len(load.acknowledged)} acknowledged, {stored} stored, "
          f"{twice} twice, {whole} with all {RESULTS} results")  # fmt: skip
    return not killed["lost"] and not twice and stored == whole == MESSAGES


def bench_rate(listener, first, results):
    raws = [make_message(first + number, results) for number in range(MESSAGES)]
    load, process = Load(listener, raws), psutil.Process(listener.process.pid)
    before = sum(process.cpu_times()[:2])
    seconds = load.run()
    cpu = (sum(process.cpu_times()[:2]) - before) / MESSAGES * 1000
    rate = MESSAGES * results / seconds
    p95 = statistics.quantiles(load.times, n=20)[-1] * 1000
    print(f"{results:>2} results a message: {rate:6.0f} results/s, {MESSAGES / seconds:5.0f} messages/s, "
          f"answer median {statistics.median(load.times) * 1000:.0f} ms, p95 {p95:.0f} ms, "
          f"{cpu:.1f} ms of the listener's processor a message")  # fmt: skip
    return rate


def bench_pipelined(listener, first):
    """A laboratory's system that sends everything before it reads an answer, on one connection."""
    raws = [make_message(first + number, 1) for number in range(MESSAGES)]
    connection = listener.connect("hl7")
    start = time.perf_counter()
    sender = threading.Thread(target=connection.sendall, args=(b"".join(map(frame, raws)),))
    sender.start()
    answered = b""
    while answered.count(FS) < MESSAGES and (piece := connection.recv(65536)):
        answered += piece
    seconds = time.perf_counter() - start
    sender.join()
    connection.close()
    print(f" 1 result a message, {MESSAGES} sent without waiting: {MESSAGES / seconds:6.0f} results/s, "
          f"{answered.count(b'|AA|')} acknowledged")  # fmt: skip


def wait_until_handed_on(env):
    start = time.perf_counter()
    while True:
        env.cr.rollback()
        if not env["device.result"].search_count([("state", "=", "waiting")], limit=1):
            break
        time.sleep(0.2)
    print(f"all handed on {time.perf_counter() - start:.1f} s after the last answer")


def bench(env):
    with tempfile.TemporaryFile("w") as log:
        listener = Listener(env.cr.dbname, log)
        listener.start()
        try:
            kept = bench_kill(env, listener)
            rate = bench_rate(listener, MESSAGES, RESULTS)
            wait_until_handed_on(env)
            single = bench_rate(listener, 2 * MESSAGES, 1)
            wait_until_handed_on(env)
            bench_pipelined(listener, 3 * MESSAGES)
            wait_until_handed_on(env)
        finally:
            listener.kill()
    passed = kept and min(rate, single) >= RATE
    print(f"{'ok' if passed else 'OVER'}: nothing lost or twice, {RATE} results/s")
    return passed


sys.exit(0 if bench(env) else 1)
