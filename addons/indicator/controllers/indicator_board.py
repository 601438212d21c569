import io

import xlsxwriter

from odoo import fields, http
from odoo.http import content_disposition, request

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class IndicatorBoard(http.Controller):
    @http.route(
        "/indicator/board/<int:unit_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def export_board(self, unit_id, date_from="", date_to=""):
        """The result table as a workbook; the rights are those of ``get_board``."""
        try:
            period = [fields.Date.to_date(day) for day in (date_from, date_to)]
        except ValueError:
            period = [None]
        if not all(period):
            raise request.not_found()
        board = request.env["indicator.indicator"].get_board(unit_id, date_from, date_to)
        table = request.env["indicator.indicator"]._get_board_table(board)
        name = f"{board['unit']['name']} {board['date_from']} {board['cut_off']}.xlsx"
        headers = [("Content-Type", TYPE), ("Content-Disposition", content_disposition(name))]
        return request.make_response(make_workbook(table), headers)


def make_workbook(table):
    buffer = io.BytesIO()
    # names begin with what their authors typed: never a formula, never a link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        for row, cells in enumerate(table):
            sheet.write_row(row, 0, cells, bold if row in (0, 2) else None)
        sheet.set_column(0, 1, 28)
        sheet.set_column(2, 8, 14)
    return buffer.getvalue()
