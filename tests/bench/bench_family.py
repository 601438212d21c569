"""How long signing, duties and statistics take at 250,000 agreements and 1.5 million duties.

Run on a copy of the demo database; it is left with a synthetic county, unless it had one before,
which then gets the agreements it lacks:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_family.py

``BENCH_RESIDENTS`` makes a smaller county. The work is that of a village doctor and of the county's
office, on an empty ORM cache, and rolled back. Prints fastest, median and p95, the queries of one
run, and the budget that p95 has to keep; then seconds, wall and CPU of this process, of what is done
for many at once. Ends with exit code 1 when a budget is missed.
"""

import base64
import io
import os
import statistics
import sys
from functools import partial
from time import perf_counter, process_time

from PIL import Image, ImageDraw

from odoo import fields

RESIDENTS = int(os.environ.get("BENCH_RESIDENTS", 350_000))
VILLAGES = 180
RUNS, STATISTIC_RUNS = 30, 6
SIGN, LIST, STATISTIC = 300, 200, 300
"""Milliseconds that p95 may take."""
PLAN_ONE, PLAN_ALL, MATCH = 1, 600, 60
"""Seconds: duties of one agreement, of all of the county, a day's records."""
BATCH, RECORDS = 5000, 5000
KINDS = ("sign", "perform", "archive", "followup", "exam")
DIMENSIONS = ("unit", "team", "doctor", "group", "month")


class Timer:
    """Milliseconds and queries of one kind of work, on an empty ORM cache each time."""

    def __init__(self, env, name, budget):
        self._env, self._name, self._budget = env, name, budget
        self._times, self._queries = [], 0

    def run(self, action):
        env = self._env
        env.invalidate_all()
        before, start = env.cr.sql_log_count, perf_counter()
        result = action()
        env.cr.flush()
        self._times.append((perf_counter() - start) * 1000)
        self._queries = env.cr.sql_log_count - before
        return result

    def report(self):
        # what the process loads once is not what anybody waits for every time
        times = self._times[1:]
        p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 9 else max(times)
        passed = p95 <= self._budget
        print(
            f"{self._name:<48} {min(times):8.1f} {statistics.median(times):8.1f} {p95:8.1f} "
            f"{self._queries:8d} {self._budget:7d} {'ok' if passed else 'OVER'}",
            flush=True,
        )
        return passed


def report_seconds(name, action, budget, factor=1):
    """Whether ``action``, ``factor`` times, takes at most ``budget`` seconds."""
    start, cpu = perf_counter(), process_time()
    action()
    wall, cpu = (perf_counter() - start) * factor, (process_time() - cpu) * factor
    passed = wall <= budget
    print(f"{name:<48} {wall:8.1f} s, CPU {cpu:8.1f} s {budget:7d} {'ok' if passed else 'OVER'}")
    return passed


def populate(env):
    county = env["synthetic.county"]
    if env["family.agreement"].search_count([("number", "=like", "SYN%")], limit=1):
        return
    people = [("is_resident", "=", True), ("ref", "=like", "SYN%")]
    start = perf_counter()
    if env["res.partner"].search_count(people, limit=1):
        county._populate_family()
    else:
        county._check_may_populate()
        county._populate(RESIDENTS, VILLAGES)
    print(f"populating the county: {perf_counter() - start:.0f} s", flush=True)


def make_office(env):
    """Who answers for the family doctors of the county."""
    users = env["res.users"].with_context(no_reset_password=True)
    groups = ("resident.group_health_manager", "care_team.group_manager")
    vals = {
        "name": "bench-office",
        "login": "bench-office",
        "org_unit_id": env["org.unit"].search([("parent_id", "=", False)], limit=1).id,
        "group_ids": [(6, 0, [env.ref(group).id for group in groups])],
    }
    return users.search([("login", "=", "bench-office")]) or users.create(vals)


def get_usual_doctor(env):
    """The doctor with the median number of agreements, who may sign."""
    groups = env["family.agreement"]._read_group(
        [("number", "=like", "SYN%")], ["doctor_id"], ["__count"]
    )
    doctors = sorted(groups, key=lambda group: group[1])
    doctor = doctors[len(doctors) // 2][0]
    doctor.user_id.group_ids += env.ref("care_team.group_member")
    return doctor


def draw_signature():
    picture = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(picture).line([(10, 60), (90, 20), (200, 100), (290, 40)], "black", 4)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())


def bench_signing(env, doctor):
    """Whether each step of signing keeps its budget."""
    timers = {name: Timer(env, name, SIGN) for name in ("draft", "sign", "countersign", "submit")}
    known = env["family.agreement"].search([("number", "=like", "SYN%")], limit=1)
    adults = fields.Date.subtract(fields.Date.today(), years=30)
    archives = env["health.archive"].search(
        [("org_unit_id", "=", doctor.org_unit_id.id), ("state", "=", "active"),
         ("agreement_ids", "=", False), ("partner_id.birth_date", "<", adults),
         ("partner_id.population_tag_line_ids", "=", False),
         ("partner_id.identity_ids", "!=", False)],
        limit=RUNS,
    )  # fmt: skip
    drafts = env["family.agreement"].with_user(doctor.user_id)
    picture = draw_signature()
    for archive in archives:
        vals = {
            "archive_id": archive.id,
            "team_id": env["care.team"].search([("member_ids.practitioner_id", "=", doctor.id)]).id,
            "doctor_id": doctor.id,
            "template_id": known.template_id.id,
            "package_ids": [(6, 0, known.package_ids.ids)],
        }
        draft = timers["draft"].run(partial(drafts.create, vals))
        timers["sign"].run(partial(draft._sign, "resident", picture, has_read=True))
        timers["countersign"].run(partial(draft._sign, "doctor", picture))
        timers["submit"].run(draft.action_submit)
    return [timer.report() for timer in timers.values()]


def bench_lists(env, doctor):
    """Whether a doctor's lists open in time."""
    duties = env["family.duty"].with_user(doctor.user_id)
    agreements = env["family.agreement"].with_user(doctor.user_id)
    mine = [("user_id", "=", doctor.user_id.id), ("state", "=", "open")]
    spec = {name: {} for name in ("date_due", "resident_name", "unit_number", "proof_name")}
    spec |= {name: {"fields": {"display_name": {}}} for name in ("item_id", "doctor_id")}
    desk = env["family.desk"].with_user(doctor.user_id)
    lists = {
        "work desk": desk.get_desk,
        "my duties": partial(duties.web_search_read, mine, spec, limit=80),
        "my overdue duties": partial(
            duties.web_search_read, [*mine, ("is_overdue", "=", True)], spec, limit=80
        ),
        "my agreements not served": partial(
            agreements.web_search_read, [("is_unserved", "=", True)], {"number": {}}, limit=80
        ),
    }
    passed = []
    for name, action in lists.items():
        timer = Timer(env, name, LIST)
        for _run in range(RUNS):
            timer.run(action)
        passed.append(timer.report())
    return passed


def bench_statistics(env, office):
    """Whether each table of the county keeps its budget."""
    table = env["family.statistic"].with_user(office)
    year = fields.Date.context_today(table).year
    exposure = Timer(env, "signed but not served, whole county", STATISTIC)
    for _run in range(STATISTIC_RUNS):
        exposure.run(env["family.exposure"].with_user(office)._prepare_rows)
    passed = [exposure.report()]
    for kind in KINDS:
        for dimension in DIMENSIONS:
            query = {"kind": kind, "dimension": dimension, "unit_id": office.org_unit_id.id,
                     "date_from": f"{year}-01-01", "date_to": f"{year}-12-31"}  # fmt: skip
            timer = Timer(env, f"statistics: {kind} by {dimension}", STATISTIC)
            for _run in range(STATISTIC_RUNS):
                timer.run(partial(table.get_table, query))
            passed.append(timer.report())
    return passed


def bench_duties(env):
    """Whether duties are planned in time; the county's time is that of a batch, as often as it fits."""
    duties, agreements = env["family.duty"], env["family.agreement"]
    batch = agreements.search([("state", "=", "active")], limit=BATCH)
    count = agreements.search_count([])
    batch.duty_ids.unlink()
    env.flush_all()
    env.invalidate_all()
    passed = [report_seconds("duties of one agreement", lambda: plan(duties, batch[0]), PLAN_ONE)]
    rest = batch[1:]
    name = f"duties of {count} agreements ({len(rest)} timed)"
    return [
        *passed,
        report_seconds(name, lambda: plan(duties, rest), PLAN_ALL, count / max(len(rest), 1)),
    ]


def plan(duties, agreements):
    duties._plan(agreements)
    duties.env.flush_all()


def bench_matching(env):
    """Whether the records of a day, here those of the last that served anything, are matched in time."""
    served = env["family.duty"].search(
        [("res_model", "=", "health.followup"), ("agreement_id.state", "=", "active")],
        order="done_date DESC, id", limit=RECORDS,
    )  # fmt: skip
    visits = env["health.followup"].browse(served.mapped("res_id"))
    served._empty()
    env.flush_all()
    env.invalidate_all()

    def match():
        visits._match_duties()
        env.flush_all()

    return [report_seconds(f"matching {len(visits)} visits", match, MATCH)]


def main(env):
    populate(env)
    env.cr.commit()
    for name in ("family.agreement", "family.duty", "health.followup", "health.exam"):
        print(f"{env[name].search_count([]):>10} {env[name]._description}")
    print(f"load {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    print(f"{'ms':<48} {'fastest':>8} {'median':>8} {'p95':>8} {'queries':>8} {'budget':>7}")
    doctor, office = get_usual_doctor(env), make_office(env)
    passed = bench_lists(env, doctor)
    passed += bench_statistics(env, office)
    passed += bench_signing(env, doctor)
    passed += bench_duties(env)
    passed += bench_matching(env)
    env.cr.rollback()
    print(f"load {', '.join(f'{load:.1f}' for load in os.getloadavg())}")
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
