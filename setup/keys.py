"""The key file of the residents' identity numbers: outside the database and its backups.

It is made once and never overwritten or removed: without it the numbers can't be read.
"""

import base64
import hashlib
import json
import os
import secrets
from pathlib import Path

from .places import RESIDENT_KEY

VARIABLE = "RESIDENT_KEY_FILE"
_BYTES = 32


def path() -> Path:
    """The file in use: an own one, named in the environment, or the one in var/keys."""
    return Path(os.environ.get(VARIABLE) or RESIDENT_KEY)


def ensure() -> None:
    """Make the key file unless there is one; only its owner can read it."""
    if path().exists():
        return
    path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    content = {"current": "k1", "keys": {"k1": _new_key()}, "index": _new_key()}
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def fingerprint() -> str:
    """Tells apart databases whose numbers were encrypted with different keys."""
    index = json.loads(path().read_text())["index"] if path().exists() else ""
    return hashlib.sha256(index.encode()).hexdigest()[:16]


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(_BYTES)).decode()
