import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.report_weasyprint.tools import qr_code


class ServiceFeedbackLink(models.Model):
    """A link by which a person judges a session on his own phone, once and for some days.

    Only its fingerprint is kept: who reads the database can't use it.
    """

    _name = "service.feedback.link"
    _description = "Link for Satisfaction"

    entry_id = fields.Many2one("service.entry", required=True, index=True, ondelete="cascade")
    token_hash = fields.Char(required=True, size=64)
    expires_at = fields.Datetime(required=True)
    used_at = fields.Datetime()

    _token_unique = models.UniqueIndex("(token_hash)")

    @api.model
    def _issue(self, entry):
        """``{"url", "picture"}`` of a new link for ``entry``."""
        entry.check_access("write")
        days = int(self.env["service.rule"]._get("feedback_link_days"))
        secret = secrets.token_urlsafe(24)
        # sudo: links are made by this method only
        self.sudo().create(
            {
                "entry_id": entry.id,
                "token_hash": get_hash(secret),
                "expires_at": fields.Datetime.add(fields.Datetime.now(), days=days),
            }
        )
        url = f"{self.get_base_url()}/service/feedback/{secret}"
        return {"url": url, "picture": qr_code(url)}

    @api.model
    def _find(self, secret):
        """The link with this secret, in superuser mode.

        :raise UserError: unknown, too old or used, in words for whoever opened it
        """
        # sudo: whoever holds a link may use it
        link = self.sudo().search([("token_hash", "=", get_hash(secret))])
        if not link:
            raise UserError(self.env._("This link is not valid. Ask for a new one."))
        if link.used_at or link.entry_id._get_feedback():
            raise UserError(self.env._("You have answered already. Thank you."))
        if link.expires_at < fields.Datetime.now():
            raise UserError(self.env._("This link is too old. Ask for a new one."))
        return link

    @api.model
    def _use(self, secret, score, comment):
        """Keep the answer of whoever holds the link; it can't be used again."""
        link = self._find(secret)
        if not link.try_lock_for_update():
            raise UserError(self.env._("You have answered already. Thank you."))
        self.env["service.feedback"]._give(link.entry_id, score, comment, "link")
        link.used_at = fields.Datetime.now()

    @api.autovacuum
    def _gc_links(self):
        self.search([("expires_at", "<", fields.Datetime.now())], limit=1000).unlink()


def get_hash(secret):
    return hashlib.sha256((secret or "").encode()).hexdigest()
