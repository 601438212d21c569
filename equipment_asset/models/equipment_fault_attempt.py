import hashlib
import secrets
from datetime import timedelta

import psycopg2

from odoo import api, fields, models
from odoo.tools.misc import hash_sign, hmac, verify_hash_signed

SCOPE = "equipment-fault"
NONCE_HOURS = 12
KEPT_DAYS = 1
GC_BATCH = 10_000


class EquipmentFaultAttempt(models.Model):
    """A sent fault form, for as long as it must be known: against double sending and abuse.

    Holds no address and no label, only keyed hashes of them.
    """

    _name = "equipment.fault.attempt"
    _description = "Sent Fault Form"
    _order = "id desc"
    _log_access = False

    sent_at = fields.Datetime(required=True, default=fields.Datetime.now, index=True)
    nonce_hash = fields.Char(required=True)
    label_hash = fields.Char(required=True)
    address_hash = fields.Char(required=True)
    is_report = fields.Boolean(help="A work order came of it.")

    _used_once = models.UniqueIndex("(nonce_hash)", "This form was sent already.")
    _label_idx = models.Index("(label_hash, sent_at)")
    _address_idx = models.Index("(address_hash, sent_at)")

    @api.model
    def _make_nonce(self, token):
        """A one-time value for one form of the label; signed, so nothing is stored until it is sent."""
        return hash_sign(
            self.env, SCOPE, [token, secrets.token_hex(16)], expiration_hours=NONCE_HOURS
        )

    @api.model
    def _is_genuine(self, token, nonce):
        """Whether this server made the nonce for this label, and it was not used yet."""
        values = self._read_nonce(nonce)
        return bool(values) and values[0] == token and not self._find_used(nonce)

    @api.model
    def _is_over_limit(self, token, address):
        """Whether the label, or the sender's address, is at its limit of this hour."""
        since = fields.Datetime.now() - timedelta(hours=1)
        recent = [("sent_at", ">", since)]
        by_label = [("label_hash", "=", self._hash(token)), ("is_report", "=", True)]
        by_address = [("address_hash", "=", self._hash(address))]
        limit = self.env["equipment.rule"]._get
        return self.search_count(recent + by_label) >= limit(
            "fault_reports_per_label_hour"
        ) or self.search_count(recent + by_address) >= limit("fault_reports_per_address_hour")

    @api.model
    def _take(self, token, nonce, address):
        """Use the nonce up.

        :return: the attempt; empty when the same form was sent twice at the same moment
        """
        try:
            with self.env.cr.savepoint():
                return self.create(
                    {
                        "nonce_hash": self._digest(nonce),
                        "label_hash": self._hash(token),
                        "address_hash": self._hash(address),
                    }
                )
        except psycopg2.errors.UniqueViolation:
            return self.browse()

    @api.model
    def _find_used(self, nonce):
        return self.search_count([("nonce_hash", "=", self._digest(nonce))], limit=1)

    @api.model
    def _read_nonce(self, nonce):
        """``[label, random value]`` that this server signed, else ``None``."""
        try:
            return verify_hash_signed(self.env, SCOPE, nonce)
        except ValueError:
            return None

    @api.model
    def _digest(self, nonce):
        # of what was signed: base64 writes the same value in many ways, each would pass as new
        return hashlib.sha256(self._read_nonce(nonce)[1].encode()).hexdigest()

    @api.model
    def _hash(self, value):
        return hmac(self.env, SCOPE, value)

    @api.autovacuum
    def _gc_attempts(self):
        """Forget what no limit and no nonce needs any more."""
        old = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        attempts = self.search([("sent_at", "<", old)], limit=GC_BATCH)
        attempts.unlink()
        return len(attempts), len(attempts) == GC_BATCH
