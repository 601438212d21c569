"""What the benches of examinations share: the county, its users, the stop watch."""
# pylint: disable=print-used; a bench speaks to whoever runs it

import os
import statistics
from functools import partial
from time import perf_counter, process_time

from lxml import etree

RESIDENTS = int(os.environ.get("BENCH_RESIDENTS", 350_000))
VILLAGES = 180
RUNS = 40
POPULATE = 3000
"""Seconds for 350,000 residents."""


class Timer:
    """Milliseconds and queries of one kind of work, on an empty ORM cache each time."""

    def __init__(self, env, name, budget, *, is_first=False):
        self._env, self._name, self._budget = env, name, budget
        self._is_first = is_first  # nothing is kept in the process, as after an update
        self._times, self._busy, self._queries = [], [], 0

    def run(self, action):
        env = self._env
        env.invalidate_all()
        if self._is_first:
            env.registry.clear_all_caches()
        before, start, busy = env.cr.sql_log_count, perf_counter(), process_time()
        result = action()
        env.cr.flush()
        self._times.append((perf_counter() - start) * 1000)
        self._busy.append((process_time() - busy) * 1000)
        self._queries = env.cr.sql_log_count - before
        return result

    def report(self):
        """Print a line; whether p95 kept the budget; the first run fills what a process keeps."""
        times = self._times[1:]
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 9 else max(times)
        passed = p95 <= self._budget
        print(
            f"{self._name:<44} {self._times[0]:8.1f} {min(times):8.1f} "
            f"{statistics.median(times):8.1f} {p95:8.1f} {statistics.median(self._busy):8.1f} "
            f"{self._queries:8d} {self._budget:7d} {'ok' if passed else 'OVER'}",
            flush=True,
        )
        return passed


def print_head(env):
    """What is measured beside, and what the columns are."""
    count = env["health.exam"].search_count([])
    print(f"{count} exams, {show_load()}")
    print(f"{'ms':<44} {'first':>8} {'fastest':>8} {'median':>8} {'p95':>8} {'Python':>8} "
          f"{'queries':>8} {'budget':>7}")  # fmt: skip


def show_load():
    return f"load {', '.join(f'{load:.1f}' for load in os.getloadavg())}"


def populate(env):
    """Whether a county is there, or was made in time."""
    synthetic = [("archive_id.partner_id.ref", "=like", "SYN%")]
    if env["health.exam"].search_count(synthetic, limit=1):
        return True
    county, start = env["synthetic.county"], perf_counter()
    county._check_may_populate()
    county._populate(RESIDENTS, VILLAGES)
    seconds = perf_counter() - start
    passed = seconds <= POPULATE
    print(f"populating the county: {seconds:.0f} s, {'ok' if passed else 'OVER'}", flush=True)
    return passed


def get_usual_hospital(env):
    """The hospital with the median number of exams."""
    groups = env["health.exam"]._read_group([], ["org_unit_id"], ["__count"])
    hospitals = sorted(groups, key=lambda group: group[1])
    return hospitals[len(hospitals) // 2][0]


def make_user(env, login, group, unit):
    users = env["res.users"].with_context(no_reset_password=True)
    vals = {
        "name": login,
        "login": login,
        "org_unit_id": unit.id,
        "group_ids": [(6, 0, [env.ref(group).id])],
    }
    return users.search([("login", "=", login)]) or users.create(vals)


def make_nurse(env, hospital):
    """Who works at the station where people are measured."""
    nurse = make_user(env, "bench-nurse", "health_exam.group_exam_staff", hospital)
    stations = env["health.exam.station"].search([("org_unit_id", "=", hospital.id)])
    station = stations.filtered(lambda one: "general" in one.section_ids.mapped("code"))
    station.doctor_ids += nurse
    return nurse


def read_page(records, view, domain):
    """Function that asks for the first page of a list, as the web client does."""
    arch = etree.fromstring(records.get_view(view.id, "list")["arch"])
    names = {node.get("name") for node in arch.xpath("/list/field")}
    spec = {
        name: {"fields": {"display_name": {}}} if records._fields[name].relational else {}
        for name in names
    }
    page = {"limit": 80, "count_limit": int(arch.get("count_limit") or 10_000) + 1}
    return partial(records.web_search_read, domain, spec, **page)
