"""Long tables for people and printers, written row by row."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

import xlsxwriter

from .workbook import LAST_EXCEL_ROW

LONGEST_TEXT = 32_767
_KINDS = {
    "text": {"num_format": "@", "text_wrap": True},
    "integer": {"num_format": "0"},
    "number": {"num_format": "General"},
    "money": {"num_format": "#,##0.00"},
    "date": {"num_format": "yyyy-mm-dd", "align": "center"},
    "datetime": {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
}
_FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_FIRST_ROW = 2
_A4 = 9


class LedgerColumn(NamedTuple):
    """Heading, width in characters, and kind: text, integer, number, money, date or datetime."""

    label: str
    width: int
    kind: str = "text"


class LedgerSheet(NamedTuple):
    """Name on the tab, title above the table, columns, and rows: sequences of plain values."""

    name: str
    title: str
    columns: list[LedgerColumn]
    rows: Iterable


def write_ledger(file, sheets, created):
    """Write an .xlsx file of :class:`LedgerSheet`; the same content gives the same bytes.

    Rows are written as they come, so a generator needs the memory of one row. Text stays text,
    whatever it starts with; what is longer than a cell holds ends in ``…``. Empty (``None``,
    ``False``, ``""``) cells stay empty; ``0`` is a number. Prints on A4 across, headings on every
    page.

    :param file: path or binary file
    :param datetime created: what the file's properties say, without time zone
    :raise ValueError: more rows than a worksheet holds
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": created})
        styles = {kind: book.add_format(_FONT | {"border": 1} | _KINDS[kind]) for kind in _KINDS}
        title = book.add_format(_FONT | {"font_size": 16, "bold": True})
        head = {"border": 1, "bold": True, "align": "center", "bg_color": "#E9ECEF"}
        head = book.add_format(_FONT | head | {"text_wrap": True})
        for sheet in sheets:
            worksheet = book.add_worksheet(sheet.name)
            _set_up(worksheet, sheet.columns)
            worksheet.write_string(0, 0, sheet.title, title)
            for index, column in enumerate(sheet.columns):
                worksheet.write_string(_FIRST_ROW - 1, index, column.label, head)
            last = _write_rows(worksheet, sheet, styles)
            worksheet.autofilter(_FIRST_ROW - 1, 0, last, len(sheet.columns) - 1)


def _set_up(worksheet, columns):
    for index, column in enumerate(columns):
        worksheet.set_column(index, index, column.width)
    worksheet.freeze_panes(_FIRST_ROW, 0)
    worksheet.repeat_rows(0, _FIRST_ROW - 1)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer("&C&P / &N")


def _write_rows(worksheet, sheet, styles):
    """Number of the last row written, the headings if there is none."""
    styles = [styles[column.kind] for column in sheet.columns]
    number = _FIRST_ROW - 1
    for number, row in enumerate(sheet.rows, _FIRST_ROW):
        if number >= LAST_EXCEL_ROW:
            raise ValueError(f"More rows than a worksheet holds: {sheet.name}")
        for index, (value, style) in enumerate(zip(row, styles, strict=True)):
            _write_cell(worksheet, number, index, value, style)
    return number


def _write_cell(worksheet, row, column, value, style):
    if value is None or value is False or value == "":
        worksheet.write_blank(row, column, None, style)
    elif isinstance(value, date | datetime):
        worksheet.write_datetime(row, column, value, style)
    elif isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            value = f"{value[: LONGEST_TEXT - 1]}…"
        worksheet.write_string(row, column, value, style)
    else:
        worksheet.write_number(row, column, value, style)
