"""How long the search for duplicates takes in a county with 350,000 residents.

Run on a copy of the demo database; the residents are rolled back at the end:

    odoo shell -c odoo.conf -d <copy> --no-http < tests/bench/bench_duplicates.py

One resident in a hundred is entered a second time, with the slips that happen: another character
of the same sound, day and month swapped, a wrong digit, no number. Prints the seconds of the whole
search, township by township, the share of these that it finds, and the milliseconds of checking one
person who was saved. Ends with exit code 1 when one of them misses its budget.
"""

import json
import statistics
import sys
from time import perf_counter

from odoo.tools import SQL

RESIDENTS = 350_000
TWICE = 100
"""Every which resident is entered a second time."""
TOWNSHIPS, VILLAGES = 17, 180
SEARCH_BUDGET = 120
FOUND_BUDGET = 0.95
PERSON_BUDGET = 50
RUNS = 30
SURNAMES = "张李王黄陈韦农梁陆覃刘罗杨何林卢蒙莫岑许周吴赵苏邓方谭马叶曾"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华建国红玉梅志海云春生福荣凤德"


def fill(env):
    """Residents of all ages; the names repeat as surnames and fashions do."""
    from odoo.addons.resident.tools import to_pinyin

    syllables = {character: to_pinyin(character)[1] for character in SURNAMES + GIVEN}
    units = make_units(env)
    env.flush_all()
    env.execute_query(
        SQL(
            """
            WITH person AS (
                SELECT k, (%(units)s)[k * 7919::bigint %% %(unit_count)s + 1] AS unit_id,
                       substr(%(surnames)s, 1 + floor(random() ^ 2 * %(s)s)::int, 1) AS c1,
                       substr(%(given)s, 1 + floor(random() * %(g)s)::int, 1) AS c2,
                       CASE WHEN random() < 0.85 THEN
                       substr(%(given)s, 1 + floor(random() * %(g)s)::int, 1) ELSE '' END AS c3,
                       date '1930-01-01' + floor(random() * 34000)::int AS birth_date,
                       1 + floor(random() * 2)::int AS sex
                  FROM generate_series(1, %(count)s) k
            ), written AS (
                SELECT *, %(sounds)s::jsonb AS sound FROM person
            )
            INSERT INTO res_partner (
                   name, complete_name, name_pinyin, name_initials, is_resident, active, autopost_bills,
                   resident_unit_id, birth_date, sex, phone_sanitized, ref, type, create_date)
            SELECT c1 || c2 || c3, c1 || c2 || c3,
                   concat(sound ->> c1, sound ->> c2, sound ->> c3),
                   concat(left(sound ->> c1, 1), left(sound ->> c2, 1), left(sound ->> c3, 1)),
                   true, true, 'ask', unit_id, birth_date, sex::text,
                   CASE WHEN random() < 0.7 THEN
                   '+86139' || lpad((k / 3)::text, 8, '0') END, 'BENCH' || k, 'contact', now()
              FROM written RETURNING id
            """,
            units=SQL("%s::int[]", units), unit_count=len(units), count=RESIDENTS,
            surnames=SURNAMES, given=GIVEN, s=len(SURNAMES), g=len(GIVEN),
            sounds=json.dumps(syllables),
        )
    )  # fmt: skip
    give_numbers(env)
    enter_twice(env)
    env.cr.execute("ANALYZE res_partner")
    env.cr.execute("ANALYZE resident_identity")
    env.invalidate_all()


def make_units(env):
    hospitals = env["org.unit"].create(
        [
            {"name": f"Bench {k}", "code": f"bench{k}", "kind": "township_hospital"}
            for k in range(TOWNSHIPS)
        ]
    )
    return (
        env["org.unit"]
        .create(
            [
                {
                    "name": f"Bench village {k}",
                    "code": f"benchv{k}",
                    "kind": "village_clinic",
                    "parent_id": hospitals[k % TOWNSHIPS].id,
                }
                for k in range(VILLAGES)
            ]
        )
        .ids
    )


def give_numbers(env):
    """Nine of ten have an identity card; the index is as good as a real one for searching."""
    env.execute_query(
        SQL(
            """
            INSERT INTO resident_identity (partner_id, resident_unit_id, kind_id, owner,
                   blind_index, is_identity_number, active)
            SELECT id, resident_unit_id, %s, 'self', md5(id::text), true, true FROM res_partner
             WHERE ref LIKE 'BENCH%%' AND random() < 0.9 RETURNING id
            """,
            env.ref("resident.identity_kind_01").id,
        )
    )


def enter_twice(env):
    """Copies without a number, with one slip each, by turns."""
    env.execute_query(
        SQL(
            """
            INSERT INTO res_partner (
                   name, complete_name, name_pinyin, name_initials, is_resident, active, autopost_bills,
                   resident_unit_id, birth_date, sex, phone_sanitized, ref, type, create_date)
            SELECT CASE turn WHEN 0 THEN overlay(name PLACING '䶮' FROM 2 FOR 1) ELSE name END, name,
                   name_pinyin, name_initials, true, true, 'ask', resident_unit_id,
                   CASE turn
                   WHEN 1 THEN make_date(date_part('year', birth_date)::int,
                        LEAST(date_part('day', birth_date)::int, 12),
                        LEAST(date_part('month', birth_date)::int, 28))
                   WHEN 2 THEN birth_date + interval '10 years'
                   ELSE birth_date END,
                   sex, phone_sanitized, 'TWICE' || id, 'contact', now()
              FROM (SELECT *, id / %(twice)s %% 4 AS turn FROM res_partner
                     WHERE ref LIKE 'BENCH%%' AND id %% %(twice)s = 0) p
             WHERE turn <> 1 OR date_part('day', birth_date) <= 12 RETURNING id
            """,
            twice=TWICE,
        )
    )


def search_all(env):
    blocks = env["resident.duplicate.block"]
    units = blocks._sync_blocks()
    start = perf_counter()
    for block in blocks.search([("org_unit_id", "in", list(units))]):
        block._search_units(units[block.org_unit_id.id])
    env.flush_all()
    return perf_counter() - start


def get_found(env):
    """Share of the people entered twice who stand in a pair with their copy."""
    rows = env.execute_query(
        SQL(
            """
            SELECT count(*), count(d.id) FROM res_partner copy
              JOIN res_partner p ON 'TWICE' || p.id = copy.ref
              LEFT JOIN resident_duplicate d
                ON d.partner_a_id = p.id AND d.partner_b_id = copy.id
             WHERE copy.ref LIKE 'TWICE%%'
            """
        )
    )
    ((entered, found),) = rows
    return found / entered


def check_one(env):
    """Milliseconds of comparing one person who was saved."""
    people = env["res.partner"].search([("ref", "like", "BENCH")], limit=RUNS)
    times = []
    for person in people:
        start = perf_counter()
        env["resident.duplicate"]._check_people(SQL("id IN %s", (person.id,)))
        times.append((perf_counter() - start) * 1000)
    return statistics.median(times)


def report(label, value, budget, unit, good):
    print(f"{'ok ' if good else 'BAD'} {label:<46} {value:>9.2f} {unit} (budget {budget})")
    return good


def main(env):
    fill(env)
    seconds = search_all(env)
    pairs = env["resident.duplicate"].search_count([])
    found, person = get_found(env), check_one(env)
    results = [
        report(f"search of {RESIDENTS} residents, {pairs} pairs", seconds, SEARCH_BUDGET, "s",
               seconds <= SEARCH_BUDGET),
        report("found of those entered twice", found, FOUND_BUDGET, "", found >= FOUND_BUDGET),
        report("one person saved", person, PERSON_BUDGET, "ms", person <= PERSON_BUDGET),
    ]  # fmt: skip
    env.cr.rollback()
    sys.exit(not all(results))


main(env)  # noqa: F821 - given by the shell
