from odoo.tests import tagged

from .common import EVENT, CommittedCase

HASH_AGAIN = """
    UPDATE access_audit.event e SET rowhash = access_audit.row_hash(
        id, cluster, xid, ts, uid, login, model, res_ids, fields, purpose, route, request, remote,
        reason)
     WHERE id = %s
"""


@tagged("post_install", "-at_install")
class TestAccessSeal(CommittedCase):
    def setUp(self):
        super().setUp()
        self.ids = self.seal_events()

    def test_an_untouched_audit_is_intact(self):
        with self.cursor() as cr:
            self.assertEqual(self.differences(cr), [])

    def test_an_event_changed_by_a_superuser_is_found(self):
        with self.tampering() as cr:
            cr.execute("UPDATE access_audit.event SET uid = 99 WHERE id = %s", [self.ids[1]])
            found = self.differences(cr)
        self.assertEqual([problem for _seal, _event, problem in found], ["events", "event"])
        self.assertEqual(found[1][1], self.ids[1])

    def test_an_event_changed_with_its_hash_is_found(self):
        with self.tampering() as cr:
            cr.execute("UPDATE access_audit.event SET uid = 99 WHERE id = %s", [self.ids[1]])
            cr.execute(HASH_AGAIN, [self.ids[1]])
            self.assertEqual([found[2] for found in self.differences(cr)], ["events"])

    def test_a_deleted_event_is_found(self):
        with self.tampering() as cr:
            cr.execute("DELETE FROM access_audit.event WHERE id = %s", [self.ids[0]])
            self.assertEqual([found[2] for found in self.differences(cr)], ["events"])

    def test_an_event_slipped_in_later_is_found(self):
        with self.tampering(5) as cr:
            cr.execute(
                "UPDATE access_audit.event SET xid ="
                " (SELECT xid FROM access_audit.event WHERE id = %s)"
                " WHERE xid = pg_current_xact_id()",
                [self.ids[0]],
            )
            self.assertIn("events", [found[2] for found in self.differences(cr)])

    def test_a_changed_or_removed_seal_is_found(self):
        self.seal_events()
        changes = (
            "UPDATE access_audit.seal SET event_count = event_count + 1 WHERE id = %s",
            "DELETE FROM access_audit.seal WHERE id = %s",
        )
        for statement in changes:
            with self.subTest(statement), self.tampering() as cr:
                cr.execute("SELECT max(id) - 1 FROM access_audit.seal")
                cr.execute(statement, cr.fetchone())
                self.assertIn("chain", [found[2] for found in self.differences(cr)])

    def test_a_running_transaction_is_sealed_after_its_end(self):
        with self.cursor() as slow:
            slow.execute(EVENT, [41])
            self.seal_events()
            slow.commit()
        with self.cursor() as session:
            session.execute("SELECT access_audit.make_seal()")
            session.commit()
            self.assertEqual(self.differences(session), [])
            session.execute(
                "SELECT sum(event_count) = (SELECT count(*) FROM access_audit.event)"
                " FROM access_audit.seal"
            )
            self.assertTrue(session.fetchone()[0], "every event is under a seal")

    def test_a_dump_restored_in_another_cluster_goes_on(self):
        with self.tampering(8) as cr:
            # As if all so far had been written elsewhere, the last event not yet sealed.
            cr.execute("UPDATE access_audit.event SET cluster = 1")
            cr.execute("UPDATE access_audit.seal SET cluster = 1")
            cr.execute("SELECT cluster, event_count FROM access_audit.make_seal()")
            self.assertEqual(cr.fetchone(), (1, 1))
            cr.execute("SELECT cluster <> 1, xid_from::text FROM access_audit.make_seal()")
            self.assertEqual(cr.fetchone(), (True, "0"))
