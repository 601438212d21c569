from odoo.exceptions import MissingError
from odoo.http import Controller, request, route


class ServiceHandoverController(Controller):
    @route(
        "/service_handover/<int:handover_id>/package",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=False,  # that it is taken is written first
    )
    def download(self, handover_id):
        """The stored package, in pieces; who takes it is recorded first."""
        handover = request.env["service.handover"].browse(handover_id).exists()
        if not handover:
            raise MissingError(request.env._("There is no such hand-over."))
        handover._check_download()
        handover._record_access()
        stream = handover._get_package_attachment()._to_http_stream()
        return stream.get_response(as_attachment=True, immutable=False, max_age=0)
