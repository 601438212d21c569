import hashlib
import io
import json
import shutil
import tempfile
import zipfile
from pathlib import Path
from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from odoo.addons.evidence.tests.offline_browser import OfflineBrowser

from .common import EvidenceCase

# [(length, size of a piece)] to SHA-256 of bytes that count to 250, over and over.
HASH_IN_PIECES = """
(cases) => cases.map(([length, piece]) => {
    const bytes = Uint8Array.from({ length }, (_, i) => i % 251);
    const sha = new Sha256();
    for (let at = 0; at < length; at += piece) {
        sha.update(bytes.subarray(at, at + piece));
    }
    return sha.digest();
})
"""


@tagged("post_install", "-at_install")
class TestEvidencePackagePage(EvidenceCase, HttpCase):
    """``verify.html`` in a real browser, opened from disk as whoever receives a package does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.lang = "zh_CN"
        cls.case._add_evidence("张三</script><b>.jpg", cls.photo)
        cls.content = cls.env["evidence.package"].with_user(cls.alice)._build_package(cls.case)
        cls.browser = OfflineBrowser(cls)

    def setUp(self):
        super().setUp()
        self.disk = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.folder = self.disk / "handed over" / "evidence-1"
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            archive.extractall(self.folder)
        (photo,) = self.folder.glob("files/*.jpg")
        self.photo_path = photo.relative_to(self.folder).as_posix()
        page = self.disk / "verify.html"
        shutil.copy(self.folder / "verify.html", page)
        self.assertEqual(self.browser.open_file(page), "waiting")

    def flip_byte(self, path, at):
        content = bytearray((self.folder / path).read_bytes())
        content[at] ^= 1
        (self.folder / path).write_bytes(content)

    def write_zip(self, compression=zipfile.ZIP_DEFLATED):
        """The folder packed again, by another program, largest file first."""
        path = self.disk / "again.zip"
        with zipfile.ZipFile(path, "w", compression) as archive:
            files = [file for file in self.folder.rglob("*") if file.is_file()]
            for file in sorted(files, key=lambda file: file.stat().st_size, reverse=True):
                archive.write(file, file.relative_to(self.folder.parent))
        return path

    def assertFindings(self, state, **paths):
        """The page came to this state and names exactly these paths."""
        self.assertEqual(self.browser.evaluate("document.body.dataset.state"), state)
        for kind in ("changed", "missing", "unreadable", "added"):
            rows = self.browser.texts(f"#{kind} li")
            self.assertEqual([row.split("\n")[0] for row in rows], paths.get(kind, []), kind)

    def test_intact_folder_is_said_to_be_intact(self):
        self.browser.choose("#folder", self.folder)
        self.assertFindings("intact")
        self.assertEqual(self.browser.texts(".verdict"), ["全部 7 个文件完好无损。"])
        self.assertEqual(self.browser.refused_urls, [])

    def test_page_states_who_made_the_package_and_the_hash_of_its_manifest(self):
        (statement,) = self.browser.texts(".statement")
        self.assertIn(self.alice.name, statement)
        manifest = (self.folder / "manifest.json").read_bytes()
        self.assertIn(hashlib.sha256(manifest).hexdigest(), statement)
        for text in json.loads(manifest)["statement"].values():
            self.assertIn(text, statement)

    def test_one_flipped_byte_is_found_and_named(self):
        self.flip_byte(self.photo_path, 1000)
        self.browser.choose("#folder", self.folder)
        self.assertFindings("damaged", changed=[self.photo_path])
        (row,) = self.browser.texts("#changed li")
        self.assertIn("张三</script><b>.jpg · 一号案卷", row)

    def test_missing_and_added_files_are_named(self):
        (self.folder / self.photo_path).rename(self.folder / "files" / "另存.jpg")
        self.browser.choose("#folder", self.folder)
        self.assertFindings("damaged", missing=[self.photo_path], added=["files/另存.jpg"])

    def test_added_file_leaves_the_rest_intact(self):
        (self.folder / "Thumbs.db").write_bytes(b"thumbs")
        self.browser.choose("#folder", self.folder)
        self.assertFindings("added", added=["Thumbs.db"])

    def test_lists_and_page_of_the_package_are_verified_as_well(self):
        for name in ("manifest.json", "index.csv", "index.html", "SHA256SUMS", "verify.html"):
            with self.subTest(name=name):
                self.flip_byte(name, 30)
                self.browser.choose("#folder", self.folder)
                self.assertFindings("damaged", changed=[name])
                self.flip_byte(name, 30)

    def test_folder_around_the_package_will_do_and_another_folder_is_refused(self):
        self.assertEqual(self.browser.choose("#folder", self.folder.parent), "intact")
        self.assertEqual(self.browser.choose("#folder", self.folder / "files"), "refused")

    def test_folder_can_be_dropped(self):
        self.flip_byte(self.photo_path, -1)
        self.browser.drop("#folder", self.folder)
        self.assertFindings("damaged", changed=[self.photo_path])

    def test_zip_file_is_verified_without_unpacking(self):
        path = self.disk / "evidence-1.zip"
        path.write_bytes(self.content)
        self.assertEqual(self.browser.choose("#zip", path), "intact")
        at = self.content.index(self.photo) + 1000
        path.write_bytes(self.content[:at] + b"?" + self.content[at + 1 :])
        self.browser.choose("#zip", path)
        self.assertFindings("damaged", changed=[self.photo_path])

    def test_zip_file_packed_again_is_verified(self):
        self.flip_byte(self.photo_path, 1000)
        self.browser.choose("#zip", self.write_zip())
        self.assertFindings("damaged", changed=[self.photo_path])

    def test_large_zip_file_is_verified(self):
        with patch("zipfile.ZIP64_LIMIT", (self.folder / "verify.html").stat().st_size):
            path = self.write_zip(zipfile.ZIP_STORED)
        with zipfile.ZipFile(path) as archive:
            wide = [info for info in archive.infolist() if info.extra]
        self.assertEqual(len(wide), 6, "all behind the first need 64-bit numbers")
        self.browser.choose("#zip", path)
        self.assertFindings("intact")

    def test_member_that_cannot_be_unpacked_is_named(self):
        self.browser.choose("#zip", self.write_zip(zipfile.ZIP_BZIP2))
        self.assertEqual(len(self.browser.texts("#unreadable li")), 7)

    def test_file_that_is_no_whole_zip_is_refused(self):
        path = self.disk / "torn.zip"
        for content in (b"", b"PK", self.photo, self.content[:-30]):
            with self.subTest(size=len(content)):
                path.write_bytes(content)
                self.assertEqual(self.browser.choose("#zip", path), "refused")

    def test_hash_is_right_for_any_length_and_pieces(self):
        cases = [(length, piece) for length in range(260) for piece in (1, 63, 64, 65, 1000)]
        found = self.browser.evaluate(f"({HASH_IN_PIECES})({json.dumps(cases)})")
        for (length, piece), digest in zip(cases, found, strict=True):
            expected = hashlib.sha256(bytes(i % 251 for i in range(length))).hexdigest()
            self.assertEqual(digest, expected, (length, piece))

    def test_file_of_several_pieces_is_hashed_as_a_whole(self):
        found = self.browser.evaluate("hashContent(new Blob([new Uint8Array(9 * 2 ** 20 + 5)]))")
        self.assertEqual(found, hashlib.sha256(bytes(9 * 2**20 + 5)).hexdigest())
