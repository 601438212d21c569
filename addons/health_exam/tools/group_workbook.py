"""The group report as a spreadsheet."""

import io

import xlsxwriter

_WIDTHS = (18, 34, 10, 10, 12, 12)


def write_group_workbook(title, about, figures, persons):
    """Bytes of an .xlsx file with a sheet of figures and one of persons.

    :param title: of the report
    :param about: ``[(label, text)]``: where, when, who
    :param figures: ``(name of the sheet, headings, rows)``; shares are parts of one, or None
    :param persons: the same; without rows the sheet is left out
    """
    output = io.BytesIO()
    # strings_to_*: names stay text, whatever they start with
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        formats = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "bg_color": "#E9ECEF", "border": 1}),
            "share": book.add_format({"num_format": "0.0%"}),
        }
        _write_figures(book, formats, title, about, *figures)
        if persons[2]:
            _write_persons(book, formats, *persons)
    return output.getvalue()


def _write_figures(book, formats, title, about, name, headings, rows):
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, title, formats["title"])
    for at, (label, text) in enumerate(about, start=1):
        sheet.write_string(at, 0, label)
        sheet.write_string(at, 1, text)
    top = len(about) + 2
    sheet.write_row(top, 0, headings, formats["head"])
    for at, (section, label, count, share, before, before_share) in enumerate(rows, start=top + 1):
        sheet.write_string(at, 0, section)
        sheet.write_string(at, 1, label)
        sheet.write_number(at, 2, count)
        for column, value, look in (
            (3, share, formats["share"]), (4, before, None), (5, before_share, formats["share"]),
        ):  # fmt: skip
            if value is not None:
                sheet.write_number(at, column, value, look)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, top + len(rows), len(headings) - 1)


def _write_persons(book, formats, name, headings, rows):
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, headings, formats["head"])
    for at, cells in enumerate(rows, start=1):
        sheet.write_row(at, 0, cells)
    sheet.set_column(0, len(headings) - 2, 14)
    sheet.set_column(len(headings) - 1, len(headings) - 1, 60)
    sheet.freeze_panes(1, 0)
