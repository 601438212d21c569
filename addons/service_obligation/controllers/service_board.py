import io

import xlsxwriter

from odoo import http
from odoo.http import content_disposition, request

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (7, 34, 14, 10, 10, 8, 10, 10, 10, 10, 10, 12, 60, 60)


class ServiceBoard(http.Controller):
    @http.route(
        "/service_obligation/board/<int:project_id>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def export_board(self, project_id, date=""):
        """The obligation board as a workbook; the rights are those of ``get_board``."""
        obligations = request.env["service.obligation"]
        board = obligations.get_board(project_id, date)
        if not board:
            raise request.not_found()
        title = request.env._("Obligation Board")
        name = f"{title} {board['project']['name']} {board['date']}.xlsx"
        headers = [("Content-Type", TYPE), ("Content-Disposition", content_disposition(name))]
        return request.make_response(_make_workbook(obligations._get_board_table(board)), headers)


def _make_workbook(table):
    buffer = io.BytesIO()
    # names begin with what their authors typed: never a formula, never a link
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        sheet = workbook.add_worksheet()
        bold = workbook.add_format({"bold": True})
        for row, cells in enumerate(table):
            sheet.write_row(row, 0, cells, bold if row in (0, 2) else None)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(3, 2)
    return buffer.getvalue()
