import re

from werkzeug.exceptions import HTTPException

from odoo import models
from odoo.http import request

# Keys that switch off tracking, logs or checks. Screens never send them, only scripts do.
DANGEROUS_KEYS = re.compile(
    r"(?!default_|search_default_).*_disabled?(_.*)?|mail_notrack|mail_create_nolog|install_mode|no_reset_password"
    r"|skip_res_field_check|prefetch_fields"
)


class IrHttp(models.AbstractModel):
    _inherit = "ir.http"

    @classmethod
    def _dispatch(cls, endpoint):
        cls._drop_dangerous_keys(request.params)
        try:
            return super()._dispatch(endpoint)
        except HTTPException as exception:
            if exception.code is None:  # a finished reply, which skips what comes at the end
                request.env["access.event"]._flush_request()
            raise

    @classmethod
    def _post_dispatch(cls, response):
        request.env["access.event"]._flush_request()
        super()._post_dispatch(response)

    @classmethod
    def _handle_error(cls, exception):
        # The message of an error may tell what was read.
        request.env["access.event"]._flush_request(failed=True)
        return super()._handle_error(exception)

    @classmethod
    def _drop_dangerous_keys(cls, params):
        """Remove from the context a client sent what would switch off records of its deeds."""
        arguments = params.get("kwargs")
        for holder in (params, arguments if isinstance(arguments, dict) else {}):
            if isinstance(context := holder.get("context"), dict):
                for key in [key for key in context if DANGEROUS_KEYS.fullmatch(key)]:
                    del context[key]
