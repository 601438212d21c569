"""How long the board of a service project takes: 767 people, 25 obligations, 20,000 claims; and how
long a row of the ledger with its photo and signature takes to be saved.

Run on a copy of the demo database, in which nothing is left:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_service.py

The work is that of a coordinator of the centre, on an empty ORM cache. Prints the first run, fastest,
median and p95, the time that Python itself worked, the queries of one run, and the budget that p95 has
to keep. Ends with exit code 1 when a budget is missed.
"""

import base64
import random
import sys
from datetime import date, timedelta
from functools import partial
from io import BytesIO

from PIL import Image

from odoo.tools import SQL

from odoo.addons.test_suite_full.tests.exam_bench import RUNS, Timer, make_user, show_load

PEOPLE, CLAIMS = 767, 20_000
START, END, CUT_OFF = date(2026, 6, 16), date(2027, 6, 15), date(2026, 11, 21)
MEASURES = ("count", "person", "roster_share", "rate", "average")
BOARD, REASONS, LIST, SAVE = 500, 200, 200, 200
"""Milliseconds that p95 may take."""


def make_project(env):
    """A project with its roster and 25 obligations, each measure five times."""
    unit = env["org.unit"].create(
        {"name": "bench", "code": "bench-service", "kind": "service_center"}
    )
    project = env["project.project"].create(
        {"name": "bench", "is_service": True, "service_unit_id": unit.id,
         "date_start": START, "date": END}
    )  # fmt: skip
    category = env["service.category"].create(
        {"code": "bench", "name": "bench", "valid_from": START, "source": "bench"}
    )
    people = env["res.partner"].create(
        [{"name": f"bench {number}", "is_resident": True, "resident_unit_id": unit.id}
         for number in range(PEOPLE)]
    )  # fmt: skip
    env["service.member"].create(
        [{"project_id": project.id, "partner_id": person.id, "category_id": category.id,
          "entry_date": START} for person in people]
    )  # fmt: skip
    kind = env["service.claim.kind"].create({"code": "bench", "name": "bench"})
    env["service.obligation"].create(
        [{"project_id": project.id, "code": f"B{number:02}", "name": f"Obligation {number}",
          "kind_id": kind.id, "measure": MEASURES[number % len(MEASURES)], "threshold": 80,
          "is_prorated": True} for number in range(25)]
    )  # fmt: skip
    return project


def insert_claims(env, project):
    """Claims spread over people, days and obligations: nine of ten count."""
    chance = random.Random(1)
    bench = project.obligation_ids.filtered(lambda row: row.kind_id.code == "bench")
    obligations, people = bench.ids, project.member_ids.partner_id.ids
    env.flush_all()
    rows = []
    for number in range(CLAIMS):
        state = chance.choices(("accepted", "claimed", "rejected"), (90, 6, 4))[0]
        cause = {"accepted": None, "claimed": "missing", "rejected": "roster"}[state]
        day = START + timedelta(days=chance.randrange(159))
        reason = cause and f"{cause} {chance.randrange(30)}"
        rows.append(SQL(
            "(%s, %s, 'res.partner', %s, %s, %s, 1, %s, %s, %s)", project.id,
            chance.choice(obligations), number + 1, chance.choice(people), day, state, cause, reason,
        ))  # fmt: skip
    env.execute_query(SQL(
        "INSERT INTO service_claim (project_id, obligation_id, res_model, res_id, partner_id, date, "
        "value, state, cause, reason) VALUES %s RETURNING id", SQL(", ").join(rows),
    ))  # fmt: skip
    env.execute_query(SQL("ANALYZE service_claim"))
    env.invalidate_all()


def owe_rows(env, project):
    """Obligations that a row of the ledger serves."""
    kinds = env["service.claim.kind"].search(
        [("code", "in", ("therapy", "row_complete", "feedback_delay", "satisfaction"))]
    )
    env["service.obligation"].create(
        [{"project_id": project.id, "code": f"L{number:02}", "name": kind.name, "kind_id": kind.id,
          "threshold": 80} for number, kind in enumerate(kinds)]
    )  # fmt: skip


def take_picture(chance, size):
    """Base64 of a photo of a phone of ``size`` that nobody took before."""
    stream = BytesIO()
    noise = Image.frombytes("RGB", (64, 48), chance.randbytes(64 * 48 * 3))
    noise.resize(size).save(stream, "JPEG", quality=85)
    return base64.b64encode(stream.getvalue()).decode()


def save_row(page, project, people, chance, photo):
    """As the phone sends it; the photo is made before the clock runs."""
    kind = page.env.ref("service_ledger.kind_cupping")
    vals = {
        "project_id": project.id, "partner_id": chance.choice(people), "kind_id": kind.id,
        "demand": "bench", "is_checked": True,
        "performed_at": f"{START + timedelta(days=chance.randrange(150))} 01:00:00",
    }  # fmt: skip
    page.save(vals, [{"name": "IMG.jpg", "content": photo.pop()}], False)
    page.env.flush_all()


def main(env):
    project = make_project(env)
    owe_rows(env, project)
    insert_claims(env, project)
    chance = random.Random(2)
    photos = [take_picture(chance, (1600, 1200)) for _run in range(RUNS + 5)]
    group = "service_project.group_service_coordinator"
    coordinator = make_user(env, "bench-service", group, project.service_unit_id)
    obligations = env["service.obligation"].with_user(coordinator)
    claims = env["service.claim"].with_user(coordinator)
    page = env["service.quick.entry"].with_user(coordinator)
    people = project.member_ids.partner_id.ids
    share = project.obligation_ids.filtered(lambda row: row.measure == "roster_share")[0]
    spec = {name: {} for name in ("date", "state", "reason", "value", "res_name")}
    spec |= {name: {"fields": {"display_name": {}}} for name in ("obligation_id", "partner_id")}
    mine = [("project_id", "=", project.id)]
    jobs = {
        "board": (BOARD, partial(obligations.get_board, project.id, str(CUT_OFF))),
        "reasons of an obligation": (REASONS, obligations.browse(share.id).get_reasons),
        "who is not reached": (LIST, obligations.browse(share.id).action_open_unreached),
        "row of the ledger, with a photo of 2 megapixels": (
            SAVE,
            partial(save_row, page, project, people, chance, photos),
        ),
        "claims, first page": (LIST, partial(claims.web_search_read, mine, spec, limit=80)),
    }
    print(f"{PEOPLE} people, {claims.search_count(mine)} claims, {show_load()}")
    passed = []
    for name, (budget, action) in jobs.items():
        timer = Timer(env, name, budget)
        for _run in range(RUNS):
            timer.run(action)
        passed.append(timer.report())
    env.cr.rollback()
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
