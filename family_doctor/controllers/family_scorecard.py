from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.indicator.controllers.indicator_board import TYPE, make_workbook


class FamilyScorecard(http.Controller):
    @http.route(
        "/family_doctor/scorecards.xlsx", type="http", auth="user", methods=["GET"], readonly=True
    )
    def export(self, ids=""):
        """The cards ``ids`` (numbers with commas) that the user may read, as a workbook."""
        cards = request.env["family.scorecard"]
        if cards.has_access("read"):
            numbers = [int(part) for part in ids.split(",") if part.isdigit()]
            # searched, not browsed: what was deleted or is for others is left out
            cards = cards.search([("id", "in", numbers)])
        if not cards:
            raise request.not_found()
        name = f"{cards.env._('Scorecards')} {max(cards.mapped('date_to'))}.xlsx"
        headers = [("Content-Type", TYPE), ("Content-Disposition", content_disposition(name))]
        return request.make_response(make_workbook(cards._get_sheet()), headers)
