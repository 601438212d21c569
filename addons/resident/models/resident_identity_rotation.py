import base64

from psycopg2 import Binary

from odoo import models
from odoo.tools import SQL


class ResidentIdentity(models.Model):
    """Changing the keys of the stored numbers; see ``cli/resident_rotate_key.py``."""

    _inherit = "resident.identity"

    def _encrypt_again(self, after_id, limit):
        """Encrypt the next ``limit`` numbers with the current key.

        :return: ``(id to go on after, how many were changed)``; the id is 0 when none is left
        """
        vault = self._get_vault()
        rows = self._lock_numbers(after_id, limit)
        changed = [
            (row_id, index, _encode(vault.encrypt(vault.decrypt(stored, index), index)))
            for row_id, index, stored in rows
            if not vault.is_current(stored)
        ]
        self._store_numbers(changed)
        return (rows[-1][0] if len(rows) == limit else 0), len(changed)

    def _renew_index(self, renewed, batch=5000):
        """Index and encrypt all numbers with another vault, in this one transaction.

        :param renewed: the vault with the new index key
        :return: how many numbers there are
        """
        self.env.cr.execute(SQL("LOCK TABLE resident_identity IN EXCLUSIVE MODE"))
        vault, after_id, count = self._get_vault(), 0, 0
        while rows := self._lock_numbers(after_id, batch):
            plain = [(row_id, vault.decrypt(stored, index)) for row_id, index, stored in rows]
            fresh = [(row_id, renewed.blind_index(number), number) for row_id, number in plain]
            self._store_numbers(
                [
                    (row_id, index, _encode(renewed.encrypt(number, index)))
                    for row_id, index, number in fresh
                ]
            )
            after_id, count = rows[-1][0], count + len(rows)
        return count

    def _has_former_keys(self):
        """Whether some number still waits for the current key: a rotation was interrupted."""
        prefix = self._get_vault().prefix
        # 16 characters of base64 are 12 bytes: enough for the id of the key
        ((found,),) = self.env.execute_query(
            SQL(
                """
                SELECT EXISTS (SELECT FROM resident_identity WHERE ciphertext <> '' AND substr(
                    decode(left(ciphertext, 16), 'base64'), 1, %s) <> %s)
                """,
                len(prefix),
                Binary(prefix),
            )
        )
        return found

    def _lock_numbers(self, after_id, limit):
        rows = self.env.execute_query(
            SQL(
                """
                SELECT id, blind_index, ciphertext FROM resident_identity
                 WHERE id > %s AND ciphertext <> '' ORDER BY id LIMIT %s FOR UPDATE
                """,
                after_id,
                limit,
            )
        )
        return [(row_id, index, base64.b64decode(stored)) for row_id, index, stored in rows]

    def _store_numbers(self, rows):
        """:param rows: ``(id, blind index, ciphertext)``"""
        if not rows:
            return
        ids, indexes, stored = map(list, zip(*rows, strict=True))
        self.env.cr.execute(
            SQL(
                """
                UPDATE resident_identity d SET blind_index = v.i, ciphertext = v.c
                  FROM unnest(%s::int[], %s::text[], %s::text[]) v(id, i, c) WHERE d.id = v.id
                """,
                ids,
                indexes,
                stored,
            )
        )
        self.browse(ids).invalidate_recordset()


def _encode(stored):
    return base64.b64encode(stored).decode()
