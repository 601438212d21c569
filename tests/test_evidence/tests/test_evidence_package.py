import csv
import hashlib
import io
import json
import subprocess
import tempfile
import zipfile
from pathlib import Path

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from odoo.addons.evidence.tests.common import PDF

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidencePackage(EvidenceCase):
    def setUp(self):
        super().setUp()
        self.packages = self.env["evidence.package"].with_user(self.alice)
        self.case._add_evidence("张三.jpg", self.photo, note='=HYPERLINK("x")')

    def _open(self, content):
        return zipfile.ZipFile(io.BytesIO(content))

    def test_sha256sum_verifies_every_file(self):
        with tempfile.TemporaryDirectory() as folder:
            self._open(self.packages._build_package(self.case)).extractall(folder)
            check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
            done = subprocess.run(check, cwd=folder, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr)
            files = [path for path in Path(folder).rglob("*") if path.is_file()]
            self.assertEqual(len(done.stdout.splitlines()), len(files) - 1)
            next(Path(folder).glob("files/*.pdf")).write_bytes(b"forged")
            done = subprocess.run(check, cwd=folder, capture_output=True, check=False)
            self.assertNotEqual(done.returncode, 0)

    def test_built_twice_it_is_the_same(self):
        first = self.packages._build_package(self.case)
        again = self.packages.with_context(tz="America/New_York")._build_package(
            self.case.evidence_ids.sorted("id", reverse=True)
        )
        self.assertEqual(hashlib.sha256(first).digest(), hashlib.sha256(again).digest())

    def test_originals_are_untouched_and_their_names_say_nothing(self):
        package = self._open(self.packages._build_package(self.case))
        names = [name for name in package.namelist() if name.startswith("files/")]
        self.assertEqual(len(names), 2)
        self.assertEqual(package.read(names[0]), PDF)
        self.assertRegex(names[1], r"^files/0002_photo_[0-9a-f]{12}\.jpg$")
        self.assertEqual(package.read(names[1]), self.photo)

    def test_indexes_are_readable_and_harmless(self):
        package = self._open(self.packages._build_package(self.case))
        rows = list(csv.reader(io.StringIO(package.read("index.csv").decode("utf-8-sig"))))
        self.assertEqual([len(row) for row in rows], [14] * 3)
        self.assertEqual(rows[2][-1], '\'=HYPERLINK("x")')
        page = package.read("index.html").decode()
        self.assertTrue(page.startswith("<!DOCTYPE html>"))
        self.assertIn("一号案卷", page)
        self.assertIn("2026-03-01 10:30:00+08:00", page)
        self.assertNotIn("http", page.replace("http-equiv", ""), "an offline page")
        manifest = json.loads(package.read("manifest.json"))
        self.assertEqual(manifest["files"][0]["sha256"], self.item.sha256)

    def test_markup_in_a_name_stays_text(self):
        self.case._add_evidence("<script>alert(1)</script>.pdf", PDF + b"2")
        page = self._open(self.packages._build_package(self.case)).read("index.html").decode()
        self.assertNotIn("<script>", page)

    def test_damaged_original_stops_the_package(self):
        self.env.cr.execute("UPDATE evidence_item SET sha256 = 'x' WHERE id = %s", self.item.ids)
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "report.pdf"):
            self.packages._build_package(self.case)

    def test_outsider_builds_nothing(self):
        with self.assertRaises(AccessError):
            self.packages.with_user(self.bob)._build_package(self.item)

    def test_dialog_collects_the_evidence_of_the_chosen_records(self):
        for records in (self.case, self.case.evidence_ids):
            context = {"active_model": records._name, "active_ids": records.ids}
            package = Form(self.packages.with_context(**context)).save()
            self.assertEqual(package.item_ids, self.case.evidence_ids)
            self.assertEqual(package.item_count, 2)
        with self.assertRaises(UserError):
            self.packages.create({"item_ids": []}).action_download()
