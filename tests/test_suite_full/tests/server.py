"""Odoo itself as a process of its own, and what PostgreSQL says that it is doing."""

import subprocess
import sys
import time

from .repository import ROOT
from .template import execute

SECONDS = 180
"""For what takes ten on a machine that has nothing else to do."""
BUSY = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = %s AND application_name = %s AND backend_xid IS NOT NULL
       AND query ~ 'device_(message|result)|health_exam'
"""
"""Whether it has written something in a transaction that isn't committed."""


CALLED = """
    SELECT count(*) FROM ir_cron_trigger t JOIN ir_model_data d ON d.res_id = t.cron_id
     WHERE d.module = 'device_message' AND d.name = 'device_result_cron_hand_on'
"""
"""Whether the job that applies results is still to begin."""


class Server:
    """``odoo server`` with its scheduled jobs, started when it is needed."""

    def __init__(self, database, log):
        self._database, self._log = database, log

    def rest(self):
        """Have it do no scheduled job but the one that applies results."""
        execute(
            """
            UPDATE ir_cron SET active = id IN (
                SELECT res_id FROM ir_model_data
                 WHERE module = 'device_message' AND name = 'device_result_cron_hand_on')
            """,
            self._database,
        )

    def start(self):
        """Start it; some seconds later it does its scheduled jobs."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "odoo", "server", "-c", "odoo.conf", "--no-http"),
                *("-d", self._database, "--max-cron-threads=1", "--log-level=warn"),
            ],
            stderr=self._log,
            cwd=ROOT,
        )

    def wait_until_awake(self):
        """Until it does its scheduled jobs."""
        end = time.monotonic() + SECONDS
        self._call()
        while execute(CALLED, self._database) != [(0,)]:
            if time.monotonic() > end:
                raise AssertionError("Odoo does no scheduled job")
            time.sleep(0.1)
            # it doesn't listen from its first moment
            self._wake()

    def kill(self):
        """As a power cut does."""
        self.process.kill()
        self.process.wait()

    def kill_at_work(self):
        """Have it apply results, and kill it before it commits what it wrote.

        :return: whether it was caught there
        """
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            self._call()
            if self._is_busy():
                self.kill()
                return True
            time.sleep(0.002)
        self.kill()
        return False

    def _call(self):
        """Ask for the job that applies results, as a model does with ``_trigger``."""
        execute(
            """
            INSERT INTO ir_cron_trigger (cron_id, call_at)
            SELECT res_id, now() AT TIME ZONE 'UTC' FROM ir_model_data
             WHERE module = 'device_message' AND name = 'device_result_cron_hand_on'
               AND NOT EXISTS (SELECT 1 FROM ir_cron_trigger t WHERE t.cron_id = res_id)
            """,
            self._database,
        )
        self._wake()

    def _wake(self):
        execute("SELECT pg_notify('cron_trigger', %s)", "postgres", [self._database])

    def _is_busy(self):
        parameters = [self._database, get_application(self.process.pid)]
        return execute(BUSY, "postgres", parameters) != [(0,)]


def cut_connections(database, pid):
    """End the work that a process has PostgreSQL do, in the middle."""
    return execute(
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = %s AND application_name = %s
        """,
        "postgres",
        [database, get_application(pid)],
    )[0][0]


def get_application(pid):
    """What a process of Odoo calls itself in PostgreSQL, as long as db_app_name isn't set."""
    return f"odoo-{pid}"
