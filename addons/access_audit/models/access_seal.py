import logging
from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

ALARM_AFTER = timedelta(minutes=15)
"""So long may the audit stay unsealed: three runs of the job; 等保 2.0 asks that an
interrupted audit is noticed."""


class AccessSeal(models.Model):
    """Hash over all events since the seal before, chained to it; stands in ``access_audit``."""

    _name = "access.seal"
    _description = "Access Audit Seal"
    _auto = False
    _rec_name = "hash"
    _order = "id desc"

    ts = fields.Datetime("Sealed At")
    event_count = fields.Integer("Events", aggregator="sum")
    digest = fields.Char(help="SHA-256 over the hashes of the events.")
    previous = fields.Char("Previous Seal")
    hash = fields.Char(
        "Seal",
        help="Keep some of these elsewhere, on paper or in another institution: "
        "whoever rewrote the audit cannot bring them back.",
    )

    @property
    def _table_query(self):
        return SQL("""
            SELECT id, ts, event_count, encode(digest, 'hex') AS digest,
                   encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash
              FROM access_audit.seal
        """)

    @api.model
    def _make_seal(self):
        """Seal the events of all transactions that are over; returns the new seal's hash."""
        ((count, seal),) = self.env.execute_query(
            SQL("SELECT event_count, encode(hash, 'hex') FROM access_audit.make_seal()")
        )
        # In the log it leaves the database: an anchor on the log server.
        _logger.info("Access audit: %s events sealed by %s", count, seal)
        return seal

    @api.model
    def _cron_seal(self):
        self._make_seal()
        self.env["ir.cron"]._commit_progress(1)

    @api.model
    def _verify(self, first_seal=1):
        """What isn't as it was sealed: ``[(seal id, event id, problem)]``.

        The problem is ``chain`` (a seal was changed or is missing), ``events`` (events of this seal
        were changed, removed or added) or ``event`` (this event was changed).

        :param first_seal: older ones may be in the archive
        """
        return self.env.execute_query(
            SQL("SELECT seal_id, event_id, problem FROM access_audit.verify(%s)", first_seal)
        )

    @api.model
    def _is_protected(self):
        """Whether the audit belongs to a database role that Odoo can't take on."""
        ((member,),) = self.env.execute_query(
            SQL("""
                SELECT pg_has_role(current_user, nspowner, 'MEMBER')
                  FROM pg_namespace WHERE nspname = 'access_audit'
            """)
        )
        return not member

    @api.model
    def _is_overdue(self):
        """Whether the sealing job stands still."""
        ((last,),) = self.env.execute_query(SQL("SELECT max(ts) FROM access_audit.seal"))
        return not last or fields.Datetime.now() - last > ALARM_AFTER
