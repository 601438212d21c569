import logging
from itertools import repeat

from odoo import api, models
from odoo.fields import Command

from ..tools.bulk_table import BulkTable, insert_links, read_columns

_logger = logging.getLogger(__name__)
SAMPLES = 2
PLAIN = {"char", "text", "integer", "float", "boolean", "date", "datetime", "many2one", "selection"}


class BulkCreateMixin(models.AbstractModel):
    """Hundreds of records at once, as an import brings them, in a tenth of the time of ``create``.

    The ORM makes the first two with all that installed add-ons add. PostgreSQL's COPY writes the
    others: what isn't given is as in those two, and :meth:`_get_bulk_columns` tells what the ORM
    would compute. Constraints and access checks run on all. Should the two not come out as
    foretold, because an add-on computes something unknown here, the ORM makes all.
    """

    _name = "bulk.create.mixin"
    _description = "Records made by the hundred"

    @api.model
    def _bulk_create(self, vals_list):
        """Create records as :meth:`create` does.

        It is for methods of the system: what a client may enter is not checked.

        :param vals_list: complete values as of ``create``; of the commands of x2many fields
            ``Command.create`` and ``Command.set``
        """
        given, rest = vals_list[:SAMPLES], vals_list[SAMPLES:]
        samples = self.create(given) if given else self.browse()
        if not rest:
            return samples
        names = list(dict.fromkeys(name for vals in vals_list for name in vals))
        plan = self._plan_bulk(names)
        columns = plan and self._read_bulk_samples(samples, given, plan)
        if not columns:
            _logger.warning("%s: no bulk, something is computed that is not foretold", self._name)
            return samples + self.create(rest)
        return samples + self._copy_bulk(samples, columns, rest, plan)

    @api.model
    def _get_bulk_columns(self, vals_list):
        """Hook: ``{name: value}`` of the stored computed columns, for each of ``vals_list``.

        :param vals_list: as given, with the id
        """
        return [{} for _vals in vals_list]

    def _after_bulk(self):
        """Hook: what ``create`` does with new records besides filling in columns."""

    def _plan_bulk(self, names):
        """``(plain fields, many2many fields, one2many fields, defaults)``; None: can't be copied."""
        plain, links, lines = {}, {}, {}
        for name in names:
            field = self._fields[name]
            self._check_field_access(field, "write")
            if field.store and field.type in PLAIN and not (
                field.translate or field.company_dependent or field.inverse
            ):  # fmt: skip
                plain[name] = field
            elif field.type == "many2many" and field.store:
                links[name] = field
            elif field.type == "one2many" and hasattr(self.env[field.comodel_name], "_bulk_create"):
                lines[name] = field
            else:
                return None
        return plain, links, lines, self.default_get(list(plain))

    def _read_bulk_samples(self, samples, vals_list, plan):
        """Columns of a sample; None when the samples aren't as they would have been copied."""
        samples.flush_recordset()
        found = read_columns(samples)
        foretold = self._get_bulk_rows(_with_ids(vals_list, samples.ids), plan)
        for row, columns in zip(foretold, found, strict=True):
            for name, value in columns.items():
                if not _is_same(row.get(name, found[0][name]), value):
                    _logger.info("%s.%s: %r", self._name, name, value)
                    return None
        return found[0]

    def _get_bulk_rows(self, vals_list, plan):
        plain, _links, _lines, defaults = plan
        computed = self._get_bulk_columns(vals_list)
        to_column = {name: self._fields[name].convert_to_column_insert for name in computed[0]}
        to_column |= {name: field.convert_to_column_insert for name, field in plain.items()}
        empty = {"id": None} | dict.fromkeys(computed[0])
        empty |= {name: to_column[name](defaults.get(name), self, defaults) for name in plain}
        rows = []
        for vals, columns in zip(vals_list, computed, strict=True):
            given = columns | {name: value for name, value in vals.items() if name in plain}
            row = empty | {
                name: to_column[name](value, self, vals) for name, value in given.items()
            }
            rows.append(row | {"id": vals["id"]})
        return rows

    def _copy_bulk(self, samples, columns, vals_list, plan):
        plain, links, lines, defaults = plan
        table = BulkTable(self, columns, exists=True)
        vals_list = _with_ids(vals_list, table.new_ids(len(vals_list)))
        rows = self._get_bulk_rows(vals_list, plan)
        table.insert(rows)
        records = self.browse(row["id"] for row in rows)
        records._cache_bulk(samples, rows)
        for name, field in links.items():
            records._copy_bulk_links(field, [_get_linked(vals.get(name)) for vals in vals_list])
        for name in plain:
            records._cache_bulk_inverses(name, rows)
        records.modified(self._fields, create=True)
        self._copy_bulk_lines(lines, vals_list)
        # computed and copied already
        for field in self._fields.values():
            if field.compute and field.store:
                self.env.remove_to_compute(field, records)
        records._validate_fields({*plain, *links, *lines, *defaults})
        records.check_access("create")
        records._after_bulk()
        return records

    def _cache_bulk(self, samples, rows):
        """What follows doesn't read from the database, which would also be recorded, what is known."""
        for name, field in self._fields.items():
            if not field.store:
                continue
            if field.type in ("one2many", "many2many"):
                field._insert_cache(self, repeat(()))
            elif name in rows[0]:
                values = (field.convert_to_cache(row[name], self) for row in rows)
                field._insert_cache(self, values)
            elif field.type in PLAIN:
                cache = field._get_cache(self.env)
                if samples[0].id in cache:
                    field._insert_cache(self, repeat(cache[samples[0].id]))

    def _copy_bulk_links(self, field, ids_list):
        pairs = [
            (record_id, id_)
            for record_id, ids in zip(self._ids, ids_list, strict=True)
            for id_ in ids
        ]
        if pairs:
            insert_links(self.env.cr, field, pairs)
            cache = field._get_cache(self.env)
            cache.update(zip(self._ids, ids_list, strict=True))

    def _cache_bulk_inverses(self, name, rows):
        field = self._fields[name]
        if field.type != "many2one" or not self.pool.field_inverses[field]:
            return
        ids = {}
        for row in rows:
            ids.setdefault(row[name], []).append(row["id"])
        for value, record_ids in ids.items():
            field._update_inverses(self.browse(record_ids), value)

    def _copy_bulk_lines(self, lines, vals_list):
        """Rows of all One2many fields, those of one model together."""
        found = {}
        for name, field in lines.items():
            for vals in vals_list:
                found.setdefault(field.comodel_name, []).extend(
                    row | {field.inverse_name: vals["id"]}
                    for _create, _id, row in vals.get(name) or ()
                )
        for model, rows in found.items():
            self.env[model]._bulk_create(rows)


def _with_ids(vals_list, ids):
    return [vals | {"id": id_} for vals, id_ in zip(vals_list, ids, strict=True)]


def _get_linked(commands):
    """Ids of what is linked; a list of an import says them all at once."""
    return tuple(
        id_ for command, _id, ids in commands or () if command == Command.SET for id_ in ids
    )


def _is_same(foretold, found):
    """Whether a value comes out of the database as it went in."""
    if isinstance(found, float | int) and not isinstance(found, bool):
        return foretold is not None and float(foretold) == float(found)
    if foretold is not None and hasattr(foretold, "isoformat"):
        return foretold.isoformat() == found
    return foretold == found
