"""What a file really is, by its first bytes and not by its name."""

import io
import zipfile
from typing import NamedTuple

from odoo.tools.mimetypes import guess_mimetype

OOXML = "application/vnd.openxmlformats-officedocument."


class FileType(NamedTuple):
    """``extensions`` starts with the usual one, which is also the name in the settings."""

    mimetype: str
    extensions: tuple[str, ...]


FILE_TYPES = {
    file_type.extensions[0]: file_type
    for file_type in (
        FileType("image/jpeg", ("jpg", "jpeg", "jpe", "jfif")),
        FileType("image/png", ("png",)),
        FileType("image/webp", ("webp",)),
        FileType("application/pdf", ("pdf",)),
        # GB/T 33190, the layout format of official documents and electronic invoices
        FileType("application/ofd", ("ofd",)),
        FileType(OOXML + "wordprocessingml.document", ("docx",)),
        FileType(OOXML + "spreadsheetml.sheet", ("xlsx",)),
    )
}
HEIC = "image/heic"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_ZIP_MEMBERS = {
    "OFD.xml": FILE_TYPES["ofd"].mimetype,
    "word/document.xml": FILE_TYPES["docx"].mimetype,
    "xl/workbook.xml": FILE_TYPES["xlsx"].mimetype,
}
# Macros turn a document into a program: no entry above, so it is refused.
_MACRO_SUFFIX = "vbaProject.bin"


def get_extension(filename):
    """Lower-case extension without the dot, ``""`` when there is none."""
    return (filename or "").rpartition(".")[2].lower() if "." in (filename or "") else ""


def _detect_zip(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return "application/zip"
    if any(name.endswith(_MACRO_SUFFIX) for name in names):
        return "application/vnd.ms-office.macro"
    return next((mime for name, mime in _ZIP_MEMBERS.items() if name in names), "application/zip")


def detect_mimetype(content):
    """MIME type of ``content`` by its signature; archives are looked into, never unpacked."""
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return HEIC
    if content.startswith(b"PK\x03\x04"):
        return _detect_zip(content)
    return guess_mimetype(content) or "application/octet-stream"
