import hashlib
import io
import tempfile
import zipfile
from pathlib import Path

import openpyxl

from odoo.tests import HttpCase, freeze_time, tagged

from odoo.addons.evidence.tests.offline_browser import OfflineBrowser
from odoo.addons.service_ledger.tests.common import TODAY

from .common import HandoverCase


@tagged("post_install", "-at_install")
class TestServiceHandoverPage(HandoverCase, HttpCase):
    """A package as the centre gets it: downloaded, unpacked, verified offline, audited on paper."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.browser = OfflineBrowser(cls)

    def setUp(self):
        super().setUp()
        with freeze_time(TODAY):
            for person in range(3):
                self._signed(person=person, color=10 + 40 * person)
        self.handover = self._make()
        self.authenticate("obl_manager", "obl_manager")
        response = self.url_open(f"/service_handover/{self.handover.id}/package")
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "handover"
        with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
            archive.extractall(self.folder)

    def _rows(self):
        book = openpyxl.load_workbook(self.folder / "ledger.xlsx", read_only=True)
        _title, labels, *rows = book.active.iter_rows(values_only=True)
        return [dict(zip(labels, row, strict=True)) for row in rows]

    def test_package_verifies_offline_and_names_the_photo_with_a_flipped_byte(self):
        page = self.folder / "verify.html"
        self.assertEqual(self.browser.open_file(page), "waiting")
        (statement,) = self.browser.texts(".statement")
        self.assertIn(self.handover.manifest_sha256, statement)
        self.assertEqual(self.browser.choose("#folder", self.folder), "intact")
        row = self._rows()[1]
        photo = self.folder / row["Photos"]
        content = bytearray(photo.read_bytes())
        content[len(content) // 2] ^= 1
        photo.write_bytes(content)
        self.assertEqual(self.browser.choose("#folder", self.folder), "damaged")
        (changed,) = self.browser.texts("#changed li")
        self.assertTrue(changed.startswith(row["Photos"]))
        self.assertEqual(self.browser.refused_urls, [], "it asked for nothing")

    def test_somebody_without_odoo_goes_from_a_row_to_its_photo_and_to_its_sum(self):
        lines = (self.folder / "SHA256SUMS").read_text().splitlines()
        sums = dict(reversed(line.split("  ")) for line in lines)
        manifest = (self.folder / "manifest.json").read_bytes()
        self.assertEqual(hashlib.sha256(manifest).hexdigest(), self.handover.manifest_sha256)
        rows = self._rows()
        self.assertEqual([row["Person"] for row in rows], ["甲", "乙", "丙"])
        for row in rows:
            photo = (self.folder / row["Photos"]).read_bytes()
            self.assertEqual(sums[row["Photos"]], hashlib.sha256(photo).hexdigest())
            self.assertTrue(photo.startswith(b"\xff\xd8\xff"))
