from datetime import datetime, timedelta

from odoo.tests import Form, TransactionCase, freeze_time, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestAccessAuditCheck(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.auditor = new_test_user(cls.env, "audit_auditor", "access_audit.group_auditor")

    def check(self):
        return Form(self.env["access.audit.check"].with_user(self.auditor)).save()

    def test_the_auditor_verifies_on_the_screen(self):
        check = self.check()
        self.assertEqual(check.state, "open")
        check.action_verify()
        self.assertEqual((check.state, check.differences), ("intact", ""))

    def test_a_standing_sealing_job_raises_the_alarm(self):
        self.env["access.seal"]._make_seal()
        self.assertFalse(self.check().is_overdue)
        with freeze_time(datetime.now() + timedelta(minutes=16)):
            self.assertTrue(self.check().is_overdue)

    def test_protection_is_told_honestly(self):
        self.env.cr.execute(
            "SELECT rolsuper OR EXISTS (SELECT FROM pg_namespace"
            "   WHERE nspname = 'access_audit' AND nspowner = pg_roles.oid)"
            " FROM pg_roles WHERE rolname = current_user"
        )
        (exposed,) = self.env.cr.fetchone()
        self.assertEqual(self.check().is_protected, not exposed)
