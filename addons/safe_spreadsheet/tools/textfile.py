"""Comma, semicolon or tab separated text in the encodings Chinese offices produce."""

import codecs
import csv
import io

from odoo.exceptions import UserError

from .archive import MAX_FILE_SIZE, MEGABYTE
from .workbook import RawCell

_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TextSheet:
    """The only sheet of a text file."""

    def __init__(self, name, records):
        self.name = name
        self.merged_ranges = []
        self.filled_rows = sum(any(cell.strip() for cell in record) for record in records)
        self._records = records

    def rows(self, width=None):
        """Yield (row number, first ``width`` cells)."""
        for number, record in enumerate(self._records, 1):
            yield number, [RawCell(value or None) for value in record[:width]]


def open_text(env, content, filename):
    """Return the single sheet of a CSV file.

    :raise UserError: too large, or neither UTF-8, UTF-16 nor GB18030 text
    """
    if len(content) > MAX_FILE_SIZE:
        raise UserError(
            env._(
                "The file has more than %(limit)s MB. Please split it into several files.",
                limit=MAX_FILE_SIZE // MEGABYTE,
            ),
        )
    text = _decode(env, content)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        raise UserError(
            env._("“%(name)s” is not a table. Please save it as .xlsx.", name=filename),
        ) from error
    return [TextSheet(filename, records)]


def _decode(env, content):
    marked = [encoding for mark, encoding in _MARKED_ENCODINGS if content.startswith(mark)]
    for encoding in marked or ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(
        env._("The text of the file cannot be read. Please save it as .xlsx or as CSV UTF-8."),
    )


def _delimiter(text):
    head = text[:4096]
    return max(",;\t", key=head.count)
