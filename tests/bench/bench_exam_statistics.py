"""How long statistics over a year of exams take (80,000 of 350,000 residents).

Run on a copy of the demo database; it is left with a synthetic county, unless it had one before:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_exam_statistics.py

``BENCH_RESIDENTS`` makes a smaller county. The tables are those of the county, on an empty ORM cache.
Prints the first run, fastest, median and p95, the time that Python itself worked, the queries of one
run, and the budget that p95 has to keep. Ends with exit code 1 when a budget is missed.
"""

import sys
from functools import partial

from odoo import fields

from odoo.addons.test_suite_full.tests.exam_bench import (
    Timer,
    get_usual_hospital,
    make_user,
    populate,
    print_head,
    read_page,
    show_load,
)

STATISTICS_RUNS = 6
STATISTICS, INDICATOR = 1000, 1000
"""Milliseconds for a year of the county."""
SHARES = ("complete", "pressure", "glucose", "obesity", "lipids", "ecg", "ultrasound")


def bench_statistics(env, user):
    """Whether each table over a year of the county keeps its budget."""
    exams = env["health.exam"].with_user(user)
    year = [("state", "!=", "void"), ("date", ">=", "today -365d")]
    measures = ["__count", *(f"{name}_share:avg" for name in SHARES)]
    rows = {
        "unit": ["org_unit_id"],
        "village": ["region_id"],
        "package": ["package_ids"],
        "age band and sex": ["age_band", "sex"],
        "state and completeness": ["state", "is_complete"],
        "unit and month": ["org_unit_id", "date:month"],
    }
    passed = []
    for name, groupby in rows.items():
        timer = Timer(env, f"statistics by {name}", STATISTICS)
        sets = [groupby[:depth] for depth in range(len(groupby) + 1)]
        for _run in range(STATISTICS_RUNS):
            timer.run(partial(exams.formatted_read_grouping_sets, year, sets, measures))
        passed.append(timer.report())
    view = env.ref("health_exam.health_exam_view_list")
    lists = {
        "all exams of the county": [],
        "list behind a number: raised pressure": [*year, ("abnormal", "=", "pressure")],
    }
    for name, domain in lists.items():
        timer = Timer(env, name, STATISTICS)
        for _run in range(STATISTICS_RUNS):
            timer.run(read_page(exams, view, domain))
        passed.append(timer.report())
    return passed


def bench_findings(env, user):
    """Whether the table of findings over a year of the county keeps its budget."""
    findings = env["health.exam.finding"].with_user(user)
    year = [("state", "=", "open"), ("date", ">=", "today -365d")]
    passed = []
    for groupby in (["name", "severity"], ["org_unit_id", "severity"], ["date:month", "severity"]):
        timer = Timer(env, f"findings by {' and '.join(groupby)}", STATISTICS)
        sets = [[], groupby[:1], groupby[1:], groupby]
        for _run in range(STATISTICS_RUNS):
            timer.run(partial(findings.formatted_read_grouping_sets, year, sets, ["__count"]))
        passed.append(timer.report())
    return passed


def bench_indicators(env, user):
    """Whether each indicator of exams is counted for all townships in time."""
    county, today = user.org_unit_id, fields.Date.context_today(env["health.exam"])
    span = f"{today.year}-01-01", f"{today.year}-12-31"
    category = env.ref("health_exam.indicator_category_exam")
    found = env["indicator.indicator"].search([("category_id", "=", category.id)])
    passed = []
    for indicator in found.with_user(user).sorted("code"):
        timer = Timer(env, f"{indicator.code} by township", INDICATOR)
        for _run in range(STATISTICS_RUNS):
            timer.run(partial(indicator.get_comparison, county.id, *span))
        passed.append(timer.report())
    return passed


def main(env):
    passed = [populate(env)]
    env.cr.commit()
    print_head(env)
    county = get_usual_hospital(env).parent_id
    leader = make_user(env, "bench-county", "resident.group_health_manager", county)
    passed += bench_statistics(env, leader)
    passed += bench_findings(env, leader)
    passed += bench_indicators(env, leader)
    env.cr.rollback()
    print(show_load())
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
