"""Comma, semicolon or tab separated text in the encodings Chinese offices produce."""

import codecs
import csv
import io

from odoo.exceptions import UserError

from .archive import MAX_FILE_SIZE, MEGABYTE
from .quick_reader import RawCell

GBK = "gb18030"
_CUT = ("unexpected end of data", "incomplete multibyte sequence")


class TextSheet:
    """The only sheet of a text file."""

    def __init__(self, name, records, encoding):
        self.name = name
        self.encoding = encoding
        self.merged_ranges = []
        self.filled_rows = sum(any(cell.strip() for cell in record) for record in records)
        self._records = records

    def rows(self, width=None):
        """Yield (row number, first ``width`` cells)."""
        for number, record in enumerate(self._records, 1):
            yield number, [RawCell(value or None) for value in record[:width]]


def open_text(env, content, filename):
    """Return the single sheet of a CSV file.

    :raise UserError: too large, broken off, or neither UTF-8, UTF-16 nor GB18030 text
    """
    if len(content) > MAX_FILE_SIZE:
        raise UserError(
            env._(
                "The file has more than %(limit)s MB. Please split it into several files.",
                limit=MAX_FILE_SIZE // MEGABYTE,
            ),
        )
    text, encoding = _decode(env, content)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UserError(
            env._("“%(name)s” is not a table. Please save it as .xlsx.", name=filename),
        ) from error
    _check_complete(env, text, records)
    return [TextSheet(filename, records, encoding)]


def _decode(env, content):
    """``(text, encoding)``.

    :raise UserError: it is text in none of them, or ends within a character
    """
    wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    # some programs save in GBK and put the mark of UTF-8 before it
    content = content.removeprefix(codecs.BOM_UTF8)
    for encoding in ("utf-16",) if wide else ("utf-8", GBK):
        try:
            return _checked(content.decode(encoding)), encoding
        except UnicodeDecodeError as error:
            if error.end == len(content) and error.reason in _CUT:
                raise _incomplete(env) from error
    raise UserError(
        env._("The text of the file cannot be read. Please save it as .xlsx or as CSV UTF-8."),
    )


def _checked(text):
    """No text has a NUL; a file that has is binary.

    :raise UnicodeDecodeError: as if it could not be decoded
    """
    if "\0" in text:
        raise UnicodeDecodeError("text", b"\0", 0, 1, "NUL")
    return text


def _check_complete(env, text, records):
    """A file that broke off ends without a line end, in a row that lacks cells or in quotes.

    :raise UserError: it did
    """
    if text.endswith(("\n", "\r")) or len(records) < 2:
        return
    if len(records[-1]) < len(records[-2]) or text.count('"') % 2:
        raise _incomplete(env)


def _incomplete(env):
    return UserError(
        env._(
            "The file is not complete: it breaks off in the middle of a row. "
            "Please export or copy it once more."
        )
    )


def _delimiter(text):
    head = text[:4096]
    return max(",;\t", key=head.count)
