import re

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.equipment_tag_mixin import TAG_PATH

TOKEN = re.compile(r"[\w-]{22}", re.ASCII)
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}
MAX_TEXT = 1000
MAX_SHORT = 60
MAX_UPLOAD = 64 * 2**20
TEXTS = ("text", "reporter_name", "reporter_phone")


class EquipmentFault(http.Controller):
    """The page behind the QR label: whoever holds the device tells what is wrong with it.

    It shows the name of the device and nothing else, to anybody. A wrong token and a used form get
    one and the same answer, so that nothing can be found out by trying.
    """

    @http.route(
        f"{TAG_PATH}<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        sitemap=False,
        readonly=True,
    )
    def show(self, token, sent=None, **_query):
        """The form, or after sending the thanks."""
        subject = self._find(token)
        if not subject or self._is_disposed(subject):
            return self._refuse(subject)
        if sent:
            return self._say("sent", subject=subject)
        return self._render_form(token, subject)

    @http.route(
        f"{TAG_PATH}<string:token>/fault",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
        # above the limit of a photo, so that a photo that is too big is refused in words
        max_content_length=MAX_UPLOAD,
    )
    def send(self, token, **_values):
        """Take the report in and redirect, so that a reload sends nothing."""
        nonce, *texts = map(self._get_text, ("nonce", *TEXTS))
        # sudo: visitors have no right to anything; the attempts hold only hashes
        attempts = request.env["equipment.fault.attempt"].sudo()
        subject = self._find(token)
        if not subject or not attempts._is_genuine(token, nonce):
            return self._refuse()
        if self._is_disposed(subject):
            return self._refuse(subject)
        address = request.httprequest.remote_addr or ""
        if attempts._is_over_limit(token, address):
            return self._say("too_many", 429, headers={"Retry-After": "3600"})
        attempt = attempts._take(token, nonce, address)
        if not attempt:
            return self._refuse()
        values = dict(zip(TEXTS, texts, strict=True))
        try:
            with request.env.cr.savepoint():
                photo = request.httprequest.files.get("photo")
                self._create_request(subject, values, photo)
        except UserError as error:
            return self._render_form(token, subject, 422, error=str(error), **values)
        attempt.is_report = True
        return request.redirect(f"{TAG_PATH}{token}?sent=1", local=True)

    def _get_text(self, name):
        """What was typed in, never a file; PostgreSQL refuses NUL characters."""
        text = request.httprequest.form.get(name, "").replace("\0", "").strip()
        return text[:MAX_SHORT] if name.startswith("reporter_") else text

    def _create_request(self, subject, values, photo):
        env = request.env
        if not values["text"]:
            raise UserError(env._("Say in a few words what is wrong."))
        if len(values["text"]) > MAX_TEXT:
            raise UserError(env._("Keep it short: at most %(limit)s characters.", limit=MAX_TEXT))
        name, phone = values["reporter_name"], values["reporter_phone"]
        # sudo: visitors may report a fault of the one device whose label they hold
        orders = env["maintenance.request"].sudo()
        order = orders._report_by_label(subject, values["text"], name, phone)
        if photo:
            order._add_evidence(photo.filename, photo.read())

    def _find(self, token):
        """Device or kit with this label, in superuser mode; ``None`` when there is none."""
        if not TOKEN.fullmatch(token):
            return None
        for model in ("maintenance.equipment", "equipment.kit"):
            # sudo: the token on the label is the right to report, not to read
            records = request.env[model].sudo().with_context(active_test=False)
            if record := records.search([("tag_token", "=", token)], limit=1):
                return record
        return None

    def _is_disposed(self, subject):
        is_device = subject._name == "maintenance.equipment"
        return not subject.active or (is_device and subject.usage_state == "disposed")

    def _get_card_url(self, subject):
        """Address of the card for users in whose scope it is, else ``None``."""
        user = request.env.user
        if not user.has_group("equipment_asset.group_equipment_viewer"):
            return None
        if not subject.with_user(user).has_access("read"):
            return None
        action = "equipment_kit" if subject._name == "equipment.kit" else "maintenance_equipment"
        return f"/odoo/action-equipment_asset.{action}_action/{subject.id}"

    def _render_form(self, token, subject, status=200, **values):
        # An anonymous session that is not saved would make its own CSRF token worthless.
        request.session.touch()
        # sudo: signed with the secret of the database
        nonce = request.env["equipment.fault.attempt"].sudo()._make_nonce(token)
        values |= {
            "action": f"{TAG_PATH}{token}/fault",
            "card_url": self._get_card_url(subject),
            "max_text": MAX_TEXT,
            "name": subject.name,
            "nonce": nonce,
        }
        return self._render("equipment_fault_form", values, status)

    def _refuse(self, subject=None):
        """No such label, or (only to who holds it) one of a device that is gone."""
        return self._say("gone", 410) if subject else self._say("invalid", 404)

    def _say(self, kind, status=200, subject=None, headers=None):
        values = {"kind": kind, "name": subject.name if subject else None}
        return self._render("equipment_fault_message", values, status, headers)

    def _render(self, template, values, status, headers=None):
        headers = list((HEADERS | (headers or {})).items())
        return request.render(f"equipment_asset.{template}", values, status=status, headers=headers)
