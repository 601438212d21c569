import os
import time
import uuid
from unittest.mock import patch

from odoo.tests import TransactionCase, mute_logger, tagged


@tagged("post_install", "-at_install")
class TestIrAttachment(TransactionCase):
    def setUp(self):
        super().setUp()
        self.content = f"photo {uuid.uuid4()}".encode() * 100
        self.attachment_model = self.env["ir.attachment"]

    def _create(self):
        vals = {"name": "a.bin", "raw": self.content, "mimetype": "application/octet-stream"}
        return self.attachment_model.create(vals)

    def _path(self):
        checksum = self.attachment_model._compute_checksum(self.content)
        return self.attachment_model._full_path(f"{checksum[:2]}/{checksum}")

    def _tear(self):
        path = self._path()
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(self.content[:10])
        self.addCleanup(os.unlink, path)

    def test_file_and_folders_are_flushed_before_it_counts_as_written(self):
        steps = []
        fsync, replace = os.fsync, os.replace

        def note_fsync(descriptor):
            steps.append(("fsync", os.readlink(f"/proc/self/fd/{descriptor}")))
            fsync(descriptor)

        def note_replace(source, target):
            steps.append(("rename", target))
            replace(source, target)

        with patch("os.fsync", note_fsync), patch("os.replace", note_replace):
            self._create()
        path = self._path()
        self.assertIn("/partial/", steps[0][1], "the bytes are flushed under a passing name")
        self.assertEqual(steps[1], ("rename", path))
        self.assertIn(("fsync", os.path.dirname(path)), steps[2:])
        self.assertEqual(os.listdir(self.attachment_model._partial_dir()), [])

    @mute_logger("odoo.addons.evidence.models.ir_attachment")
    def test_file_torn_by_a_killed_worker_is_replaced_and_kept_aside(self):
        self._tear()
        attachment = self._create()
        attachment.invalidate_recordset()
        self.assertEqual(attachment.raw, self.content)
        folder = os.path.join(self.attachment_model._filestore(), "quarantine")
        name = os.path.basename(self._path())
        kept = [os.path.join(folder, file) for file in os.listdir(folder) if file.startswith(name)]
        self.assertEqual([os.path.getsize(file) for file in kept], [10])
        os.unlink(kept[0])

    def test_same_bytes_share_one_file(self):
        first, second = self._create(), self._create()
        self.assertEqual(first.store_fname, second.store_fname)

    def test_file_is_listed_for_collection_before_it_is_written(self):
        with (
            patch("odoo.addons.evidence.models.ir_attachment.write_durably", side_effect=OSError),
            self.assertRaises(OSError),
        ):
            self._create()
        name = os.path.relpath(self._path(), self.attachment_model._filestore())
        listed = os.path.join(self.attachment_model._full_path("checklist"), name)
        self.assertTrue(os.path.exists(listed))

    def test_half_written_files_are_swept_after_a_day(self):
        folder = self.attachment_model._partial_dir()
        os.makedirs(folder, exist_ok=True)
        old, new = os.path.join(folder, "old"), os.path.join(folder, "new")
        for path in (old, new):
            open(path, "wb").close()
        os.utime(old, (time.time() - 2 * 86400,) * 2)
        self.attachment_model._gc_partial_files()
        self.assertEqual(os.listdir(folder), ["new"])
        os.unlink(new)
