import json

from werkzeug.datastructures import FileStorage

from odoo import http

from odoo.addons.web.controllers.pivot import TableExporter

from ..tools import safe_text


class SafeTableExporter(TableExporter):
    @http.route()
    def export_xlsx(self, data, **kw):
        """Escape titles and values, which are names and descriptions of records."""
        table = json.load(data) if isinstance(data, FileStorage) else json.loads(data)
        return super().export_xlsx(json.dumps(_safe(table)), **kw)


def _safe(node):
    if isinstance(node, dict):
        return {key: _safe(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_safe(value) for value in node]
    return safe_text(node)
