"""How fast basic forms come in: a workbook of 100,000 rows, 3 % of them bad.

Run on a copy of the demo database. Everything is committed part by part, as in real life, and
undone by the import itself at the end:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_health_import.py

``ROWS=5000`` in the environment makes a short run. Prints rows per second checked (reading the
workbook included), imported, and undone, beside a bare ``res.partner.load()`` of name, telephone
and reference in the same run. Ends with exit code 1 when a rate is under its budget.
"""

import base64
import io
import os
import random
import sys
from datetime import date, timedelta
from time import perf_counter

import xlsxwriter
from stdnum.cn import ric

from odoo.addons.health_archive.tools.basic_form import COLUMNS

ROWS = int(os.environ.get("ROWS", 100_000))
LOADED = min(ROWS, 5_000)
BAD_EVERY = 33
CHECKED_PER_SECOND = 2_000
IMPORTED_PER_SECOND = 500
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁韦农陆覃莫"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰春梅建国福贵"
COUNTY = "459981"
PLAIN = {
    "kind": "01", "work_unit": "无", "contact_name": "韦某", "contact_phone": "13800138000",
    "residence_type": "1", "ethnic_group_id": "08", "blood_abo_id": "5", "blood_rh_id": "3",
    "education_id": "7", "occupation_id": "4", "marital_id": "2", "payment_ids": "3",
    "allergy_ids": "1", "exposure_ids": "1", "surgery_ids": "1", "trauma_ids": "1",
    "transfusion_ids": "1", "family_father_ids": "1", "family_mother_ids": "1",
    "family_sibling_ids": "1", "family_child_ids": "1", "genetic_history": "1",
    "disability_ids": "1", "env_kitchen_id": "2", "env_fuel_id": "1", "env_water_id": "1",
    "env_toilet_id": "1", "env_livestock_id": "1",
}  # fmt: skip
BAD = (
    {"identity_number": "451024195306150020"},
    {"birth_date": "1950-02-03"},
    {"name": "名" * 300},
    {"village_id": "没有这个村"},
    {"archive_number": "45102410010100"},
    {"blood_abo_id": "C"},
)


def villages(env):
    """(clinic code, village code) of a hospital's villages."""
    units = env["org.unit"].search([("region_id.archive_prefix", "!=", False)], limit=20)
    return [(unit.code, unit.region_id.code) for unit in units]


def person(number, places):
    """A row as an office would write it; the same number always gives the same person."""
    chance = random.Random(number)
    born = date(1935, 1, 1) + timedelta(days=chance.randrange(25_000))
    body = f"{COUNTY}{born:%Y%m%d}{number % 1000:03}"
    unit, village = places[number % len(places)]
    row = PLAIN | {
        "name": chance.choice(SURNAMES) + chance.choice(GIVEN) + chance.choice(GIVEN),
        "identity_number": body + ric.calc_check_digit(body + "0"),
        "birth_date": born.isoformat(),
        "sex": "1" if number % 2 else "2",
        "phone": f"139{number:08}",
        "street": f"示例路{number}号",
        "unit_id": unit,
        "village_id": village,
        "disease_ids": "高血压(2015-03)" if number % 6 == 0 else "1",
    }
    return row | BAD[number // BAD_EVERY % len(BAD)] if number % BAD_EVERY == 0 else row


def workbook(rows):
    """(base64 workbook, number of its bad rows); a number drawn twice is bad as well."""
    book, seen, bad = io.BytesIO(), set(), 0
    names = [column.name for column in COLUMNS if column.name in rows[0]]
    labels = {column.name: column.label for column in COLUMNS}
    with xlsxwriter.Workbook(book) as target:
        sheet = target.add_worksheet()
        sheet.write_row(0, 0, [labels[name] for name in (*names, "archive_number")])
        for number, row in enumerate(rows, 1):
            cells = [row.get(name) for name in (*names, "archive_number")]
            sheet.write_row(number, 0, cells)
            bad += number % BAD_EVERY == 0 or row["identity_number"] in seen
            seen.add(row["identity_number"])
    return base64.b64encode(book.getvalue()), bad


def bare_load(env):
    """Rows per second of the plain ORM, without any check of ours; rolled back."""
    data = [[f"测试{n}", f"139{n:08}", f"R{n}"] for n in range(LOADED)]
    start = perf_counter()
    env["res.partner"].with_context(tracking_disable=True).load(["name", "phone", "ref"], data)
    env.flush_all()
    rate = LOADED / (perf_counter() - start)
    env.cr.rollback()
    return rate


def work(env, document):
    """What the background does, in its transactions; rows per second."""
    start = perf_counter()
    while document.state in document._working_states:
        document._work()
        env.cr.commit()
        env.invalidate_all()
    return ROWS / (perf_counter() - start)


def report(name, rate, least):
    verdict = "ok" if rate >= least else "UNDER"
    print(f"{name:<44} {rate:8.0f} rows/s, at least {least:6.0f} {verdict}", flush=True)
    return rate >= least


def main(env):
    random.seed(4)
    group = env.ref("resident.group_health_manager")
    manager = group.all_user_ids.filtered("org_unit_id")[:1]
    content, bad = workbook([person(number, villages(env)) for number in range(1, ROWS + 1)])
    bare = bare_load(env)
    documents = env["health.import"].with_user(manager)
    document = documents.create({"file": content, "filename": "bench.xlsx"})
    print(f"{ROWS} rows, {bad} of them bad, {len(content) * 3 // 4 >> 20} MB", flush=True)
    document.sudo().write({"state": "checking", "user_id": manager.id})
    passed = [report("checked, workbook read", work(env, document), CHECKED_PER_SECOND)]
    document.action_start()
    budget = max(IMPORTED_PER_SECOND, bare)
    passed.append(report("imported, committed", work(env, document), budget))
    print(f"{'bare load of name, telephone, reference':<44} {bare:8.0f} rows/s", flush=True)
    passed.append(document.done_count == ROWS - bad and document.created_count == ROWS - bad)
    print(f"in: {document.done_count}, refused: {document.error_count} of {bad}", flush=True)
    document.action_undo()
    print(f"{'undone':<44} {work(env, document):8.0f} rows/s", flush=True)
    passed.append(document.undone_count == ROWS - bad)
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
