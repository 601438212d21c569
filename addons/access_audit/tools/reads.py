"""What has been read and is not in the audit yet."""

from dataclasses import dataclass, field

from .origin import http_request

KEY = "access_audit"


@dataclass
class Read:
    """What was read of one model: fields of records, and values of groups without their records."""

    uid: int
    ids: set[int] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    groupings: set[str] = field(default_factory=set)


def pending(env) -> dict[str, Read]:
    """Reads of the HTTP request by model, whichever cursor it reads with; else of the transaction.

    Those of a request are written at its end (``ir.http``), those of a transaction before its
    commit.
    """
    if current := http_request():
        if not hasattr(current, KEY):
            setattr(current, KEY, {})
        return getattr(current, KEY)
    callbacks = env.cr.precommit
    if KEY not in callbacks.data:
        reads = callbacks.data[KEY] = {}
        callbacks.add(lambda: env["access.event"]._flush(reads))
    return callbacks.data[KEY]
