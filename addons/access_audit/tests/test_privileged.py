import psycopg2

from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import EVENT, CommittedCase

# Every way of altering the audit that the application's role might try.
ATTACKS = {
    "change an event": "UPDATE access_audit.event SET uid = 1",
    "change it in its partition": "UPDATE access_audit.{partition} SET uid = 1",
    "delete events": "DELETE FROM access_audit.event",
    "empty the table": "TRUNCATE access_audit.event",
    "empty a partition": "TRUNCATE access_audit.{partition}",
    "drop the table": "DROP TABLE access_audit.event CASCADE",
    "drop the schema": "DROP SCHEMA access_audit CASCADE",
    "take a partition away": "ALTER TABLE access_audit.event DETACH PARTITION access_audit.{partition}",
    "switch triggers off": "ALTER TABLE access_audit.event DISABLE TRIGGER ALL",
    "pretend to be a replica": "SET session_replication_role = replica",
    "forge a seal": "INSERT INTO access_audit.seal SELECT * FROM access_audit.seal",
    "change a seal": "UPDATE access_audit.seal SET hash = ''",
    "insert an event past the stamp": (
        "INSERT INTO access_audit.event SELECT * FROM access_audit.event"
    ),
    "replace the refusal": (
        "CREATE OR REPLACE FUNCTION access_audit.refuse() RETURNS trigger LANGUAGE plpgsql"
        " AS 'BEGIN RETURN NULL; END'"
    ),
    "replace the verification": (
        "CREATE OR REPLACE FUNCTION access_audit.verify(bigint DEFAULT 1)"
        " RETURNS TABLE (seal_id bigint, event_id bigint, problem text) LANGUAGE sql"
        " AS 'SELECT NULL::bigint, NULL::bigint, NULL WHERE false'"
    ),
    "become the owner": "SET ROLE access_audit_owner",
    "take the table over": "ALTER TABLE access_audit.event OWNER TO CURRENT_USER",
    "give ids out again": "SELECT setval('access_audit.event_id', 1)",
}
APPLICATION = "access_audit_test_application"
OWNER_REFUSED = ("change an event", "delete events", "empty the table", "empty a partition")


@tagged("post_install", "-at_install")
class TestPrivileged(CommittedCase):
    def be_the_application(self, cr):
        """Where Odoo's role is a superuser, a role with the application's rights stands in."""
        cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if cr.fetchone()[0]:
            cr.execute(f"CREATE ROLE {APPLICATION} NOLOGIN")
            cr.execute(f"GRANT USAGE ON SCHEMA access_audit TO {APPLICATION}")
            cr.execute(f"GRANT SELECT ON access_audit.event, access_audit.seal TO {APPLICATION}")
            cr.execute(
                "GRANT EXECUTE ON FUNCTION access_audit.add_event, access_audit.make_seal,"
                f" access_audit.verify TO {APPLICATION}"
            )
            # The session user counts for SET ROLE.
            cr.execute(f"SET LOCAL SESSION AUTHORIZATION {APPLICATION}")

    def refused(self, cr, statement):
        cr.execute("SAVEPOINT attack")
        cr.execute("SELECT 'event_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMM')")
        statement = statement.format(partition=cr.fetchone()[0])
        with self.assertRaises(psycopg2.errors.InsufficientPrivilege), mute_logger("odoo.sql_db"):
            cr.execute(statement)
        cr.execute("ROLLBACK TO attack")

    def test_the_application_can_alter_nothing(self):
        self.assertGreaterEqual(len(ATTACKS), 11)
        self.seal_events()
        with self.cursor() as cr:
            self.be_the_application(cr)
            cr.execute(
                "SELECT pg_has_role(current_user, nspowner, 'MEMBER')"
                " FROM pg_namespace WHERE nspname = 'access_audit'"
            )
            if cr.fetchone()[0]:
                self.skipTest("On this server the audit belongs to Odoo's own role.")
            for attack, statement in ATTACKS.items():
                with self.subTest(attack):
                    self.refused(cr, statement)

    def test_the_application_can_add_and_read(self):
        with self.cursor() as cr:
            self.be_the_application(cr)
            cr.execute(EVENT, [7])
            cr.execute("SELECT uid FROM access_audit.event ORDER BY id DESC LIMIT 1")
            self.assertEqual(cr.fetchone(), (7,))

    def test_triggers_refuse_the_owner_too(self):
        self.seal_events()
        with self.cursor() as cr:
            cr.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cr.fetchone()[0]:
                cr.execute("SET LOCAL ROLE access_audit_owner")
            for attack in OWNER_REFUSED:
                with self.subTest(attack):
                    self.refused(cr, ATTACKS[attack])

    def test_id_time_and_transaction_are_the_databases_own(self):
        with self.cursor() as cr:
            cr.execute(EVENT, [7])
            cr.execute(
                "SELECT xid = pg_current_xact_id(), ts = now() AT TIME ZONE 'UTC',"
                " id = (SELECT last_value FROM pg_sequences WHERE sequencename = 'event_id'"
                "       AND schemaname = 'access_audit') OR NOT has_sequence_privilege("
                "       'access_audit.event_id', 'USAGE')"
                " FROM access_audit.event ORDER BY id DESC LIMIT 1"
            )
            self.assertEqual(cr.fetchone(), (True, True, True))
