"""How long finding and opening people takes in a county with 350,000 residents.

Run on a copy of the demo database; it is left with a synthetic county, unless it had one before:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_residents.py

``BENCH_RESIDENTS`` makes a smaller county. Each line is measured on people drawn by chance, with an
empty ORM cache, as a village doctor, as a doctor of the township hospital and as the manager of the
whole county. Prints fastest, median and p95, the queries of one run, and the budget that p95 has to
keep; then what the area rule and the read audit cost, and the search for duplicates. Ends with exit
code 1 when a budget is missed.
"""

import os
import statistics
import sys
from functools import partial
from itertools import cycle, islice
from random import Random
from time import perf_counter
from unittest.mock import patch

from lxml import etree
from werkzeug.test import Client

from odoo import http
from odoo.tests import Form
from odoo.tools import SQL

RESIDENTS = int(os.environ.get("BENCH_RESIDENTS", 350_000))
VILLAGES = 180
RUNS = 40
ROUNDS = 4
ROWS = 40
PASSWORD = "bench"
LISTS = {
    "res.partner": "resident.res_partner_view_list_resident",
    "health.archive": "health_archive.health_archive_view_list",
}
FORMS = {
    "res.partner": "resident.res_partner_view_form_resident",
    "health.archive": "health_archive.health_archive_view_form",
}
NUMBER, NAME, OPEN, VILLAGE, SAVED = 10, 50, 150, 100, 50
"""Milliseconds that p95 may take; the number is that of finding, the name that of the whole list."""
POPULATE, DUPLICATES = 600, 120
"""Seconds for 350,000 residents."""
RULE, AUDIT = 1.3, 1.2
"""Times what the same takes without it."""
RESIDENT = [("is_resident", "=", True)]
ADDRESS = {"REMOTE_ADDR": "127.0.0.1"}


def populate(env):
    """A county, committed because the web application reads it through its own cursors."""
    county = env["synthetic.county"]
    start = perf_counter()
    if not env["res.partner"].search_count([*RESIDENT, ("ref", "=like", "SYN%")], limit=1):
        county._check_may_populate()
        county._populate(RESIDENTS, VILLAGES)
        report_figure("populating the county", perf_counter() - start, POPULATE, "s")
    env.cr.commit()


def make_users(env):
    """A village doctor, a doctor of the hospital above and the manager of the county."""
    clinic = get_usual_clinic(env)
    top = clinic.parent_id.parent_id or clinic.parent_id
    places = {
        "village": (clinic, "group_village_doctor"),
        "hospital": (clinic.parent_id, "group_health_doctor"),
        "county": (top, "group_health_manager"),
    }
    users = env["res.users"].with_context(no_reset_password=True)
    made = users.search([("login", "=like", "bench-%")])
    made = made or users.create(
        [
            {
                "name": f"Bench {name}",
                "login": f"bench-{name}",
                "password": PASSWORD,
                "org_unit_id": unit.id,
                "group_ids": [(6, 0, [env.ref(f"resident.{group}").id])],
            }
            for name, (unit, group) in places.items()
        ]
    )
    env.cr.commit()
    return {user.login.removeprefix("bench-"): user for user in made}


def get_usual_clinic(env):
    """The clinic of the village of median size."""
    groups = env["res.partner"]._read_group(
        [*RESIDENT, ("ref", "=like", "SYN%")], ["resident_unit_id"], ["__count"]
    )
    clinics = sorted(groups, key=lambda group: group[1])
    return clinics[len(clinics) // 2][0]


def draw_people(env, user):
    """People whom the user sees and who have a number, drawn by chance."""
    units = user._get_resident_unit_ids()
    rows = env.execute_query(
        SQL(
            "SELECT d.partner_id FROM resident_identity d JOIN res_partner p ON p.id = d.partner_id "
            "WHERE d.resident_unit_id = ANY(%s) AND p.ref LIKE 'SYN%%' AND p.active ORDER BY d.id",
            units,
        )
    )
    return env["res.partner"].browse(
        Random(1).sample([id_ for (id_,) in rows], min(RUNS, len(rows)))
    )


def list_specification(records, view):
    """The fields of the list view, as the web client asks for them."""
    arch = etree.fromstring(records.get_view(view.id, "list")["arch"])
    names = [node.get("name") for node in arch.xpath("/list/field")]
    return {
        name: {"fields": {"display_name": {}}} if records._fields[name].relational else {}
        for name in names
    }


def measure(env, actions, *, keep_cache=False):
    """(milliseconds of each action on an empty ORM cache, queries of the last)."""
    times = []
    for action in actions:
        if not keep_cache:
            env.invalidate_all()
        before, start = env.cr.sql_log_count, perf_counter()
        action()
        times.append((perf_counter() - start) * 1000)
        queries = env.cr.sql_log_count - before
    return times, queries


def report(name, times, queries, budget):
    p95 = statistics.quantiles(times, n=20)[-1]
    passed = budget is None or p95 <= budget
    verdict = f"{budget:7d} {'ok' if passed else 'OVER'}" if budget else "yardstick"
    print(
        f"{name:<44} {min(times):8.1f} {statistics.median(times):8.1f} {p95:8.1f} {queries:8d} "
        f"{verdict}",
        flush=True,
    )
    return passed


def print_yardsticks(env, user):
    """What the same machine takes for the least that could be done, in the same run."""
    people = draw_people(env, user)
    indexes = people.identity_ids.sudo().mapped("blind_index")[:RUNS]
    number = (
        "SELECT p.id FROM resident_identity d JOIN res_partner p ON p.id = d.partner_id "
        "WHERE d.blind_index = %s"
    )
    page = SQL("SELECT * FROM res_partner WHERE id IN %s", tuple(people.ids))
    spec = {"name": {}, "phone": {}, "street": {}, "parent_id": {"fields": {"display_name": {}}}}
    contacts = partial(env["res.partner"].web_search_read, [*RESIDENT], spec, limit=ROWS)
    yardsticks = {
        "raw SQL, one person by index": [
            partial(env.execute_query, SQL(number, index)) for index in indexes
        ],
        f"raw SQL, {len(people)} people by id": [partial(env.execute_query, page)] * RUNS,
        "plain page of Odoo, four columns, no rule": [contacts] * RUNS,
    }
    for name, actions in yardsticks.items():
        report(name, *measure(env, actions), None)


def report_figure(name, value, budget, unit):
    passed = value <= budget
    print(f"{name:<62} {value:8.2f} {unit:<8} {budget:7} {'ok' if passed else 'OVER'}", flush=True)
    return passed


def searches(people):
    """``{what is typed: one text per person}``."""
    return {
        "identity number": [person.identity_ids[:1]._decrypt() for person in people],
        "name": people.mapped("name"),
        "given name": [person.given_name or person.name for person in people],
        "surname": [person.name[0] for person in people],
        "pinyin": people.mapped("name_pinyin"),
        "initials": people.mapped("name_initials"),
        "initials and birth year": [
            f"{person.name_initials} {person.birth_date.year}" for person in people
        ],
        "telephone": [person.phone or person.name for person in people],
    }


def search_lines(env, users):
    """(name, actions, budget) of finding residents and archives by what is typed."""
    for place, user in users.items():
        by_typed = searches(draw_people(env, user))
        for model, box, domain in (
            ("res.partner", "resident_search", RESIDENT),
            ("health.archive", "person_search", []),
        ):
            records = env[model].with_user(user)
            find = partial_search(records)
            for typed, texts in by_typed.items():
                domains = [[*domain, (box, "=", text)] for text in texts]
                yield f"{model} by {typed}, {place}", map(find, domains), NAME
            numbers = [[*domain, (box, "=", number)] for number in by_typed["identity number"]]
            actions = [partial(records.search, number, limit=2) for number in numbers]
            yield f"{model} of a number, {place}", actions, NUMBER


def partial_search(records):
    """Function that makes, of a domain, what the list view asks for when it is shown."""
    view = records.env.ref(LISTS[records._name])
    spec = list_specification(records, view)
    arch = etree.fromstring(view.sudo().arch)
    page = {
        "order": arch.get("default_order"),
        "limit": int(arch.get("limit")),
        "count_limit": int(arch.get("count_limit")) + 1,
    }
    return lambda domain: partial(records.web_search_read, domain, spec, **page)


def open_lines(env, users):
    """(name, actions, budget) of opening forms."""
    for place, user in users.items():
        people = draw_people(env, user)
        archives = env["health.archive"].search([("partner_id", "in", people.ids)])
        for records in (people.with_user(user), archives.with_user(user)):
            # what the browser asks for when it opens the form
            spec = Form(records[0], env.ref(FORMS[records._name]))._view["fields_spec"]
            # one by one, not as a page whose records are read ahead together
            actions = [partial(records.browse(id_).web_read, spec) for id_ in records.ids]
            yield f"open {records._name}, {place}", actions, OPEN


def village_lines(env, users):
    """(name, actions, budget) of the lists of villages."""
    for place, user in users.items():
        villages = draw_people(env, user).region_id
        for model, domain in (("res.partner", RESIDENT), ("health.archive", [])):
            find = partial_search(env[model].with_user(user))
            actions = [find([*domain, ("region_id", "=", village.id)]) for village in villages]
            actions = list(islice(cycle(actions), RUNS))
            yield f"{model} of a village, {place}", actions, VILLAGE


def compare(first, second):
    """How many times as long the second takes, run by turns."""
    times = {first: [], second: []}
    for _run in range(RUNS):
        for action in times:
            start = perf_counter()
            action()
            times[action].append(perf_counter() - start)
    plain, other = (statistics.median(times[action]) for action in (first, second))
    return other / plain


def rule_lines(env, users):
    """(name, times) that a user's search takes with the area rule, of the same without the rule."""
    rule = env.ref("resident.res_partner_rule_scope")
    for place, user in users.items():
        residents = env["res.partner"].with_user(user)
        here = [("resident_unit_id", "in", user._get_resident_unit_ids())]
        asked = {
            "list": [],
            "by name": [("resident_search", "=", draw_people(env, user)[0].name)],
            "by birth year": [("resident_search", "=", "1953")],
        }
        for name, domain in asked.items():
            times = {True: [], False: []}
            for active in [True, False] * ROUNDS:
                rule.active = active
                search = partial(
                    residents.search,
                    RESIDENT + domain + ([] if active else here),
                    limit=ROWS,
                    order="name, id",
                )
                search()  # fills the cache of rules
                times[active] += measure(env, [search] * (RUNS // ROUNDS), keep_cache=True)[0]
            rule.active = True
            ruled, plain = (statistics.median(times[active]) for active in (True, False))
            yield f"area rule, {name}, {place}", ruled / plain


def log_in(env, user):
    """A browser without network: requests go straight to Odoo's web application."""
    browser = Client(http.root)
    credentials = {"db": env.cr.dbname, "login": user.login, "password": PASSWORD}
    browser.post("/web/session/authenticate", json={"params": credentials}, environ_base=ADDRESS)
    return browser


def bench_audit(env, user):
    """Times that the list of residents takes with the read audit of the list without."""
    browser = log_in(env, user)
    kwargs = {"domain": RESIDENT, "limit": ROWS}
    kwargs["specification"] = list_specification(
        env["res.partner"].with_user(user), env.ref(LISTS["res.partner"])
    )
    call = {"model": "res.partner", "method": "web_search_read", "args": [], "kwargs": kwargs}
    mixin = env.registry["access.audit.mixin"]

    def read():
        reply = browser.post(
            "/web/dataset/call_kw/res.partner/web_search_read",
            json={"params": call},
            environ_base=ADDRESS,
        )
        assert len(reply.json["result"]["records"]) == ROWS, reply.text

    def read_without():
        with patch.object(mixin, "_audited_names", lambda records, names: set()):
            read()

    return compare(read_without, read)


def bench_duplicates(env):
    """(seconds of searching the whole county, share of the planted duplicates found)."""
    blocks = env["resident.duplicate.block"]
    units = blocks._sync_blocks()
    start = perf_counter()
    for block in blocks.search([("org_unit_id", "in", list(units))]):
        block._search_units(units[block.org_unit_id.id])
    env.flush_all()
    seconds = perf_counter() - start
    ((planted, found),) = env.execute_query(
        SQL(
            """
            SELECT count(*), count(*) FILTER (WHERE EXISTS (
                       SELECT FROM resident_duplicate d
                        WHERE p.id IN (d.partner_a_id, d.partner_b_id)))
              FROM res_partner p
             WHERE ref LIKE 'SYN%%' AND is_resident IS TRUE AND household_id IS NULL
            """
        )
    )
    print(f"{found} of {planted} people entered twice are found")
    return seconds


def saved_person_line(env, user):
    """Comparing one person who was saved with everybody."""
    check = env["resident.duplicate"]._check_people
    return [partial(check, SQL("id = %s", person.id)) for person in draw_people(env, user)]


def main(env):
    populate(env)
    users = make_users(env)
    print(f"{env['res.partner'].search_count(RESIDENT)} residents")
    print(f"{'ms':<44} {'fastest':>8} {'median':>8} {'p95':>8} {'queries':>8} {'budget':>7}")
    print_yardsticks(env, users["county"])
    passed = [
        report(name, *measure(env, actions), budget)
        for lines in (search_lines, open_lines, village_lines)
        for name, actions, budget in lines(env, users)
    ]
    passed += [report_figure(name, times, RULE, "times") for name, times in rule_lines(env, users)]
    audit = bench_audit(env, users["village"])
    passed.append(report_figure("read audit, list of a village", audit, AUDIT, "times"))
    seconds = bench_duplicates(env)
    passed.append(report_figure("duplicates in the whole county", seconds, DUPLICATES, "s"))
    saved = saved_person_line(env, users["county"])
    passed.append(report("duplicates of one person saved", *measure(env, saved), SAVED))
    env.cr.rollback()
    if not all(passed):
        sys.exit(1)


main(env)  # noqa: F821  the shell provides it
