"""ZIP archives that come out the same every time, with a ``SHA256SUMS`` of all members."""

import csv
import hashlib
import io
import zipfile

from .file_type import FILE_TYPES

CHUNK = 1 << 20
_EXTENSIONS = {file_type.mimetype: name for name, file_type in FILE_TYPES.items()}
# A spreadsheet takes these for the start of a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class PackageWriter:
    """Writes members one by one in the order given, never compressed, at a fixed date."""

    def __init__(self, file):
        self._archive = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
        self._sums = {}

    def __enter__(self):
        return self

    def __exit__(self, failed, *_details):
        if not failed:
            lines = [f"{digest}  {name}\n" for name, digest in sorted(self._sums.items())]
            self.add("SHA256SUMS", "".join(lines).encode())
        self._archive.close()

    def add(self, name, content):
        """Add bytes as member ``name``."""
        return self.add_file(name, io.BytesIO(content))

    def add_file(self, name, source):
        """Add a binary file in pieces; returns the SHA-256 of what was copied."""
        info = zipfile.ZipInfo(name)
        info.create_system = 3
        info.external_attr = 0o644 << 16
        digest = hashlib.sha256()
        with self._archive.open(info, "w") as member:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                member.write(chunk)
        self._sums[name] = digest.hexdigest()
        return self._sums[name]


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
