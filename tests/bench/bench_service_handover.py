"""How long the hand-over package of a whole service project takes, and how much memory.

Run on a copy of the demo database; everything is undone at the end but files that nothing names:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_service_handover.py

767 people with their archives, 2,500 rows of the ledger with two photos of 300 kB each; ``PHOTOS=500``
in the environment makes a short run, ``ROWS=20000`` gives the ledger more rows than have photos. Built
by a manager of the centre with a health role, as the job does, to its place in the filestore. Prints
seconds, megabytes and how far the peak of the memory rose above what was in use: first of the parts
without the photos, in a process that never printed, then of two builds. Ends
with exit code 1 when the whole is over a budget.
"""

import base64
import os
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from odoo.addons.evidence.tests.common import make_photo
from odoo.addons.org_unit.tests.common import new_users
from odoo.addons.veteran_services.models import service_demo_health

PHOTOS = int(os.environ.get("PHOTOS", 5_000))
ROWS = int(os.environ.get("ROWS", PHOTOS // 2))
PHOTO_SIZE = 300_000
SECONDS, MEGABYTES = 60, 128
BATCH = 250
GROUPS = "service_project.group_service_manager,resident.group_health_reader"


def make_archives(env, project):
    """An archive for each person who has none yet."""
    service_demo_health.ARCHIVED = 1
    doctor = env.ref("service_project.user_svphysician_demo")
    region = project.member_ids.partner_id.region_id[:1]
    span = project.date_start, min(project.date, datetime.now().date())
    demo = env["service.demo"].with_user(doctor).sudo()
    demo._make_archives(project, region, project.member_ids, random.Random(1), span)


def fill_ledger(env, project):
    """Rows spread over the period up to today, each signed off, the first with two photos."""
    chance, head = random.Random(9), make_photo((64, 48))
    kind = env.ref("service_ledger.kind_cupping")
    people, days = project._get_roster().partner_id.ids, project.service_days_run - 1
    start = datetime.combine(project.date_start, datetime.min.time()) + timedelta(hours=2)
    left = PHOTOS
    for first in range(0, ROWS, BATCH):
        entries = env["service.entry"].create([
            {"project_id": project.id, "partner_id": chance.choice(people), "kind_id": kind.id,
             "demand": "肩颈不适，要求理疗", "is_checked": True, "paper_page": str(first // 20),
             "performed_at": start + timedelta(days=chance.randrange(days))}
            for _row in range(min(BATCH, ROWS - first))
        ])  # fmt: skip
        for entry in entries if left else ():
            left -= 2
            env["evidence.item"].create([
                {"res_model": entry._name, "res_id": entry.id, "name": f"{code}.jpg",
                 "requirement_code": code, "kind": code,
                 "content": base64.b64encode(head + chance.randbytes(PHOTO_SIZE - len(head)))}
                for code in ("photo", "signature")
            ])  # fmt: skip
        entries._write_server({"state": "done"})
        env.flush_all()
        env.invalidate_all()


def memory(name):
    """A figure of this process in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def measure(env, job):
    """(what the job returns, seconds, rise of the peak in megabytes)"""
    env.flush_all()
    env.invalidate_all()
    Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
    before, start = memory("VmRSS"), perf_counter()
    result = job()
    return result, perf_counter() - start, memory("VmHWM") - before


def build(handover):
    handover._try_build()
    if handover.problem:
        raise RuntimeError(handover.problem)


def show_parts(env, handover):
    """How long each kind of document takes the first time, fonts and templates included."""
    mine = handover.with_user(handover.made_by_id).with_context(lang="zh_CN")
    contents = mine._collect_contents()
    mine = mine.with_context(handover=contents)
    parts = {
        "workbooks": lambda: mine._get_workbooks(contents),
        "ledger for print": lambda: mine._get_papers(contents),
        "archives": mine._get_handover_documents,
    }
    for name, make in parts.items():
        count, seconds, rise = measure(env, lambda make=make: sum(1 for _document in make()))
        print(f"{name:<44} {seconds:8.1f} {'':>8} {count:8} {rise:8.1f}")


def main(env):
    project = env.ref("service_project.project_service_demo")
    make_archives(env, project)
    fill_ledger(env, project)
    unit = project.service_unit_id
    (user,) = new_users(env, {"login": "bench-handover", "groups": GROUPS, "org_unit_id": unit.id})
    handover = env["service.handover"].with_user(user).create(
        {"project_id": project.id, "reason": "bench"}
    ).sudo()  # fmt: skip
    print(f"{'':<44} {'s':>8} {'MB':>8} {'files':>8} {'peak MB':>8}")
    show_parts(env, handover)
    for _round in range(2):
        _none, seconds, rise = measure(env, lambda: build(handover))
        name = f"{handover.row_count} rows, {handover.archive_count} archives"
        size, files = handover.size_mb, handover.file_count
        print(f"{name:<44} {seconds:8.1f} {size:8.0f} {files:8} {rise:8.1f}")
        handover._write_server({"state": "draft"})
    passed = seconds <= SECONDS and rise <= MEGABYTES
    print(f"{'at most':<44} {SECONDS:8} {'':>17} {MEGABYTES:8} {'ok' if passed else 'OVER'}")
    env.cr.rollback()
    if not passed:
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
