"""How long the final review takes beside a year of exams (80,000 of 350,000 residents).

Run on a copy of the demo database; it is left with a synthetic county, unless it had one before:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_exam_review.py

``BENCH_RESIDENTS`` makes a smaller county. The work is that of a hospital's chief examiner, on an
empty ORM cache, and rolled back. Prints the first run, fastest, median and p95, the time that Python
itself worked, the queries of one run, and the budget that p95 has to keep. Ends with exit code 1 when
a budget is missed.
"""

import sys
from functools import partial

from odoo import fields
from odoo.tests import Form

from odoo.addons.test_suite_full.tests.exam_bench import (
    RUNS,
    Timer,
    get_usual_hospital,
    make_user,
    populate,
    print_head,
    show_load,
)

REVIEW = 300
"""Milliseconds that p95 may take."""


def examine_again(env, exam):
    """An exam of today with the same findings, all stations done; the other is the last one."""
    boxes = [
        name
        for name in exam._get_boxes()
        if (field := exam._fields[name]).store
        and not field.compute
        and field.type != "one2many"
        and exam._get_section_of(name) != "evaluation"
    ]
    values = {
        name: exam[name].id
        if exam._fields[name].type == "many2one"
        else [(6, 0, exam[name].ids)]
        if exam._fields[name].relational
        else exam[name]
        for name in boxes
    }
    again = env["health.exam"].create(
        {"archive_id": exam.archive_id.id, "org_unit_id": exam.org_unit_id.id}
    )
    again.write({"package_ids": [(6, 0, exam.package_ids.ids)], **values})
    again.work_ids._write_server({"state": "done"})
    again._follow_stations()
    return again


def bench_review(env, chief, hospital):
    """Whether the final review opens in time, with the exam before beside it."""
    begin = Timer(env, "begin the final review", REVIEW)
    open_ = Timer(env, "open the final review", REVIEW)
    first = Timer(env, "open it first after a start", REVIEW, is_first=True)
    view, spec = env.ref("health_exam.health_exam_view_form_review"), None
    today = fields.Date.context_today(env["health.exam"])
    complete = env["health.exam"].search(
        [("org_unit_id", "=", hospital.id), ("state", "=", "synced"), ("is_complete", "=", True),
         ("date", "<", today), ("archive_id.state", "=", "active")], limit=RUNS,
    )  # fmt: skip
    for exam in complete:
        again = examine_again(env, exam).with_user(chief)
        begin.run(again.action_review)
        spec = spec or Form(again, view)._view["fields_spec"]
        open_.run(partial(again.web_read, spec))
        first.run(partial(again.web_read, spec))
    return [begin.report(), open_.report(), first.report()]


def main(env):
    passed = [populate(env)]
    env.cr.commit()
    print_head(env)
    hospital = get_usual_hospital(env)
    chief = make_user(env, "bench-chief", "health_exam.group_exam_chief", hospital)
    passed += bench_review(env, chief, hospital)
    env.cr.rollback()
    print(show_load())
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
