"""Worksheets of an .xlsx file, streamed so that memory stays flat."""

import io
import re

from openpyxl.utils import range_boundaries

from odoo.exceptions import UserError

from .archive import MAX_UNPACKED_SIZE, check_workbook
from .quick_reader import load_workbook, read_rows

MAX_COLUMNS = 256
LAST_EXCEL_ROW = 1_048_576

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z0-9:]+)"')
_ROW_END = re.compile(rb"</(?:\w+:)?row>")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is|f)[ />]")


class WorkbookSheet:
    """One visible worksheet."""

    def __init__(self, env, sheet, xml):
        self.name = sheet.title
        self.merged_ranges = [
            (ref.decode(), range_boundaries(ref.decode())) for ref in _MERGED.findall(xml)
        ]
        self.filled_rows = sum(bool(_CONTENT.search(part)) for part in _ROW_END.split(xml))
        self._env = env
        self._sheet = sheet

    def rows(self, width=MAX_COLUMNS):
        """Yield (row number, first ``width`` cells); may be called again."""
        for number, cells in read_rows(self._sheet, width):
            if number > LAST_EXCEL_ROW:
                raise unreadable(self._env)
            if any(cell.value is not None for cell in cells):
                yield number, cells


def open_workbook(env, content, max_unpacked=MAX_UNPACKED_SIZE):
    """Return the visible worksheets of an .xlsx file.

    :raise UserError: see :func:`~.archive.check_workbook`; damaged content
    """
    archive = check_workbook(env, content, max_unpacked)
    try:
        book = load_workbook(io.BytesIO(content))
        # The streaming reader knows nothing of merged cells: its (private) path leads to the XML.
        return [
            WorkbookSheet(env, sheet, archive.read(sheet._worksheet_path))
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    except Exception as error:  # openpyxl raises whatever the damage causes
        raise unreadable(env) from error


def unreadable(env):
    return UserError(
        env._("The workbook cannot be read. Please open it in Excel or WPS and save it again."),
    )
