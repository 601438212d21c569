"""``odoo resident_rotate_key`` as it runs: a process of its own, on a key file of its own."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from odoo.tests import BaseCase, tagged

from odoo.addons.resident.tools.vault import KEY_FILE, Vault

from .repository import ROOT
from .template import clone_template, execute

DATABASE = "county_rotation"
STORED = "SELECT decode(ciphertext, 'base64'), blind_index FROM resident_identity ORDER BY id"


@tagged("post_install", "-at_install")
class TestKeyRotation(BaseCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clone_template(cls, DATABASE)
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.keys = Path(folder.name) / "keys.json"
        shutil.copy(os.environ[KEY_FILE], cls.keys)

    def rotate(self, *options):
        command = [sys.executable, "-m", "odoo", "resident_rotate_key", "-c", "odoo.conf"]
        done = subprocess.run(
            [*command, "-d", DATABASE, *options],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=os.environ | {KEY_FILE: str(self.keys)},
        )
        self.assertEqual(done.returncode, 0, done.stderr[-2000:])
        return done.stdout

    def load(self):
        """``(vault of the key file, its numbers in plain text, their stored indexes)``."""
        path, os.environ[KEY_FILE] = os.environ[KEY_FILE], str(self.keys)
        try:
            vault = Vault.load()
        finally:
            os.environ[KEY_FILE] = path
        rows = [(bytes(stored), index) for stored, index in execute(STORED, DATABASE)]
        for stored, _index in rows:
            self.assertTrue(vault.is_current(stored))
        return vault, [vault.decrypt(*row) for row in rows], [index for _stored, index in rows]

    def test_all_numbers_are_read_with_the_new_keys_and_found_by_the_new_index(self):
        former, numbers, indexes = self.load()
        self.assertTrue(numbers)
        self.assertIn(f"{len(numbers)} numbers encrypted", self.rotate())
        vault, again, same = self.load()
        self.assertNotEqual(vault.current, former.current)
        self.assertEqual((again, same), (numbers, indexes))
        self.assertIn(f"{len(numbers)} numbers indexed", self.rotate("--index"))
        vault, again, fresh = self.load()
        self.assertEqual(again, numbers)
        self.assertEqual(fresh, [vault.blind_index(number) for number in numbers])
        self.assertNotEqual(fresh, indexes)
