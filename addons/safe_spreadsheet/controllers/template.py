from odoo import http
from odoo.http import content_disposition, request

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportTemplate(http.Controller):
    @http.route(
        "/safe_spreadsheet/template/<string:model>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def template(self, model, **choices):
        """Download the workbook to fill in, before there is a file to save an import with."""
        documents = request.env.get(model)
        if not isinstance(documents, request.registry["spreadsheet.import.mixin"]):
            raise request.not_found()
        documents.check_access("create")
        document = documents._choose(choices)
        name = content_disposition(document._get_template_name())
        headers = [("Content-Type", TYPE), ("Content-Disposition", name)]
        return request.make_response(document._write_template(), headers)
