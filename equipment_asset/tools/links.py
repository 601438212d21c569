"""Many links at once."""


def set_links(records, name, targets):
    """Set the blank link ``name`` of each of ``records`` to the target in the same place.

    A thousand different values would be a thousand calls of ``write``; these wait in the cache and
    go to the database together with what the caller writes on the records next. The caller has
    checked the access; constraints on the field are checked and what depends on it is computed as
    ever.
    """
    env, field = records.env, records._fields[name]
    for record, target in zip(records, targets, strict=True):
        field._update_cache(record, target.id, dirty=True)
    inverse = [line.name for line in env.registry.field_inverses[field]]
    targets.invalidate_recordset(inverse, flush=False)
    records.modified([name])
    records._validate_fields([name])
