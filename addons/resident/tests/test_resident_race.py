import threading

from odoo import SUPERUSER_ID, api
from odoo.exceptions import UserError
from odoo.service.model import retrying
from odoo.sql_db import db_connect
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

NUMBER = "451024199912310017"
STATIONS = 4


@tagged("post_install", "-at_install")
class TestResidentRace(BaseCase):
    """Real transactions at once: a test's own cursor cannot race with itself."""

    def setUp(self):
        super().setUp()
        self.connection = db_connect(get_db_name())
        with self.connection.cursor() as cursor:
            unit = self._env(cursor)["org.unit"].create(
                {"name": "Race", "code": "resident race", "kind": "village_clinic"}
            )
            self.unit_id = unit.id
        self.addCleanup(self._remove)

    def _env(self, cursor):
        return api.Environment(cursor, SUPERUSER_ID, {})

    def _remove(self):
        with self.connection.cursor() as cursor:
            env = self._env(cursor)
            people = self._people(env)
            people.identity_ids.unlink()
            people.unlink()
            env["org.unit"].browse(self.unit_id).unlink()

    def _people(self, env):
        return env["res.partner"].search([("resident_unit_id", "=", self.unit_id)])

    def _enter(self, barrier, errors):
        vals = {"name": "韦示三", "is_resident": True, "resident_unit_id": self.unit_id}
        with self.connection.cursor() as cursor:
            env = self._env(cursor)
            partners = env["res.partner"]
            barrier.wait()
            try:
                retrying(lambda: partners.create(vals | {"identity_number": NUMBER}), env)
            except UserError as error:
                errors.append(str(error))

    def test_of_stations_that_enter_one_number_at_once_one_wins(self):
        barrier, errors = threading.Barrier(STATIONS), []
        stations = [
            threading.Thread(target=self._enter, args=(barrier, errors)) for _n in range(STATIONS)
        ]
        with mute_logger("odoo.sql_db", "odoo.service.model"):
            for station in stations:
                station.start()
            for station in stations:
                station.join()
        with self.connection.cursor() as cursor:
            self.assertEqual(len(self._people(self._env(cursor))), 1)
        self.assertEqual(len(errors), STATIONS - 1)
        self.assertFalse([error for error in errors if NUMBER in error or "韦示三" in error])
