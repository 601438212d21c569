import tempfile

from werkzeug.utils import send_file

from odoo.exceptions import MissingError
from odoo.http import Controller, request, route


def send_package(package, name):
    """Response with the ZIP of a record (``evidence.package.mixin``) as ``name``.

    Built on disk and sent in pieces: a package of any size needs no more memory.
    """
    # Closed by the server when the last byte is sent, and gone with it.
    file = tempfile.TemporaryFile()
    package._write_package(file)
    file.seek(0)
    return send_file(
        file,
        request.httprequest.environ,
        mimetype="application/zip",
        as_attachment=True,
        download_name=name,
        max_age=0,
    )


class EvidencePackageController(Controller):
    @route(
        "/evidence/package/<int:package_id>",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def download(self, package_id):
        """ZIP of the caller's own package."""
        package = request.env["evidence.package"].browse(package_id).exists()
        if not package:
            raise MissingError(request.env._("This package has expired. Build it again."))
        package.check_access("read")
        return send_package(package, f"evidence-{package_id}.zip")
