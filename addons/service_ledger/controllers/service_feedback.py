from markupsafe import Markup

from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.http import request

MAX_BYTES = 64 * 1024
DOCTYPE = Markup("<!DOCTYPE html>")
SCORES = tuple(range(100, -1, -10))


class ServiceFeedbackController(http.Controller):
    """The page on which a person judges a session, without a login; it names nobody."""

    @http.route(
        "/service/feedback/<string:secret>", type="http", auth="public", methods=["GET"],
        sitemap=False, readonly=True,
    )  # fmt: skip
    def ask(self, secret):
        try:
            link = request.env["service.feedback.link"]._find(secret)
        except UserError as error:
            return self._render(message=str(error))
        return self._render(secret=secret, entry=link.entry_id)

    @http.route(
        "/service/feedback/<string:secret>", type="http", auth="public", methods=["POST"],
        sitemap=False, max_content_length=MAX_BYTES,
    )  # fmt: skip
    def answer(self, secret, score="", comment="", **_rest):
        try:
            number = int(score) if score.isdecimal() else None
            request.env["service.feedback.link"]._use(secret, number, comment[:2000])
        except (UserError, ValidationError) as error:
            return self._render(message=str(error))
        return self._render(message=request.env._("Thank you."))

    def _render(self, **values):
        response = request.render(
            "service_ledger.feedback_page",
            {"doctype": DOCTYPE, "scores": SCORES, "secret": False, "entry": False, "message": ""}
            | values,
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
