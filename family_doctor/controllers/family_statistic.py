from odoo import http
from odoo.exceptions import UserError
from odoo.http import content_disposition, request

from odoo.addons.indicator.controllers.indicator_board import TYPE, make_workbook


class FamilyStatistic(http.Controller):
    @http.route(
        "/family_doctor/statistics.xlsx", type="http", auth="user", methods=["GET"], readonly=True
    )
    def export(self, kind="", dimension="", date_from="", date_to="", **ids):
        """A table of statistics as a workbook; the rights are those of ``get_table``."""
        query = {"kind": kind, "dimension": dimension, "date_from": date_from, "date_to": date_to}
        for name in ("unit_id", "team_id", "tag_id"):
            query[name] = int(ids[name]) if ids.get(name, "").isdigit() else False
        statistic = request.env["family.statistic"]
        try:
            table = statistic.get_table(query)
        except UserError as error:
            raise request.not_found() from error
        name = f"{table['unit']['name']} {table['date_from']} {table['cut_off']}.xlsx"
        headers = [("Content-Type", TYPE), ("Content-Disposition", content_disposition(name))]
        return request.make_response(make_workbook(statistic._get_sheet(table)), headers)
