"""Records as plain data that is the same today and in ten years, for hashing."""

import base64
import hashlib
import json

from odoo.models import MAGIC_COLUMNS
from odoo.tools import SQL

# Stored fields that hold no content of their own.
_SKIPPED_TYPES = ("one2many", "properties_definition")


def canonical_json(data):
    """JSON with sorted keys and no white space: one text for one content."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def entered_fields(model):
    """Sorted names of the stored fields somebody enters; what is computed from them follows."""
    return sorted(
        name
        for name, field in model._fields.items()
        if field.store
        and name not in MAGIC_COLUMNS
        and field.type not in _SKIPPED_TYPES
        and not field.company_dependent
        and not (field.compute and field.readonly)
        and not field.related
    )


def canonical_rows(records, names):
    """``[{"id": …, name: value, …}]`` of records, JSON-able; nothing at all is ``None``."""
    fields = [records._fields[name] for name in names]
    links = _read_links(records, [field for field in fields if field.type == "many2many"])
    # in one query: a form of many blocks is otherwise read in as many
    records.fetch([field.name for field in fields if field.column_type])
    converters = [
        (field.name, _CANONICAL.get(field.type, _plain))
        for field in fields
        if field.type != "many2many"
    ]
    return [
        {"id": record.id}
        | {name: convert(record[name]) for name, convert in converters}
        | links[record.id]
        for record in records
    ]


def _read_links(records, fields):
    """``{id: {name: sorted ids of what it is linked to}}`` of Many2many fields, in one query."""
    links = {record.id: {field.name: [] for field in fields} for record in records}
    if not fields or not links:
        return links
    records.flush_recordset([field.name for field in fields])
    query = SQL(" UNION ALL ").join(
        SQL(
            "SELECT %s, %s, %s FROM %s WHERE %s IN %s",
            field.name,
            SQL.identifier(field.column1),
            SQL.identifier(field.column2),
            SQL.identifier(field.relation),
            SQL.identifier(field.column1),
            tuple(links),
        )
        for field in fields
    )
    for name, id_, linked_id in sorted(records.env.execute_query(query)):
        links[id_][name].append(linked_id)
    return links


def _plain(value):
    return (value.isoformat() if hasattr(value, "isoformat") else value) or None


def _same(value):
    return value


_CANONICAL = dict.fromkeys(("boolean", "integer", "float", "monetary"), _same) | {
    "many2one": lambda value: value.id or None,
    "binary": lambda value: hashlib.sha256(base64.b64decode(value)).hexdigest() if value else None,
}


def same_content(signed, found):
    """Whether ``found`` still holds what was ``signed``; fields added since don't count."""
    if isinstance(signed, dict) and isinstance(found, dict):
        return all(same_content(value, found[key]) for key, value in signed.items() if key in found)
    if isinstance(signed, list) and isinstance(found, list):
        return len(signed) == len(found) and all(map(same_content, signed, found))
    return signed == found
