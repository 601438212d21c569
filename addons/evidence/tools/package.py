"""ZIP archives that come out the same every time, with a ``SHA256SUMS`` of all members."""

import csv
import hashlib
import io
import re
import zipfile
from typing import NamedTuple

from .file_type import FILE_TYPES

CHUNK = 1 << 20
_EXTENSIONS = {file_type.mimetype: name for name, file_type in FILE_TYPES.items()}
# Every system unpacks these the same way, and nothing in them can be a command or tell of a person.
_PART = r"\w[\w-]*(?:\.[\w-]+)*"
_PORTABLE_NAME = re.compile(f"{_PART}(?:/{_PART})*", re.ASCII)
# A spreadsheet takes these for the start of a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class Member(NamedTuple):
    """What was written: bytes and hash."""

    size: int
    sha256: str


class PackageWriter:
    """Writes members one by one in the order given, never compressed, at a fixed date."""

    def __init__(self, file):
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._members = {}
        # Windows takes names that differ only in case for one.
        self._taken = set()

    def __enter__(self):
        return self

    def __exit__(self, failed, *_details):
        if not failed:
            lines = [f"{member.sha256}  {name}\n" for name, member in sorted(self._members.items())]
            self.add("SHA256SUMS", "".join(lines).encode())
        self._archive.close()

    def add(self, name, content):
        """Add bytes, see :meth:`add_file`."""
        return self.add_file(name, io.BytesIO(content))

    def add_file(self, name, source):
        """Copy a binary file in pieces; returns the :class:`Member`.

        :param name: path in the archive: letters, digits, ``_``, ``-`` and ``.``, ``/`` between
        :raise ValueError: such a name isn't portable, or is there already
        """
        self._reserve(name)
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self._archive.open(info, "w") as target:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self._members[name] = Member(size, digest.hexdigest())
        return self._members[name]

    def _reserve(self, name):
        if not _PORTABLE_NAME.fullmatch(name):
            raise ValueError(f"Not a portable name in a package: {name!r}")
        if name.lower() in self._taken:
            raise ValueError(f"Twice in a package: {name!r}")
        self._taken.add(name.lower())


def member_name(number, kind, sha256, mimetype):
    """Name of an original in the package: nothing in it tells of a person."""
    return f"files/{number:04d}_{kind}_{sha256[:12]}.{_EXTENSIONS.get(mimetype, 'bin')}"


def make_csv(rows):
    """CSV for spreadsheets (UTF-8 with BOM) in which no cell is a formula."""
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return output.getvalue().encode("utf-8-sig")


def _harmless(cell):
    text = "" if cell is None else str(cell)
    # A number may be negative without being a formula.
    if text.startswith(_FORMULA_STARTS) and not isinstance(cell, int | float):
        return f"'{text}"
    return text
