"""Refuse dangerous archives from their directory alone, before anything is unpacked."""

import io
import re
import zipfile

from odoo.exceptions import UserError

MEGABYTE = 2**20
MAX_FILE_SIZE = 50 * MEGABYTE
MAX_UNPACKED_SIZE = 50 * MEGABYTE
MAX_RATIO = 100
MAX_ENTRIES = 1000

ZIP_MAGIC = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")


def check_archive(env, content, max_unpacked=MAX_UNPACKED_SIZE):
    """Open ``content`` as a zip file after checking its directory.

    ``zipfile`` never inflates an entry beyond its declared size, so the declared sizes can be
    trusted as an upper bound.

    :return: an open :class:`zipfile.ZipFile`
    :raise UserError: too large, too strongly packed, too many entries, encrypted or damaged
    """
    if len(content) > MAX_FILE_SIZE:
        raise UserError(
            env._(
                "The file has %(size)s MB; at most %(limit)s MB are accepted. "
                "Please split it into several files.",
                size=len(content) // MEGABYTE,
                limit=MAX_FILE_SIZE // MEGABYTE,
            ),
        )
    # Counting signatures is quicker than letting zipfile build a million ZipInfo objects.
    _check_entry_count(env, content.count(_DIRECTORY_ENTRY))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UserError(
            env._("The file is damaged. Please open it in Excel or WPS and save it again."),
        ) from error
    _check_entries(env, archive.infolist(), max_unpacked)
    return archive


def check_workbook(env, content, max_unpacked=MAX_UNPACKED_SIZE):
    """Like :func:`check_archive`, and the archive must be a workbook without active content."""
    archive = check_archive(env, content, max_unpacked)
    names = archive.namelist()
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise UserError(
            env._("The file is not an Excel workbook. Please save it as .xlsx."),
        )
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise UserError(
            env._("The workbook contains macros. Please save it as .xlsx without macros."),
        )
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        raise UserError(
            env._(
                "The workbook is linked to other workbooks. "
                "Please break the links (Data › Edit Links) and save it again.",
            ),
        )
    return archive


def count_cells(archive):
    """Number of cells in all worksheets, without building them."""
    sheets = (name for name in archive.namelist() if name.startswith("xl/worksheets/"))
    return sum(len(_CELL.findall(archive.read(name))) for name in sheets)


def _check_entry_count(env, count):
    if count > MAX_ENTRIES:
        raise UserError(
            env._(
                "The file contains %(count)s parts; at most %(limit)s are accepted. "
                "Please copy the data into a new workbook.",
                count=count,
                limit=MAX_ENTRIES,
            ),
        )


def _check_entries(env, entries, max_unpacked):
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max_unpacked:
        raise UserError(
            env._(
                "Unpacked, the file would take %(size)s MB; at most %(limit)s MB are accepted. "
                "Please split it into several files.",
                size=unpacked // MEGABYTE,
                limit=max_unpacked // MEGABYTE,
            ),
        )
    # Small parts may pack extremely well without being dangerous.
    if any(
        entry.file_size > MEGABYTE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    ):
        raise UserError(
            env._(
                "The file is packed more than %(ratio)s times, which no ordinary workbook is. "
                "Please copy the data into a new workbook.",
                ratio=MAX_RATIO,
            ),
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise UserError(env._("The file is encrypted. Please save it without a password."))
