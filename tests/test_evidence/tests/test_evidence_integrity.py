import os

from odoo.tests import new_test_user, tagged

from odoo.addons.evidence.tests.common import PDF

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceIntegrity(EvidenceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(cls.env, "keeper", "evidence.group_evidence_manager")

    def _damage(self, item, content):
        file = item.sudo().attachment_id
        path = file._full_path(file.store_fname)
        with open(path, "rb") as original:
            before = original.read()
        if content is None:
            os.unlink(path)
        else:
            with open(path, "wb") as torn:
                torn.write(content)

        def restore():
            with open(path, "wb") as original:
                original.write(before)

        self.addCleanup(restore)
        return restore

    def _activities(self):
        return self.env["mail.activity"].search([("user_id", "=", self.manager.id)])

    def test_nightly_check_finds_damaged_and_missing_files_and_calls_the_manager(self):
        damaged = self.case._add_evidence("b.pdf", PDF + b"damaged")
        missing = self.case._add_evidence("c.pdf", PDF + b"missing")
        self._damage(damaged, b"%PDF-torn")
        self._damage(missing, None)
        (self.item | damaged | missing).sudo()._scrub()
        self.assertEqual(self.item.integrity_state, "ok")
        self.assertEqual(damaged.integrity_state, "damaged")
        self.assertEqual(missing.integrity_state, "missing")
        activity = self._activities()
        self.assertEqual(len(activity), 1)
        self.assertIn(damaged.sha256[:12], activity.note)
        self.assertNotIn("b.pdf", activity.note, "a file name may name a person")
        self.assertFalse(activity.res_model)

    def test_known_damage_rings_once_and_repair_is_noticed(self):
        item = self.case._add_evidence("b.pdf", PDF + b"once").sudo()
        restore = self._damage(item, b"torn")
        item._scrub()
        item._scrub()
        self.assertEqual(len(self._activities()), 1)
        restore()
        item._scrub()
        self.assertEqual(item.integrity_state, "ok")

    def test_cron_checks_each_file_once_per_period(self):
        with self.enter_registry_test_mode():
            self.env.ref("evidence.ir_cron_scrub").method_direct_trigger()
        self.item.invalidate_recordset()
        self.assertTrue(self.item.integrity_checked_at)
