"""An empty workbook with the wanted headings, to be filled in by the user."""

import io

import xlsxwriter

_FORMATS = {"text": "@", "integer": "0", "number": "General", "money": "0.00", "date": "yyyy-mm-dd"}


def write_template(columns, sheet=None):
    """Return the bytes of an .xlsx file; required headings are bold red.

    Text columns carry the text format: codes keep their leading zeros and all their digits.
    """
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        worksheet = book.add_worksheet(sheet)
        worksheet.freeze_panes(1, 0)
        for index, column in enumerate(columns):
            cell_format = book.add_format({"num_format": _FORMATS[column.kind]})
            worksheet.set_column(index, index, max(14, 2 * len(column.label) + 4), cell_format)
            style = {"bold": True, "bg_color": "#E9ECEF", "border": 1}
            if column.required:
                style["font_color"] = "#C00000"
            worksheet.write_string(0, index, column.label, book.add_format(style))
    return output.getvalue()
