"""An empty workbook with the wanted headings, to be filled in by the user."""

import io

import xlsxwriter

_FORMATS = {"text": "@", "integer": "0", "number": "General", "money": "0.00", "date": "yyyy-mm-dd"}
_HINT_HEIGHT = 64


def write_template(columns, sheet=None, hints=None):
    """Return the bytes of an .xlsx file; required headings are bold red.

    Text columns carry the text format: codes keep their leading zeros and all their digits.

    :param dict hints: ``{column name: what to write there}``, shown in a row above the headings
    """
    output = io.BytesIO()
    head_row = 1 if hints else 0
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        worksheet = book.add_worksheet(sheet)
        worksheet.freeze_panes(head_row + 1, 0)
        hint = book.add_format({"italic": True, "font_color": "#6C757D", "text_wrap": True})
        for index, column in enumerate(columns):
            cell_format = book.add_format({"num_format": _FORMATS[column.kind]})
            worksheet.set_column(index, index, max(14, 2 * len(column.label) + 4), cell_format)
            style = {"bold": True, "bg_color": "#E9ECEF", "border": 1}
            if column.required:
                style["font_color"] = "#C00000"
            worksheet.write_string(head_row, index, column.label, book.add_format(style))
            if hints:
                worksheet.write_string(0, index, hints.get(column.name, ""), hint)
        if hints:
            worksheet.set_row(0, _HINT_HEIGHT)
    return output.getvalue()
