import os
from contextlib import closing, contextmanager

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import BaseCase
from odoo.tests.common import get_db_name
from odoo.tools import SQL
from odoo.tools.misc import DotDict

ADMINISTRATOR = os.environ.get("COUNTY_TEST_ADMINISTRATOR")
"""A superuser of the database that the tests may use; Odoo's own role should be none."""

EVENT = (
    "SELECT access_audit.add_event(%s, 'doctor', 'm', '{1,2}', '{name}', 'screen', '', '', '', '')"
)


class EventsMixin:
    """Reads the audit as the application may."""

    def last_event_id(self):
        return self.env.execute_query(SQL("SELECT max(id) FROM access_audit.event"))[0][0] or 0

    def events_since(self, start, model):
        self.env.cr.execute(
            SQL(
                "SELECT * FROM access_audit.event WHERE id > %s AND model = %s ORDER BY id",
                start,
                model,
            )
        )
        return [DotDict(row) for row in self.env.cr.dictfetchall()]


class CommittedCase(BaseCase):
    """Works with committed events on connections of its own: only those can be sealed."""

    @contextmanager
    def cursor(self, role=None):
        """Rolled back at the end unless the test commits it.

        :param role: another database role than Odoo's
        """
        name = get_db_name()
        where = f"postgresql:///{name}?user={role}" if role else name
        with closing(db_connect(where, allow_uri=True).cursor()) as cr:
            yield cr

    def seal_events(self, count=3):
        """Commit events and seal them; the ids of the events."""
        with self.cursor() as session:
            session.execute("SELECT coalesce(max(id), 0) FROM access_audit.event")
            (start,) = session.fetchone()
            for uid in range(1, count + 1):
                session.execute(EVENT, [uid])
            session.commit()
            session.execute("SELECT access_audit.make_seal()")
            session.commit()
            session.execute("SELECT id FROM access_audit.event WHERE id > %s ORDER BY id", [start])
            return [id_ for (id_,) in session.fetchall()]

    @contextmanager
    def tampering(self, *more_events):
        """A superuser's transaction with the protection switched off; undone at the end.

        :param more_events: user ids of events that are written before that
        """
        with self.cursor(ADMINISTRATOR) as cr:
            cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cr.fetchone()[0]:
                self.skipTest("No superuser of this server is known to the tests.")
            for uid in more_events:
                cr.execute(EVENT, [uid])
            cr.execute("SET LOCAL session_replication_role = replica")
            yield cr

    def differences(self, cr):
        return api.Environment(cr, SUPERUSER_ID, {})["access.seal"]._verify()
