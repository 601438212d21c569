from collections import defaultdict
from itertools import repeat

from odoo import api, models
from odoo.tools import SQL

# Their value in the cache is not simply what was given: it is read when somebody asks for it.
READ_LATER = ("html", "properties")


class MaintenanceEquipment(models.Model):
    """Inserts the cards of a list column by column; the ORM converts and caches cell by cell."""

    _inherit = "maintenance.equipment"

    @api.model
    def _create(self, data_list):
        """Insert the rows of a list, whose values are complete: nothing waits to be computed."""
        if not self._is_complete():
            return super()._create(data_list)
        found = self.env.context["complete_values"].found
        for data, values in zip(data_list, found, strict=True):
            data["stored"] = values | data["stored"]
        rows = [data["stored"] for data in data_list]
        columns = self._convert_columns(rows)
        cards = self._insert_columns(columns, len(rows))
        cards._cache_columns(columns)
        for data, card in zip(data_list, cards, strict=True):
            data["record"] = card
        cards.modified(self._fields, create=True)
        for field in self._get_batch_fields().values():
            self.env.remove_to_compute(field, cards)
        cards._validate_fields(columns)
        cards.check_access("create")
        return cards

    def _convert_columns(self, rows):
        """``{name: (cells for the database, values for the cache)}`` of what is in the rows."""
        names = sorted(set().union(*rows))
        fields = [field for name in names if (field := self._fields[name]).store]
        return {
            field.name: tuple(zip(*self._convert_column(field, rows), strict=True))
            for field in fields
            if field.column_type
        }

    def _convert_column(self, field, rows):
        """``(cell, cache value)`` of one field in each row; equal ones are converted once."""
        currency = field.type == "monetary" and field.get_currency_field(self)
        known = {}
        for row in rows:
            if field.name not in row:
                yield None, None
                continue
            value = row[field.name]
            key = (type(value), value if value.__hash__ else id(value), row.get(currency))
            if key not in known:
                cell = field.convert_to_column_insert(value, self, row)
                # an amount is rounded to its currency, which the card has not got yet
                rounded = float(cell) if currency else value
                known[key] = cell, field.convert_to_cache(rounded, self, validate=not currency)
            yield known[key]

    def _insert_columns(self, columns, count):
        """Insert ``count`` rows; what they share is sent once."""
        shared, own, arrays = {}, {}, [SQL("generate_series(1, %s)", count)]
        for name, (cells, _values) in columns.items():
            type_ = SQL.identifier(self._fields[name].column_type[0])
            if any(cell is not cells[0] for cell in cells):
                own[name] = SQL.identifier(name)
                arrays.append(SQL("unnest(%s::%s[])", list(cells), type_))
            elif cells[0] is not None:
                shared[name] = SQL("%s::%s", cells[0], type_)
        query = SQL(
            "INSERT INTO %s (%s) SELECT %s FROM ROWS FROM (%s) AS card(%s) "
            "ORDER BY row_number RETURNING id",
            SQL.identifier(self._table),
            SQL(", ").join(map(SQL.identifier, (*shared, *own))),
            SQL(", ").join((*shared.values(), *own.values())),
            SQL(", ").join(arrays),
            SQL(", ").join((SQL.identifier("row_number"), *own.values())),
        )
        return self.browse(id_ for (id_,) in self.env.execute_query(query))

    def _cache_columns(self, columns):
        """Remember what was inserted, also on the other side of the links."""
        for name, field in self._fields.items():
            if not field.store or (name in columns and field.type in READ_LATER):
                continue
            blank = () if field.type in ("one2many", "many2many") else None
            values = columns[name][1] if name in columns else repeat(blank)
            field._insert_cache(self, values)
            if name in columns and field.type == "many2one" and self.pool.field_inverses[field]:
                linked = defaultdict(list)
                for id_, value in zip(self._ids, values, strict=True):
                    linked[value].append(id_)
                for value, ids in linked.items():
                    field._update_inverses(self.browse(ids), value)
