import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.resident.tools.vault import KEY_FILE, KeyFileError, Vault

from .common import NUMBER, OTHER_NUMBER, ResidentCase


@tagged("post_install", "-at_install")
class TestVault(ResidentCase):
    def setUp(self):
        super().setUp()
        folder = self.enterContext(TemporaryDirectory())
        self.path = str(Path(folder) / "key.json")
        Vault.write_new(self.path)
        # what the database holds already was encrypted with another key
        self.env["resident.identity"].with_context(active_test=False).search(
            [("id", ">", 0)]
        ).unlink()
        self.enterContext(patch.dict(os.environ, {KEY_FILE: self.path}))

    def test_the_file_belongs_to_its_owner_and_is_never_overwritten(self):
        self.assertEqual(stat.S_IMODE(os.stat(self.path).st_mode), 0o400)
        with self.assertRaises(FileExistsError):
            Vault.write_new(self.path)

    @given(st.text(), st.text(), st.text())
    def test_a_value_is_read_only_in_its_place(self, value, place, other):
        vault = Vault.load()
        stored = vault.encrypt(value, place)
        self.assertEqual(vault.decrypt(stored, place), value)
        self.assertNotEqual(vault.encrypt(value, place), stored)
        if other != place:
            with self.assertRaises(KeyFileError):
                vault.decrypt(stored, other)
        with self.assertRaises(KeyFileError):
            vault.decrypt(stored[:-1] + bytes([stored[-1] ^ 1]), place)

    def test_the_database_holds_no_number(self):
        resident = self._resident(identity_number=NUMBER)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT to_jsonb(p)::text || to_jsonb(d)::text FROM res_partner p "
            "JOIN resident_identity d ON d.partner_id = p.id WHERE p.id = %s",
            [resident.id],
        )
        self.assertNotIn(NUMBER, self.env.cr.fetchone()[0])

    def test_without_the_key_file_the_user_is_told_and_nothing_is_saved(self):
        with patch.dict(os.environ, {KEY_FILE: "/nowhere/key.json"}):
            with self.assertRaises(UserError):
                self._resident(identity_number=NUMBER)

    def test_rotation_goes_on_where_it_was_interrupted(self):
        people = [self._resident(identity_number=n) for n in (NUMBER, OTHER_NUMBER)]
        self.env.flush_all()
        documents = self.env["resident.identity"].sudo()
        before = documents.search([], order="id").mapped("ciphertext")
        Vault.add_key(self.path)
        after_id, changed = documents._encrypt_again(0, 1)
        self.assertEqual(changed, 1)
        self.assertTrue(documents._has_former_keys())
        while after_id:
            after_id, _changed = documents._encrypt_again(after_id, 1)
        self.assertFalse(documents._has_former_keys())
        self.assertFalse(set(before) & set(documents.search([]).mapped("ciphertext")))
        self.assertEqual([p.identity_ids._decrypt() for p in people], [NUMBER, OTHER_NUMBER])

    def test_a_renewed_index_finds_the_same_people(self):
        resident = self._resident(identity_number=NUMBER)
        self.env.flush_all()
        former = resident.identity_ids.sudo().blind_index
        with Vault.renewing_index(self.path) as renewed:
            self.env["resident.identity"]._renew_index(renewed)
        self.env.invalidate_all()
        self.assertNotEqual(resident.identity_ids.sudo().blind_index, former)
        self.assertEqual(self._found(NUMBER), resident)
        self.assertEqual(resident.identity_ids._decrypt(), NUMBER)

    def test_an_index_whose_renewal_failed_stays(self):
        content = Path(self.path).read_text()
        with self.assertRaises(OSError), Vault.renewing_index(self.path):
            raise OSError("the database refused")
        self.assertEqual(Path(self.path).read_text(), content)
