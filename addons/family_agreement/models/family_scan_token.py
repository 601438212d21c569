import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.report_weasyprint.tools.barcodes import qr_code

PREFIX = "FD:"
"""Begins what the QR code holds, so that a scanner's text is recognised."""


class FamilyScanToken(models.Model):
    """A QR code by which somebody finds his way to a team, once and for a short time (扫码签约).

    Only its fingerprint is kept: who reads the database can't use it.
    """

    _name = "family.scan.token"
    _inherit = ["server.guard.mixin"]
    _description = "Code for Signing"
    _order = "expires_at desc, id desc"
    _rec_name = "team_id"
    _server_fields = frozenset({"token_hash", "expires_at", "used_at", "used_by_id"})

    team_id = fields.Many2one("care.team", required=True, index=True, ondelete="cascade")
    token_hash = fields.Char(required=True, size=64, groups="base.group_system")
    expires_at = fields.Datetime(required=True)
    used_at = fields.Datetime()
    used_by_id = fields.Many2one("res.users", ondelete="restrict")

    _token_unique = models.UniqueIndex("(token_hash)")

    @api.model
    def _issue(self, team):
        """``(token record, text for the QR code)`` for ``team``."""
        team.check_access("read")
        minutes = int(self.env["health.rule"]._get("sign_token_minutes"))
        secret = secrets.token_urlsafe(24)
        # sudo: codes are made by this method only
        token = self.sudo().create(
            [
                {
                    "team_id": team.id,
                    "token_hash": self._get_hash(secret),
                    "expires_at": fields.Datetime.add(fields.Datetime.now(), minutes=minutes),
                }
            ]
        )
        return token.with_env(self.env), f"{PREFIX}{secret}"

    @api.model
    def _get_picture(self, text):
        return qr_code(text)

    @api.model
    def _redeem(self, text):
        """The team that a scanned code leads to; it can't be used again.

        :raise UserError: the code is unknown, too old or used
        """
        secret = (text or "").strip().removeprefix(PREFIX)
        # sudo: whoever holds a code may use it
        token = self.sudo().search([("token_hash", "=", self._get_hash(secret))])
        if not token:
            raise UserError(self.env._("This is no code of a team. Scan the code again."))
        # who holds the lock is using the code this very moment
        if not token.try_lock_for_update() or token.used_at:
            raise UserError(self.env._("This code was used already. Let the team show a new one."))
        if token.expires_at < fields.Datetime.now():
            raise UserError(self.env._("This code is too old. Let the team show a new one."))
        token._write_server({"used_at": fields.Datetime.now(), "used_by_id": self.env.uid})
        return token.team_id.with_env(self.env)

    @api.model
    def _get_hash(self, secret):
        return hashlib.sha256(secret.encode()).hexdigest()
