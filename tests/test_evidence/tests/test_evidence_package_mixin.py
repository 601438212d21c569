import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.evidence.tests.common import PDF

from .common import EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidencePackageMixin(EvidenceCase):
    """A record of its own that is handed over, with documents beside the evidence."""

    def setUp(self):
        super().setUp()
        other = self.case.copy({"name": "二号案卷"})
        self.handover = self.make_handover(case_ids=(self.case | other).ids)

    def make_handover(self, **vals):
        return self.env["test.evidence.handover"].with_user(self.alice).create(vals)

    def write(self, handover):
        """(ZIP file, what writing it returned)"""
        file = io.BytesIO()
        digest = handover._write_package(file)
        return zipfile.ZipFile(file), digest

    def test_documents_are_in_every_list(self):
        package, _digest = self.write(self.handover)
        paths = ["reports/cover.txt", "reports/0001.txt", "reports/0002.txt"]
        self.assertEqual(package.namelist()[1:4], paths)
        self.assertEqual(package.read(paths[2]).decode(), "二号案卷")
        manifest = json.loads(package.read("manifest.json"))
        cover, *_others, html, table = manifest["documents"]
        expected = {"path": paths[0], "title": "Cover <b>", "size": 5}
        self.assertEqual(cover, expected | {"sha256": hashlib.sha256(b"cover").hexdigest()})
        self.assertEqual([html["path"], table["path"]], ["index.html", "index.csv"])
        rows = list(csv.reader(io.StringIO(package.read("index.csv").decode("utf-8-sig"))))
        self.assertEqual([row[1] for row in rows[2:]], paths)
        page = package.read("index.html").decode()
        self.assertIn('<a href="reports/0002.txt">二号案卷</a>', page)
        self.assertIn(">Cover &lt;b&gt;</a>", page)
        sums = package.read("SHA256SUMS").decode()
        self.assertEqual([line.split("  ")[1] for line in sums.splitlines()], sorted(
            set(package.namelist()) - {"SHA256SUMS"}
        ))  # fmt: skip

    def test_hash_of_the_manifest_is_returned_and_the_page_holds_the_same_text(self):
        package, digest = self.write(self.handover)
        manifest = package.read("manifest.json")
        self.assertEqual(digest, hashlib.sha256(manifest).hexdigest())
        self.assertIn(b">%s</script>" % manifest, package.read("verify.html"))
        self.assertNotIn(b"<", manifest)

    def test_statement_is_that_of_the_record_whoever_builds_the_package_and_when(self):
        first, digest = self.write(self.handover)
        with freeze_time(self.handover.create_date + timedelta(days=30)):
            again, other = self.write(self.handover.with_user(self.env.ref("base.user_root")))
        self.assertEqual(digest, other)
        for name in first.namelist():
            self.assertEqual(first.read(name), again.read(name), name)
        statement = json.loads(first.read("manifest.json"))["statement"]
        self.assertIn(self.alice.name, statement.values())

    def test_nothing_in_the_page_leads_out_of_it(self):
        page = self.write(self.handover)[0].read("verify.html").decode()
        self.assertIn("default-src &#39;none&#39;", page)
        self.assertNotRegex(page, r"https?:|src=|href=|import\b|fetch\(")

    def test_a_document_is_written_before_the_next_is_asked_for(self):
        file, sizes = io.BytesIO(), []

        def documents(_record):
            for number in range(3):
                sizes.append(file.tell())
                yield f"{number}.bin", bytes(100_000), "zeros"

        self.patch(type(self.handover), "_get_documents", documents)
        self.handover._write_package(file)
        self.assertGreater(sizes[1], sizes[0] + 100_000)
        self.assertGreater(sizes[2], sizes[1] + 100_000)

    def test_name_that_is_not_portable_or_taken_is_refused(self):
        names = ["../out.txt", "/etc/x", "a\\b", "档案.pdf", "a b", "a//b", "x.", "", "a:b"]
        for name in [*names, "reports/0001.TXT", "Index.html"]:
            with self.subTest(name=name), self.assertRaises(ValueError):
                self.write(self.make_handover(cover=name, case_ids=self.case.ids))

    def test_package_without_evidence_needs_a_document_only(self):
        package, _digest = self.write(self.make_handover())
        self.assertEqual(json.loads(package.read("manifest.json"))["files"], [])

    def test_damaged_original_stops_it(self):
        self.env.cr.execute("UPDATE evidence_item SET sha256 = 'x' WHERE id = %s", self.item.ids)
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "report.pdf"):
            self.write(self.handover)

    def test_queries_do_not_grow_with_the_files(self):
        def count():
            self.write(self.handover)  # templates and rights are known from now on
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.write(self.handover)
            return self.env.cr.sql_log_count - before

        few = count()
        for number in range(10):
            self.case._add_evidence(f"{number}.pdf", PDF + str(number).encode())
        self.env.flush_all()
        self.assertLessEqual(count(), few)
