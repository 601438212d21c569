from psycopg2.errors import SerializationFailure

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestResidentMergeRace(BaseCase):
    """Two real transactions: a test's own cursor cannot conflict with itself."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        with self.connection.cursor() as cursor:
            env = self._env(cursor)
            unit = env["org.unit"].create(
                {"name": "Race", "code": "merge race", "kind": "village_clinic"}
            )
            people = env["res.partner"].create(
                [
                    {"name": name, "is_resident": True, "resident_unit_id": unit.id}
                    for name in ("张三丰", "张三峰", "张叁丰")
                ]
            )
            self.unit_id, self.ids = unit.id, people.ids
        self.addCleanup(self._remove)

    def _env(self, cursor):
        return api.Environment(cursor, SUPERUSER_ID, {})

    def _remove(self):
        with self.connection.cursor() as cursor:
            env = self._env(cursor)
            env["resident.merge"].search([("lost_id", "in", self.ids)]).unlink()
            env["res.partner"].browse(self.ids).unlink()
            env["org.unit"].browse(self.unit_id).unlink()

    def _merge(self, cursor, kept, lost):
        env = self._env(cursor)
        people = env["res.partner"].browse(self.ids)
        return env["resident.merge"]._merge(people[kept], people[lost], reason="race")

    def test_two_merges_of_one_person_at_once_become_one(self):
        with self.connection.cursor() as one, self.connection.cursor() as two:
            two.execute("SELECT 1 FROM res_partner")
            self._merge(one, 0, 1)
            with self.assertRaises(UserError, msg="somebody is merging right now"):
                self._merge(two, 2, 1)
            one.commit()
            with mute_logger("odoo.sql_db"), self.assertRaises(SerializationFailure):
                self._merge(two, 2, 1)
            # what the server does with such a failure before it tries again
            two.rollback()
            with self.assertRaises(UserError, msg="merged already"):
                self._merge(two, 2, 1)
