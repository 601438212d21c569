"""The user's rows, with what is wrong beside them."""

import io

import xlsxwriter


def write_result(titles, heading, rows):
    """The user's rows with a red column of errors at their end.

    :param titles: headings of the user
    :param heading: heading of the column of errors
    :param rows: iterable of (cells, reasons)
    :return: bytes of an .xlsx file, written row by row: the list may be long
    """
    output = io.BytesIO()
    # strings_to_*: text of the users stays text, whatever it starts with
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(output, options) as book:
        sheet = book.add_worksheet()
        head = book.add_format({"bold": True, "bg_color": "#E9ECEF", "border": 1})
        red = book.add_format({"font_color": "#C00000", "bold": True})
        sheet.set_column(0, len(titles) - 1, 16)
        sheet.set_column(len(titles), len(titles), 80)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, titles, head)
        sheet.write_string(0, len(titles), heading, red)
        last = 0
        for last, (cells, reasons) in enumerate(rows, 1):
            sheet.write_row(last, 0, cells)
            sheet.write_string(last, len(titles), reasons, red)
        sheet.autofilter(0, 0, last, len(titles))
    return output.getvalue()
