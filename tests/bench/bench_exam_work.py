"""How long the work of an exam day takes beside a year of exams (80,000 of 350,000 residents).

Run on a copy of the demo database; it is left with a synthetic county, unless it had one before:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_exam_work.py

``BENCH_RESIDENTS`` makes a smaller county. The work is that of a hospital's desk and stations, on an
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
    make_nurse,
    make_user,
    populate,
    print_head,
    read_page,
    show_load,
)

REGISTER, OPEN, SAVE, NORMAL, FINISH, LIST, FIND = 150, 150, 150, 300, 150, 150, 50
"""Milliseconds that p95 may take."""


def draw_elders(env, hospital):
    """Elders of the hospital who weren't examined today."""
    today = fields.Date.context_today(env["health.exam"])
    examined = env["health.exam"].search([("date", "=", today)]).archive_id
    archives = env["health.archive"].search(
        [("org_unit_id", "child_of", hospital.id), ("state", "=", "active"),
         ("partner_id.birth_date", "<", fields.Date.subtract(today, years=65))],
        limit=RUNS + len(examined),
    )  # fmt: skip
    return (archives - examined)[:RUNS]


def bench_station(env, desk, nurse, hospital):
    """Whether registering, opening, saving and finishing keep their budgets."""
    budgets = {
        "register an elder": REGISTER,
        "open the form at a station": OPEN,
        "open it first after a start": OPEN,
        "save what was measured": SAVE,
        "all normal": NORMAL,
        "finish the station": FINISH,
    }
    timers = {name: Timer(env, name, ms, is_first="first" in name) for name, ms in budgets.items()}
    view, spec = env.ref("health_exam.health_exam_view_form"), None
    code = env["health.code"]._get
    measured = {
        "temperature": 36.6, "pulse": 74, "respiration": 17, "sbp_left": 152, "dbp_left": 88,
        "sbp_right": 148, "dbp_right": 86, "height": 161.5, "weight": 63.2, "waist": 84,
        "exercise_id": code("exam_exercise", "1").id, "diet_ids": [(6, 0, code("exam_diet", "1").ids)],
        "smoke_id": code("exam_smoke", "1").id, "drink_id": code("exam_drink", "1").id,
        "elder_health_id": code("exam_self_health", "1").id,
    }  # fmt: skip
    for archive in draw_elders(env, hospital):
        vals = {"partner_id": archive.partner_id.id}
        exam = timers["register an elder"].run(
            partial(env["health.exam"].with_user(desk).create, vals)
        )
        exam = exam.with_user(nurse)
        spec = spec or Form(exam, view)._view["fields_spec"]
        timers["open the form at a station"].run(partial(exam.web_read, spec))
        timers["open it first after a start"].run(partial(exam.web_read, spec))
        timers["save what was measured"].run(partial(exam.web_save, measured, spec))
        timers["all normal"].run(exam.action_fill_normal)
        work = exam.work_ids.filtered(lambda work: nurse in work.station_id.doctor_ids)
        work.summary = "血压偏高"
        timers["finish the station"].run(work.action_finish)
    return [timer.report() for timer in timers.values()]


def bench_reading(env, nurse, chief):
    """Whether forms and lists of a hospital keep their budgets."""
    exams = env["health.exam"].with_user(chief)
    works = env["health.exam.work"].with_user(nurse)
    view = env.ref("health_exam.health_exam_view_form")
    exam_list, work_list = (
        env.ref(f"health_exam.health_exam{name}_view_list") for name in ("", "_work")
    )
    finished = exams.search([("state", "=", "synced")], limit=RUNS)
    working = [("exam_id.state", "in", ("registered", "in_progress", "station_done"))]
    mine = [*working, ("station_id.doctor_ids", "in", nurse.ids), ("state", "=", "todo")]
    under_way = [("state", "in", ("registered", "in_progress", "station_done", "final"))]
    lists = {
        "all exams of a hospital": read_page(exams, exam_list, []),
        "exams under way": read_page(exams, exam_list, under_way),
        "exams under way by state": partial(
            exams.web_read_group, under_way, ["state"], ["__count"]
        ),
        "at my station": read_page(works, work_list, mine),
    }
    timer, spec = Timer(env, "open the whole form", OPEN), None
    for id_ in finished.ids:
        # one alone: who opens a form doesn't have the whole list computed
        exam = exams.browse(id_)
        spec = spec or Form(exam, view)._view["fields_spec"]
        timer.run(partial(exam.web_read, spec))
    passed = [timer.report()]
    timer = Timer(env, "find by the scanned number", FIND)
    for number in finished.mapped("exam_number"):
        timer.run(partial(exams.search, [("exam_search", "=", number)]))
    passed.append(timer.report())
    for name, action in lists.items():
        timer = Timer(env, name, LIST)
        for _run in range(RUNS):
            timer.run(action)
        passed.append(timer.report())
    return passed


def main(env):
    passed = [populate(env)]
    env.cr.commit()
    print_head(env)
    hospital = get_usual_hospital(env)
    desk = make_user(env, "bench-desk", "health_exam.group_exam_staff", hospital)
    nurse = make_nurse(env, hospital)
    chief = make_user(env, "bench-chief", "health_exam.group_exam_chief", hospital)
    passed += bench_reading(env, nurse, chief)
    passed += bench_station(env, desk, nurse, hospital)
    env.cr.rollback()
    print(show_load())
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
