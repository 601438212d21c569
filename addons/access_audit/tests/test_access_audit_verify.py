import importlib.util
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.tests import tagged

from .common import CommittedCase

COMMAND = Path(__file__).parents[1] / "cli" / "access_audit_verify.py"


def load_command():
    """The command as Odoo loads it: by its path, outside the package."""
    specification = importlib.util.spec_from_file_location("access_audit_verify", COMMAND)
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


@tagged("post_install", "-at_install")
class TestAccessAuditVerify(CommittedCase):
    def setUp(self):
        super().setUp()
        self.ids = self.seal_events()

    def report(self, cr, **options):
        return list(load_command().report(api.Environment(cr, SUPERUSER_ID, {}), **options))

    def test_an_intact_audit_has_nothing_to_report(self):
        with self.cursor() as cr:
            cr.execute("SELECT encode(hash, 'hex') FROM access_audit.seal ORDER BY id LIMIT 1")
            self.assertEqual(self.report(cr, anchors=cr.fetchone()), [])

    def test_what_a_superuser_changed_is_reported_by_its_number(self):
        with self.tampering() as cr:
            cr.execute("UPDATE access_audit.event SET uid = 99 WHERE id = %s", [self.ids[2]])
            lines = self.report(cr)
        self.assertEqual(len(lines), 2)
        self.assertIn(str(self.ids[2]), lines[1])

    def test_a_seal_kept_elsewhere_must_still_be_there(self):
        with self.cursor() as cr:
            (line,) = self.report(cr, anchors=["f00d"])
        self.assertIn("f00d", line)

    def test_a_rewritten_end_of_the_chain_is_found_by_the_kept_seal(self):
        self.seal_events()
        with self.tampering() as cr:
            cr.execute(
                "SELECT encode(hash, 'hex'), id FROM access_audit.seal ORDER BY id DESC LIMIT 1"
            )
            kept, last = cr.fetchone()
            cr.execute("DELETE FROM access_audit.seal WHERE id = %s", [last])
            cr.execute("DELETE FROM access_audit.event WHERE id > %s", [self.ids[-1]])
            self.assertEqual(self.report(cr), [], "without the kept seal nobody could tell")
            self.assertEqual(len(self.report(cr, anchors=[kept])), 1)
