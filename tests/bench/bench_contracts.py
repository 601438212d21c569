"""How long the contract screens take with 500 contracts, 17 owners and 3 instalments each.

Run on a copy of the demo database; everything is rolled back at the end:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_contracts.py

Prints one line per measurement: fastest, median and slowest milliseconds of several cold
runs (empty ORM cache), queries of one run, and the budget. Ends with exit code 1 when a
median is over its budget.
"""

import statistics
import sys
from time import perf_counter

from lxml import etree

from odoo.tests import Form
from odoo.tools import SQL

from odoo.addons.test_suite_full.tests.common import DEBAO, contract_family, our_models

CONTRACTS = 500
RUNS = 9
FORM = "contract_billing.project_project_view_form_contract"
LIST = "contract_billing.project_project_view_list_contract"
# Far above any id of the demo data, and 500 times it still fits a 4-byte integer.
STEP = 1_000_000
ROOTS = ["project.project", "project.milestone"]
# Columns that must differ between contracts.
NAMED = {"code", "contract_number", "number"}


def multiply(env, contract, copies):
    """Copy the contract and its rows in SQL: the ORM would take minutes for 500."""
    family = {
        model: own_rows(env, model, ids, contract)
        for model, ids in contract_family(contract).items()
    }
    # devices and deliveries have a bench of their own; copies of them would break their numbering
    own = [
        model
        for model in our_models(env, created_only=True)
        if model in family and not model.startswith(("equipment.", "maintenance."))
    ]
    models = [model for model in [*ROOTS, *own] if model != "evidence.item"]
    for model in in_order(env, models):
        copy_rows(env, model, family[model], models, copies)
    for model in models:
        for field in env[model]._fields.values():
            if field.type == "many2many" and field.store and field.relation:
                copy_links(env, field, family[model], copies)
    env.cr.execute("ANALYZE")
    env.invalidate_all()


def own_rows(env, model, ids, contract):
    """Without the rows of other contracts that share a device or a fund with this one."""
    if "project_id" not in env[model]._fields:
        return ids
    return env[model].browse(ids).filtered(lambda row: row.project_id == contract).ids


def in_order(env, models):
    """Parents before the rows that point at them: foreign keys are checked at once."""
    rest = list(models)
    while rest:
        ready = [model for model in rest if not linked(env, model) & (set(rest) - {model})]
        yield from ready or rest[:1]
        rest = [model for model in rest if model not in (ready or rest[:1])]


def linked(env, model):
    fields = env[model]._fields.values()
    return {field.comodel_name for field in fields if field.type == "many2one" and field.store}


def copy_rows(env, model, ids, models, copies):
    """One INSERT … SELECT per table; links between copied rows move with them."""
    records = env[model]
    columns = {
        field.name: SQL.identifier(field.name)
        for field in records._fields.values()
        if field.store and field.column_type and field.name != "id"
    }
    values = [moved(records._fields[name], column, models) for name, column in columns.items()]
    table = SQL.identifier(records._table)
    env.execute_query(
        SQL(
            "INSERT INTO %s (id, %s) SELECT id + k * %s, %s "
            "FROM %s, generate_series(1, %s) k WHERE id IN %s RETURNING 1",
            table, SQL(", ").join(columns.values()), STEP, SQL(", ").join(values),
            table, copies, tuple(ids),
        )
    )  # fmt: skip


def moved(field, column, models):
    if field.type == "many2one" and field.comodel_name in models:
        return SQL("%s + k * %s", column, STEP)
    if field.type == "many2one" and field.comodel_name.startswith("account.move"):
        return SQL("NULL")
    if field.name in NAMED:
        return SQL("%s || '-' || k", column)
    return column


def copy_links(env, field, ids, copies):
    table, left, right = map(SQL.identifier, (field.relation, field.column1, field.column2))
    env.execute_query(
        SQL(
            "INSERT INTO %s (%s, %s) SELECT %s + k * %s, %s "
            "FROM %s, generate_series(1, %s) k WHERE %s IN %s "
            "ON CONFLICT DO NOTHING RETURNING 1",
            table, left, right, left, STEP, right, table, copies, left, tuple(ids),
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


def report(name, budget, times, queries):
    median = statistics.median(times)
    verdict = "" if not budget else "ok" if median <= budget else "OVER"
    print(
        f"{name:<44} {min(times):8.0f} {median:8.0f} {max(times):8.0f} "
        f"{queries:8d} {budget or '':>7} {verdict}"
    )
    return verdict != "OVER"


def save(contract, number):
    contract.write({"description": f"<p>{number}</p>"})
    contract.env.flush_all()


def main(env):
    debao = env.ref(DEBAO)
    shares = env["billing.share"]
    projects = env["project.project"].with_context(default_is_contract=True)
    per_contract = shares.search_count([("project_id", "=", debao.id)])
    multiply(env, debao, CONTRACTS - 1)
    contracts = projects.search([("is_contract", "=", True)])
    form = Form(debao, FORM)._view["fields_spec"]
    spec = list_specification(projects, env.ref(LIST))
    small = contracts.sorted("owner_count")[0]
    total = shares.search_count([])
    print(f"{len(contracts)} contracts, {per_contract} shares each, {total} shares")
    print(f"{'':<44} {'min ms':>8} {'median':>8} {'max':>8} {'queries':>8} {'budget':>7}")
    lines = (
        ("payable matrix, all contracts", 300, lambda: shares.get_payable_matrix()),
        (f"open form, {debao.owner_count} owners", 300, lambda: debao.web_read(form)),
        (f"open form, {small.owner_count} owner(s)", 300, lambda: small.web_read(form)),
        (f"save form, {debao.owner_count} owners", 300, lambda: save(debao, perf_counter())),
        (
            "list of 80 contracts", 300,
            lambda: projects.web_search_read([("is_contract", "=", True)], spec, limit=80),
        ),
    )  # fmt: skip
    passed = [report(name, budget, *measure(env, action)) for name, budget, action in lines]
    env.cr.rollback()
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
