import json
from collections import defaultdict
from contextlib import contextmanager

import psycopg2

from odoo.tools import SQL

UNMOVED = {"resident.duplicate", "resident.merge", "resident.merge.change"}
"""Models that speak about both people and go on doing so."""
_UNTRACKED = ["write_date", "write_uid"]


class MergeJournal:
    """Moves what refers to one record over to another, and remembers each value it replaces.

    Works on rows, because what has to come back exactly is what the database holds: also values
    that users have put over computed ones, and rows that no model shows. The ORM then computes
    what depends on them, and those changes are remembered as well.
    """

    def __init__(self, env):
        quiet = {"active_test": False, "tracking_disable": True, "prefetch_fields": False}
        self.env = env(su=True, context=env.context | quiet)
        self._before = defaultdict(dict)
        self._rows = []
        self.env.flush_all()

    # What models call in their ``_merge_into(target, journal)``

    def write(self, records, name, value):
        """Set one stored column of ``records``.

        :param value: anything the database takes, or an SQL expression
        """
        records = records.with_env(self.env)
        self._track(records._table, records.ids)
        with self._recomputing(records, [name]):
            self._execute_update(records, name, value)
        # as the ORM has it: a value that is set is not computed afterwards
        self.env.remove_to_compute(records._fields[name], records)

    def move(self, source, target, stay=()):
        """Let everything that refers to ``source`` refer to ``target``, of the same model.

        :param stay: names of models whose references are left as they are
        """
        source, target = source.with_env(self.env), target.with_env(self.env)
        for reference in self.env["resident.merge"]._get_references(source._name):
            if reference.model not in stay:
                getattr(self, f"_move_{reference.kind}")(reference, source, target)

    def link(self, record, name, others):
        """Add ``others`` to the Many2many ``name`` of one record."""
        record, field = record.with_env(self.env), record._fields[name]
        with self._recomputing(record, [name]):
            self._add_links(field.relation, field.column1, field.column2, record.id, others.ids)

    def unlink(self, record, name, others):
        """Take ``others`` out of the Many2many ``name`` of one record."""
        record, field = record.with_env(self.env), record._fields[name]
        mine, other = SQL.identifier(field.column1), SQL.identifier(field.column2)
        condition = SQL("%s = %s AND %s = ANY(%s)", mine, record.id, other, others.ids)
        with self._recomputing(record, [name]):
            self._delete_rows(field.relation, condition)

    def leave(self, record, name):
        """Note that the value of ``record`` stays behind, because the target has another one."""
        self._rows.append(self._describe("left", record._table, record.id) | {"field_name": name})

    # What the merge calls

    def finish(self):
        """Compute what depends on the moved rows.

        :return: values of the journal's rows, ``resident.merge.change``
        """
        self._track_pending()
        self.env.flush_all()
        self.env.invalidate_all()
        changes = [vals for table in self._before for vals in self._get_differences(table)]
        return self._rows + changes

    def _move_many2one(self, reference, source, target):
        records = self._search(reference, SQL("%s = %s", _column(reference), source.id))
        if reference.model == source._name:
            # neither points to itself afterwards; the pointers of the source stay
            self._clear(reference, records & target)
            records -= source | target
        records = self._merge_rows(records, target)
        self._move_rows(records, reference.field, target.id)

    def _move_res_id(self, reference, source, target):
        of_model = SQL("%s = %s", SQL.identifier(reference.model_field), source._name)
        condition = SQL("%s AND %s = %s", of_model, _column(reference), source.id)
        if reference.model == "ir.attachment":
            # the value of a field of the source, such as its picture
            condition = SQL("%s AND res_field IS NULL", condition)
        self._move_rows(self._search(reference, condition), reference.field, target.id)

    def _move_reference(self, reference, source, target):
        old, new = (f"{record._name},{record.id}" for record in (source, target))
        records = self._search(reference, SQL("%s = %s", _column(reference), old))
        self._move_rows(records, reference.field, new)

    def _move_company(self, reference, source, target):
        each = SQL("jsonb_each(%s)", _column(reference))
        here = SQL("EXISTS (SELECT FROM %s e WHERE e.value = to_jsonb(%s))", each, source.id)
        value = SQL(
            "(SELECT jsonb_object_agg(e.key, CASE WHEN e.value = to_jsonb(%s) "
            "THEN to_jsonb(%s) ELSE e.value END) FROM %s e)",
            source.id,
            target.id,
            each,
        )
        self.write(self._search(reference, here), reference.field, value)

    def _move_many2many(self, reference, source, target):
        table = SQL.identifier(reference.table)
        mine, other = SQL.identifier(reference.column), SQL.identifier(reference.other)
        others = self._column_of(
            SQL("SELECT %s FROM %s WHERE %s = %s", other, table, mine, source.id)
        )
        if not others:
            return
        owners = self.env[reference.model].browse(others) if reference.of_other else source | target
        with self._recomputing(owners, [reference.field]):
            self._add_links(reference.table, reference.column, reference.other, target.id, others)
            self._delete_rows(reference.table, SQL("%s = %s", mine, source.id))

    def _add_links(self, table, column, other, id_, others):
        self._add_rows(
            table,
            "linked",
            SQL(
                "INSERT INTO %s AS t (%s, %s) SELECT %s, unnest(%s::int[]) "
                "ON CONFLICT DO NOTHING RETURNING to_jsonb(t)::text",
                SQL.identifier(table),
                SQL.identifier(column),
                SQL.identifier(other),
                id_,
                others,
            ),
        )

    def _merge_rows(self, records, target):
        """Ask the model which rows it merges itself; the others are moved."""
        merge_into = getattr(records, "_merge_into", None)
        return records - merge_into(target, self) if records and merge_into else records

    def _move_rows(self, records, name, value):
        if not records:
            return
        self._track(records._table, records.ids)
        with self._recomputing(records, [name]):
            if not self._try_update(records, name, value):
                for record in records:
                    if not self._try_update(record, name, value):
                        self._suppress(record)

    def _try_update(self, records, name, value):
        """False when the target has such a row already."""
        try:
            with self.env.cr.savepoint(flush=False):
                self._execute_update(records, name, value)
        except (psycopg2.errors.UniqueViolation, psycopg2.errors.ExclusionViolation):
            return False
        return True

    def _execute_update(self, records, name, value):
        if records:
            self.env.cr.execute(
                SQL(
                    "UPDATE %s SET %s = %s WHERE id IN %s",
                    SQL.identifier(records._table),
                    SQL.identifier(name),
                    value,
                    records._ids,
                ),
                log_exceptions=False,  # that the target has such a row is no error
            )

    def _clear(self, reference, records):
        if records:
            self.write(records, reference.field, None)

    def _suppress(self, record):
        """Take away a row that the target has already, unless other rows belong to it.

        Rows that the system makes for each such row, by ``_is_derived`` of their model, go with it.
        """
        references = self.env["resident.merge"]._get_references(record._name)
        derived = []
        for reference in references:
            if reference.kind != "many2one":
                continue
            rows = self._search(reference, SQL("%s = %s", _column(reference), record.id))
            if rows and not getattr(rows, "_is_derived", False):
                self._rows.append(self._describe("left", record._table, record.id))
                return
            derived += rows
        for row in derived:
            self._suppress(row)
        with self._recomputing(record, list(record._fields)):
            for reference in references:
                if reference.kind == "many2many":
                    self._delete_rows(
                        reference.table,
                        SQL("%s = %s", SQL.identifier(reference.column), record.id),
                    )
            self._delete_rows(record._table, SQL("id = %s", record.id))
        self._before[record._table].pop(record.id, None)

    def _delete_rows(self, table, condition):
        self._add_rows(
            table,
            "deleted",
            SQL(
                "DELETE FROM %s t WHERE %s RETURNING to_jsonb(t)::text",
                SQL.identifier(table),
                condition,
            ),
        )

    def _add_rows(self, table, kind, query):
        for row in self._column_of(query):
            self._rows.append(self._describe(kind, table, json.loads(row).get("id")) | {"row": row})

    def _describe(self, kind, table, res_id):
        model = self.env["resident.merge"]._get_model_of(table)
        return {"kind": kind, "res_table": table, "res_model": model, "res_id": res_id}

    @contextmanager
    def _recomputing(self, records, names):
        """Around an UPDATE in SQL: what the ORM does around one of its own."""
        records.modified(names, before=True)
        self._track_pending()
        yield
        for name in names:
            records.invalidate_recordset([name], flush=False)
        records.exists().modified(names)
        self._track_pending()

    def _track(self, table, ids):
        """Remember rows as they are before anything changes them."""
        known = self._before[table]
        if ids := [id_ for id_ in ids if id_ and id_ not in known]:
            rows = self.env.execute_query(
                SQL(
                    "SELECT id, to_jsonb(t)::text FROM %s t WHERE id = ANY(%s)",
                    SQL.identifier(table),
                    ids,
                )
            )
            known.update(rows)

    def _track_pending(self):
        """Remember the rows that the ORM is about to compute anew."""
        for field, ids in list(self.env.transaction.tocompute.items()):
            if field.model_name not in UNMOVED:
                self._track(self.env[field.model_name]._table, list(ids))

    def _get_differences(self, table):
        before = self._before[table]
        rows = self.env.execute_query(
            SQL(
                """
                SELECT b.id, old.key, old.value::text, (now.row -> old.key)::text
                  FROM unnest(%(ids)s::int[], %(rows)s::text[]) b (id, row)
                  JOIN %(table)s t ON t.id = b.id
                 CROSS JOIN LATERAL (SELECT to_jsonb(t) AS row) now
                 CROSS JOIN LATERAL jsonb_each(b.row::jsonb) old
                 WHERE now.row -> old.key IS DISTINCT FROM old.value AND old.key <> ALL(%(skip)s)
                 ORDER BY b.id, old.key
                """,
                ids=list(before), rows=list(before.values()), table=SQL.identifier(table),
                skip=_UNTRACKED,
            )
        )  # fmt: skip
        return [
            self._describe("value", table, id_)
            | {"field_name": name, "old_value": old, "new_value": new}
            for id_, name, old, new in rows
        ]

    def _search(self, reference, condition):
        table = SQL.identifier(reference.table)
        ids = self._column_of(SQL("SELECT id FROM %s WHERE %s ORDER BY id", table, condition))
        return self.env[reference.model].browse(ids)

    def _column_of(self, query):
        return [value for (value,) in self.env.execute_query(query)]


def _column(reference):
    return SQL.identifier(reference.column)
