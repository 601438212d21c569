"""openpyxl's streaming reader, without an object for each text and each cell."""

from typing import NamedTuple

from lxml import etree
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet._reader import ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_ITEM, _RUN, _TEXT = (f"{{{SHEET_MAIN_NS}}}{name}" for name in ("si", "r", "t"))


class RawCell(NamedTuple):
    """A cell as stored; ``data_type`` is openpyxl's letter (``f`` formula, ``e`` error)."""

    value: object
    data_type: str = "s"
    number_format: str = "General"


EMPTY = RawCell(None, "n")


def load_workbook(file):
    """The workbook as ``openpyxl.load_workbook`` opens it for reading."""
    reader = _Reader(file, read_only=True, keep_links=False)
    reader.read()
    return reader.wb


def read_rows(sheet, width):
    """Yield (row number, first ``width`` cells) of each row of a worksheet that is stored.

    The stored dimension is not asked: a hint of the writing program, it may hide rows.
    """
    book = sheet.parent
    with sheet._get_source() as source:
        parser = _SheetParser(
            source,
            sheet._shared_strings,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        parser.sheet = sheet
        last = 0
        for number, stored in parser.parse_rows():
            if number <= last:
                continue
            last, cells = number, [EMPTY] * width
            for column, cell in stored:
                if column <= width:
                    cells[column - 1] = cell
            yield number, cells


class _Reader(ExcelReader):
    def read_strings(self):
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _event, element in iterparse(source):
                if element.tag == _ITEM:
                    # openpyxl drops this mark of an escaped character, too
                    self.shared_strings.append(_read_text(element).replace("x005F_", ""))
                    element.clear()


class _SheetParser(WorkSheetParser):
    """Yields ``(column, RawCell)`` for each cell."""

    sheet = None

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.formats, self.columns = {}, {}

    def parse_rows(self):
        """Like ``parse()``, but Python hears of whole rows only, not of each element in them."""
        # neither entities nor addresses in the file are followed
        options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
        for _event, row in etree.iterparse(self.source, tag=ROW_TAG, **options):
            yield self.parse_row(row)
            self.row_dimensions.clear()
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]

    def parse_cell(self, element):
        place = element.get("r")
        child = element[0] if place and element.get("t") == "s" and len(element) == 1 else None
        if child is not None and child.tag == VALUE_TAG:
            value, kind = self.shared_strings[int(child.text)], "s"
            self.col_counter = column = self._get_column(place)
            style = int(element.get("s", 0))
        else:
            cell = super().parse_cell(element)
            value, kind, column = cell["value"], cell["data_type"], cell["column"]
            style = cell["style_id"]
        return column, RawCell(value, kind, self._get_format(style))

    def _get_column(self, place):
        letters = place.rstrip("0123456789")
        if letters not in self.columns:
            self.columns[letters] = column_index_from_string(letters)
        return self.columns[letters]

    def _get_format(self, style):
        if style not in self.formats:
            cell = ReadOnlyCell(self.sheet, 1, 1, 0, style_id=style)
            self.formats[style] = cell.number_format or "General"
        return self.formats[style]


def _read_text(item):
    """Text of a shared string, without the readings above Chinese and Japanese characters."""
    if len(item) == 1 and item[0].tag == _TEXT:
        return item[0].text or ""
    pieces = [item, *item.findall(_RUN)]
    return "".join(piece.findtext(_TEXT) or "" for piece in pieces)
