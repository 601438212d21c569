"""How long the equipment screens take in a county with 100,000 asset cards.

Run on a copy of the demo database; the cards are rolled back at the end:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_equipment.py

Prints one line per measurement: p50 and p95 in milliseconds of several cold runs (empty ORM
cache), queries of one run, and the budget. Ends with exit code 1 when a median is over its budget.
"""

import base64
import io
import statistics
import sys
from time import perf_counter

import xlsxwriter
from lxml import etree

from odoo.tools import SQL
from odoo.tools.safe_eval import safe_eval

from odoo.addons.equipment_asset.tools.device_list import COLUMNS

CARDS = 100_000
RUNS = 15
BUDGET = 100
IMPORTED = 2_000
ROWS_PER_SECOND = 500
LIST = "equipment_asset.maintenance_equipment_view_list"
# As the web client asks: one page, and counting stops at ten thousand.
PAGE = {"limit": 80, "count_limit": 10_001}
EQUIPMENT = "maintenance.equipment"
SCHEDULE = "equipment.calibration.schedule"
# Columns that must differ between cards.
NAMED = {"serial_no": "BENCH-S", "asset_number": "BENCH-", "tag_token": "bench_token____"}


def fill(env):
    """Copy one card in SQL, spread over all units: the ORM would take minutes for 100,000."""
    cards = env[EQUIPMENT]
    pattern = cards.search([("device_model_id", "!=", False)], limit=1)
    if not pattern:
        model = env["equipment.model"].search([], limit=1)
        pattern = cards.create(
            {"device_model_id": model.id, "org_unit_id": env["org.unit"].search([], limit=1).id}
        )
    env.flush_all()
    copy_rows(env, pattern, spread(env))
    if SCHEDULE in env:
        fill_schedules(env)
    env.cr.execute("ANALYZE")
    env.invalidate_all()


def spread(env):
    """Owner and user of card k: hospitals own, they and their clinics use."""
    owners = env["org.unit"].search([("kind", "=", "township_hospital")]).ids
    users = env["org.unit"].search([("parent_id", "in", owners)])
    pairs = [(unit, unit) for unit in owners] + [(unit.parent_id.id, unit.id) for unit in users]
    owner_ids, user_ids = ([pair[side] for pair in pairs] for side in (0, 1))
    position = SQL("k %% %s + 1", len(pairs))
    return {
        "org_unit_id": SQL("(%s::int[])[%s]", owner_ids, position),
        "using_unit_id": SQL("(%s::int[])[%s]", user_ids, position),
        "kit_id": SQL("NULL"),
    }


def copy_rows(env, pattern, values):
    """One INSERT … SELECT of ``CARDS`` copies of ``pattern``, with ``values`` per column."""
    columns = [
        field.name
        for field in pattern._fields.values()
        if field.store and field.column_type and field.name != "id"
    ]
    table = SQL.identifier(pattern._table)
    cells = [values.get(name) or named(name) for name in columns]
    env.execute_query(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s, generate_series(1, %s) k "
            "WHERE %s.id = %s RETURNING 1",
            table, SQL(", ").join(map(SQL.identifier, columns)), SQL(", ").join(cells),
            table, CARDS, table, pattern.id,
        )
    )  # fmt: skip


def named(column):
    if column in NAMED:
        return SQL("%s || to_char(k, 'FM0000000')", NAMED[column])
    return SQL.identifier(column)


def fill_schedules(env):
    """A calibration schedule for each card, due over three years."""
    schedules = env[SCHEDULE]
    fields = {
        name: field
        for name, field in schedules._fields.items()
        if field.store and field.column_type and name != "id"
    }
    pattern = schedules.search([], limit=1) or schedules.create(
        {
            "equipment_id": env[EQUIPMENT].search([], limit=1).id,
            "kind_id": env["equipment.calibration.kind"].search([], limit=1).id,
        }
    )
    env.flush_all()
    cards = {"org_unit_id", "using_unit_id"} & fields.keys()
    due = {"valid_until", "next_due"} & fields.keys()
    values = {name: SQL("card.%s", SQL.identifier(name)) for name in cards}
    values |= {name: SQL("current_date - 30 + card.id %% 1095") for name in due}
    values["equipment_id"] = SQL("card.id")
    copied = {name: values.get(name) or SQL("s.%s", SQL.identifier(name)) for name in fields}
    env.execute_query(
        SQL(
            "INSERT INTO %s (%s) SELECT %s FROM %s s, maintenance_equipment card "
            "WHERE s.id = %s AND card.serial_no LIKE 'BENCH-S%%' RETURNING 1",
            SQL.identifier(schedules._table), SQL(", ").join(map(SQL.identifier, copied)),
            SQL(", ").join(copied.values()), SQL.identifier(schedules._table), pattern.id,
        )
    )  # fmt: skip


def list_specification(records, view):
    """The fields of the list view, as the web client asks for them."""
    arch = etree.fromstring(records.get_view(view.id, "list")["arch"])
    names = [node.get("name") for node in arch.xpath("/list/field")]
    return {
        name: {"fields": {"display_name": {}}} if records._fields[name].relational else {}
        for name in names
    }


def typed(env, text):
    """What the search box asks for when ``text`` is typed and Enter is pressed."""
    view = env.ref("equipment_asset.maintenance_equipment_view_search")
    box = etree.fromstring(view.arch).xpath("//field[@name='name']")[0]
    return safe_eval(box.get("filter_domain"), {"self": text})


def device_list(count):
    """A list of new devices as an office would upload it."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book, {"in_memory": True}) as target:
        sheet = target.add_worksheet()
        sheet.write_row(0, 0, [column.label for column in COLUMNS])
        row = {"name": "电子血压计", "quantity": 1, "unit_price": 1234.5, "usage_state": "在用"}
        for number in range(1, count + 1):
            cells = row | {"serial_no": f"BENCH-I{number}", "acquisition_date": "2024-05-06"}
            sheet.write_row(number, 0, [cells.get(column.name) for column in COLUMNS])
    return base64.b64encode(book.getvalue())


def measure(env, action):
    """(milliseconds of each cold run, queries of the last)."""
    times = []
    for _run in range(RUNS):
        env.invalidate_all()
        before, start = env.cr.sql_log_count, perf_counter()
        action()
        times.append((perf_counter() - start) * 1000)
        queries = env.cr.sql_log_count - before
    return times, queries


def report(name, times, queries):
    median = statistics.median(times)
    p95 = statistics.quantiles(times, n=20)[-1]
    verdict = "ok" if median <= BUDGET else "OVER"
    print(f"{name:<44} {median:8.1f} {p95:8.1f} {queries:8d} {BUDGET:7d} {verdict}")
    return verdict == "ok"


def report_import(env, officer):
    """Rows per second, checked and written, of a list small enough to run at once."""
    documents = env["equipment.import"].with_user(officer)
    document = documents.create({"file": device_list(IMPORTED), "filename": "bench.xlsx"})
    start = perf_counter()
    document.action_check()
    checked = perf_counter()
    document.action_start()
    env.flush_all()
    end = perf_counter()
    rate = IMPORTED / (end - checked)
    verdict = "ok" if rate >= ROWS_PER_SECOND and document.done_count == IMPORTED else "UNDER"
    print(
        f"import of {IMPORTED} rows: checked {IMPORTED / (checked - start):.0f} rows/s, "
        f"imported {rate:.0f} rows/s, at least {ROWS_PER_SECOND} {verdict}"
    )
    return verdict == "ok"


def officer_of(env, kind):
    """An officer whose unit is of this kind and has units below it."""
    units = env["org.unit"].search([("kind", "=", kind), ("child_ids", "!=", False)])
    group = env.ref("equipment_asset.group_equipment_officer")
    users = group.all_user_ids.filtered(lambda user: user.org_unit_id in units)
    return users[:1]


def lines(env, officer, township):
    """(name, action) of each measurement."""
    devices, here = (env[EQUIPMENT].with_user(user) for user in (officer, township))
    spec = list_specification(devices, env.ref(LIST))
    card = devices.search([("serial_no", "=", f"{NAMED['serial_no']}0054321")])
    own = here.search([("serial_no", "=like", "BENCH-S%")], limit=1)
    by_serial, by_own = (typed(env, found.serial_no) for found in (card, own))
    held = [("usage_state", "!=", "disposed")]
    yield "device list of the county", lambda: devices.web_search_read(held, spec, **PAGE)
    yield "device list of a township", lambda: here.web_search_read(held, spec, **PAGE)
    idle = [("is_idle", "=", True)]
    yield "idle devices of the county", lambda: devices.web_search_read(idle, spec, **PAGE)
    yield (
        "search by serial number, county",
        lambda: devices.web_search_read(by_serial, spec, **PAGE),
    )
    yield (
        "search by serial number, township",
        lambda: here.web_search_read(by_own, spec, **PAGE),
    )
    yield "scan of a tag, county", lambda: devices._find_by_code(card.tag_url).mapped("name")
    yield "scan of a tag, township", lambda: here._find_by_code(own.tag_url).mapped("name")
    yield "scan of a serial number", lambda: here._find_by_code(own.serial_no).mapped("name")
    if SCHEDULE in env:
        yield from due_lists(env, officer, township)


def due_lists(env, officer, township):
    view = env["ir.ui.view"].search([("model", "=", SCHEDULE), ("type", "=", "list")], limit=1)
    due = [("next_due", "<=", "today +30d")]
    for name, user in (("county", officer), ("township", township)):
        schedules = env[SCHEDULE].with_user(user)
        spec = list_specification(schedules, view)
        yield (
            f"calibration due in 30 days, {name}",
            lambda schedules=schedules, spec=spec: schedules.web_search_read(due, spec, **PAGE),
        )


def main(env):
    fill(env)
    officer, township = (officer_of(env, kind) for kind in ("bureau", "township_hospital"))
    print(f"{env[EQUIPMENT].search_count([])} cards")
    print(f"{'':<44} {'p50 ms':>8} {'p95 ms':>8} {'queries':>8} {'budget':>7}")
    actions = list(lines(env, officer, township))
    passed = [report(name, *measure(env, action)) for name, action in actions]
    passed.append(report_import(env, township))
    env.cr.rollback()
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
