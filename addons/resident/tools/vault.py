"""Encryption of single values with keys that lie outside the database.

A value is stored as ``key id ‖ nonce ‖ AES-256-GCM(value)``, bound to the place it belongs to, and
found again by a keyed blind index: ``HMAC-SHA256(index key, value)``, cut to 16 bytes. Nobody who
holds a copy of the database alone can read or enumerate the values.

The key file is JSON: ``{"current": "k1", "keys": {"k1": "<base64>"}, "index": "<base64>"}``. Another
provider (SM4 and SM3, a cryptographic machine) replaces this class.
"""

import base64
import hashlib
import hmac
import json
import os
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_FILE = "RESIDENT_KEY_FILE"
"""Environment variable that names the key file."""
_NONCE = 12
_INDEX = 16
_KEY = 32


class KeyFileError(Exception):
    """The key file is missing or unreadable, or lacks the key a value was encrypted with."""


class Vault:
    """Encrypts, decrypts and indexes short texts with the keys of one file."""

    def __init__(self, current, keys, index):
        self.current = current
        self._ciphers = {name: AESGCM(key) for name, key in keys.items()}
        self._index = index

    @classmethod
    def load(cls):
        """The vault of this machine, read once for as long as its key file stays the same.

        :raise KeyFileError: no file is named, or it can't be used
        """
        path = os.environ.get(KEY_FILE)
        if not path:
            raise KeyFileError(f"{KEY_FILE} names no key file")
        try:
            return _load(path, os.stat(path).st_mtime_ns)
        except (OSError, ValueError, KeyError) as error:
            raise KeyFileError(f"{path}: {error}") from error

    @property
    def prefix(self):
        """What the values begin with that were encrypted with the current key."""
        name = self.current.encode()
        return bytes([len(name)]) + name

    def encrypt(self, value, place):
        """:param place: what the value belongs to; the same is needed to read it"""
        nonce = os.urandom(_NONCE)
        sealed = self._ciphers[self.current].encrypt(nonce, value.encode(), place.encode())
        return self.prefix + nonce + sealed

    def decrypt(self, stored, place):
        """:raise KeyFileError: its key is not in the file, or the value was moved or changed"""
        name, rest = self._split(stored)
        try:
            cipher = self._ciphers[name]
            return cipher.decrypt(rest[:_NONCE], rest[_NONCE:], place.encode()).decode()
        except (KeyError, InvalidTag) as error:
            raise KeyFileError(f"no key reads this value ({name})") from error

    def is_current(self, stored):
        """Whether a value was encrypted with the key that new values are encrypted with."""
        return stored.startswith(self.prefix)

    def blind_index(self, value):
        """The same short text for the same value, meaningless without the key."""
        return hmac.digest(self._index, value.encode(), hashlib.sha256)[:_INDEX].hex()

    @staticmethod
    def _split(stored):
        length = stored[0]
        return stored[1 : length + 1].decode(), stored[length + 1 :]

    @staticmethod
    def write_new(path):
        """Make a key file that only its owner can read; an existing one is never overwritten."""
        _write(Path(path), {"current": "k1", "keys": {"k1": _new_key()}, "index": _new_key()})

    @staticmethod
    def add_key(path):
        """Put a new current key into the file and keep the old ones to read with.

        :return: its name
        """
        content = json.loads(Path(path).read_text())
        name = f"k{len(content['keys']) + 1}"
        content["keys"][name], content["current"] = _new_key(), name
        _replace(path, content)
        return name

    @classmethod
    @contextmanager
    def renewing_index(cls, path):
        """A vault with a new index key, which gets into the file when the block has succeeded."""
        content = json.loads(Path(path).read_text()) | {"index": _new_key()}
        yield cls._from(content)
        _replace(path, content)

    @classmethod
    def _from(cls, content):
        keys = {name: base64.b64decode(key) for name, key in content["keys"].items()}
        if content["current"] not in keys:
            raise KeyError(content["current"])
        return cls(content["current"], keys, base64.b64decode(content["index"]))


def _new_key():
    return base64.b64encode(os.urandom(_KEY)).decode()


def _write(path, content):
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def _replace(path, content):
    partial = Path(path).with_suffix(".partial")
    partial.unlink(missing_ok=True)  # of an interrupted run
    _write(partial, content)
    partial.replace(path)


@lru_cache(maxsize=2)
def _load(path, _changed):
    return Vault._from(json.loads(Path(path).read_text()))
