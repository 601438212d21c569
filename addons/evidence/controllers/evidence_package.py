import tempfile

from werkzeug.utils import send_file

from odoo.exceptions import MissingError
from odoo.http import Controller, request, route


class EvidencePackageController(Controller):
    @route(
        "/evidence/package/<int:package_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, package_id):
        """ZIP of the caller's own package, built on disk and sent in pieces."""
        package = request.env["evidence.package"].browse(package_id).exists()
        if not package:
            raise MissingError(request.env._("This package has expired. Build it again."))
        package.check_access("read")
        # Closed by the server when the last byte is sent, and gone with it.
        file = tempfile.TemporaryFile()
        package._write_package(package.item_ids, file)
        file.seek(0)
        return send_file(
            file,
            request.httprequest.environ,
            mimetype="application/zip",
            as_attachment=True,
            download_name=f"evidence-{package_id}.zip",
            max_age=0,
        )
