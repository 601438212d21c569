"""Records as plain data that is the same today and in ten years, for hashing."""

import base64
import hashlib
import json

from odoo.models import MAGIC_COLUMNS

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
    fields = [(name, _CANONICAL.get(records._fields[name].type, _plain)) for name in names]
    return [
        {"id": record.id} | {name: convert(record[name]) for name, convert in fields}
        for record in records
    ]


def _plain(value):
    return (value.isoformat() if hasattr(value, "isoformat") else value) or None


def _same(value):
    return value


_CANONICAL = dict.fromkeys(("boolean", "integer", "float", "monetary"), _same) | {
    "many2one": lambda value: value.id or None,
    "many2many": lambda value: sorted(value.ids),
    "binary": lambda value: hashlib.sha256(base64.b64decode(value)).hexdigest() if value else None,
}


def same_content(signed, found):
    """Whether ``found`` still holds what was ``signed``; fields added since don't count."""
    if isinstance(signed, dict) and isinstance(found, dict):
        return all(same_content(value, found[key]) for key, value in signed.items() if key in found)
    if isinstance(signed, list) and isinstance(found, list):
        return len(signed) == len(found) and all(map(same_content, signed, found))
    return signed == found
