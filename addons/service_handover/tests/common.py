import csv
import io
import json
import zipfile

from odoo.addons.service_ledger.tests.common import LedgerCase

LAST_DAY = "2027-06-15 02:00:00"
"""Ten o'clock in China on the last day of the project."""
REASON = "项目结束移交"


class HandoverCase(LedgerCase):
    """Packages of a small project, as its people make them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # whoever ordered a package is told in his own language
        (cls.manager | cls.coordinator).lang = "en_US"
        cls.owed = cls.env["service.obligation"].create(
            {
                "project_id": cls.project.id,
                "code": "L25",
                "name": "Hand-over",
                "kind_id": cls.env.ref("service_handover.claim_kind_handover").id,
                "threshold": 1,
                "days_after_end": 30,
            }
        )

    def _make(self, user=None, build=True):
        """A package as the dialog makes it, built by the job."""
        dialog = self.env["service.handover.make"].with_user(user or self.manager)
        action = dialog.create({"project_id": self.project.id, "reason": REASON}).action_make()
        handover = self.env["service.handover"].browse(action["res_id"])
        if build:
            handover._try_build()
        return handover.with_user(user or self.manager)

    def _run_job(self):
        """The job as the scheduler runs it."""
        with self.enter_registry_test_mode():
            self.env.ref("service_handover.ir_cron_build").method_direct_trigger()
        self.env.invalidate_all()

    def _delivered(self, user=None):
        handover = self._make(user)
        handover.action_deliver()
        return handover

    def _sign(self, handover):
        """The scan of the signed receipt."""
        return handover._add_evidence("receipt.pdf", b"%PDF-1.4 signed", requirement_code="receipt")

    def _receive(self, handover, sha256=None, end_access=True, user=None):
        """Receive as the dialog does."""
        dialog = self.env["service.handover.receive"].with_user(user or self.manager)
        dialog = dialog.create(
            {
                "handover_id": handover.id,
                "sha256": sha256 or handover.manifest_sha256,
                "end_access": end_access,
            }
        )
        dialog.action_receive()

    def _open(self, handover):
        """The stored package as a ZIP file."""
        attachment = handover.sudo()._get_package_attachment()
        return zipfile.ZipFile(attachment._full_path(attachment.store_fname))

    @staticmethod
    def _manifest(package):
        return json.loads(package.read("manifest.json"))

    @staticmethod
    def _index(package):
        """Rows of ``index.csv`` as dictionaries."""
        text = package.read("index.csv").decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))
