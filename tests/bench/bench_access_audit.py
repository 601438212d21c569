"""What the access audit costs: writing, sealing, verifying, and reading a list with it.

Run on a copy of the demo database; it is left with a million events:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_access_audit.py

Eight writers commit one event each at a time; a million events are added, sealed by one seal and
verified; a list of 80 contacts is requested from the web application with and without audit. Ends
with exit code 1 when a budget is missed or a writer failed.
"""

import statistics
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from time import perf_counter
from unittest.mock import patch

from werkzeug.test import Client

from odoo import http, models
from odoo.orm.model_classes import add_to_registry
from odoo.sql_db import db_connect

WRITERS = 8
SECONDS = 5
EVENTS = 1_000_000
LIST = 80
RUNS = 100
WARM_UP = 5
ADDRESS = {"REMOTE_ADDR": "127.0.0.1"}
BUDGETS = {"rows/s": 1_000, "s to seal and verify": 10, "times": 1.2}
FIELDS = "name phone email street street2 city zip vat ref website function comment".split()

EVENT = """
    SELECT access_audit.add_event(
        i %% 100, 'doctor', 'res.partner', ARRAY(SELECT generate_series(i, i + 25)),
        '{name,phone,birth_date}', 'screen', '/web/dataset/call_kw/res.partner/web_read',
        'abcdef0123456789', '192.168.10.11', '')
      FROM generate_series(1, %s) i
"""


def write(name):
    """Events committed one by one, and failures, within SECONDS."""
    written = failed = 0
    with closing(db_connect(name).cursor()) as cr:
        end = perf_counter() + SECONDS
        while perf_counter() < end:
            try:
                cr.execute(EVENT, [1])
                cr.commit()
                written += 1
            except Exception:  # noqa: BLE001  whatever it is, it is counted as one that failed
                cr.rollback()
                failed += 1
    return written, failed


def bench_writers(env):
    with ThreadPoolExecutor(WRITERS) as pool:
        results = list(pool.map(write, [env.cr.dbname] * WRITERS))
    written, failed = (sum(column) for column in zip(*results, strict=True))
    rate = written / SECONDS
    return f"{WRITERS} writers, {failed} failed", rate, rate >= BUDGETS["rows/s"] and not failed


def bench_seal(env):
    env.cr.execute(EVENT, [EVENTS])
    env.cr.commit()
    start = perf_counter()
    env["access.seal"]._make_seal()
    env.cr.commit()
    differences = env["access.seal"]._verify()
    seconds = perf_counter() - start
    env.cr.execute("SELECT sum(event_count) FROM access_audit.seal")
    (sealed,) = env.cr.fetchone()
    passed = seconds <= BUDGETS["s to seal and verify"] and not differences and sealed >= EVENTS
    return f"{sealed} events, {len(differences)} differences", seconds, passed


def log_in(env):
    """A browser without network: requests go straight to Odoo's web application."""
    browser = Client(http.root)
    credentials = {"db": env.cr.dbname, "login": "admin", "password": "admin"}
    browser.post("/web/session/authenticate", json={"params": credentials}, environ_base=ADDRESS)
    return browser


def read_list(browser):
    """Milliseconds of one request for the list."""
    kwargs = {"domain": [], "specification": {name: {} for name in FIELDS}, "limit": LIST}
    call = {"model": "res.partner", "method": "web_search_read", "args": [], "kwargs": kwargs}
    start = perf_counter()
    reply = browser.post(
        "/web/dataset/call_kw/res.partner/web_search_read",
        json={"params": call},
        environ_base=ADDRESS,
    )
    milliseconds = (perf_counter() - start) * 1000
    assert len(reply.json["result"]["records"]) == LIST, reply.text
    return milliseconds


def audit_partners(env):
    """As a domain add-on would, for this process only."""

    class Partner(models.Model):
        _name = "res.partner"
        _inherit = ["res.partner", "access.audit.mixin"]
        _module = "access_audit"

    add_to_registry(env.registry, Partner)
    env.registry._setup_models__(env.cr, ["res.partner"])


def bench_list(env):
    audit_partners(env)
    env["res.partner"].create([{"name": f"Bench {number}"} for number in range(LIST)])
    env.cr.commit()
    browser = log_in(env)
    mixin = env.registry["access.audit.mixin"]
    times = {True: [], False: []}
    for run in range(2 * (RUNS + WARM_UP)):
        audited = bool(run % 2)
        names = mixin._audited_names if audited else lambda records, names: set()
        with patch.object(mixin, "_audited_names", names):
            times[audited].append(read_list(browser))
    plain, audited = (statistics.median(times[key][WARM_UP:]) for key in (False, True))
    label = f"list of {LIST}: {plain:.1f} ms without, {audited:.1f} ms with audit"
    return label, audited / plain, audited / plain <= BUDGETS["times"]


def main(env):
    failed = False
    benches = (bench_writers, bench_seal, bench_list)
    for bench, (unit, budget) in zip(benches, BUDGETS.items(), strict=True):
        label, value, passed = bench(env)
        failed |= not passed
        verdict = "ok" if passed else "MISSED"
        print(f"{label:<60} {value:10.2f} {unit:<22} budget {budget:>6} {verdict}")
    if failed:
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
