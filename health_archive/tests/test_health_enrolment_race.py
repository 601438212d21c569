import threading

from odoo import api
from odoo.exceptions import ValidationError
from odoo.modules.registry import Registry
from odoo.service.model import retrying
from odoo.tests import BaseCase, get_db_name, tagged
from odoo.tools import mute_logger

PREFIX = "998877665544"


@tagged("post_install", "-at_install")
class TestHealthEnrolmentRace(BaseCase):
    """Real connections and commits: two doctors enrol one resident at the same moment."""

    def setUp(self):
        super().setUp()
        self.registry = Registry(get_db_name())
        self.addCleanup(self._clean)
        self.archive_id = self._commit(self._prepare)

    def _commit(self, method):
        with self.registry.cursor() as cr:
            return method(api.Environment(cr, api.SUPERUSER_ID, {}))

    def _prepare(self, env):
        self.village = env["cn.region"].create(
            {"code": "459999999201", "name": "争村", "archive_prefix": PREFIX}
        )
        unit = {"name": "争村卫生室", "code": "RACE-1", "kind": "village_clinic"}
        self.unit = env["org.unit"].create(unit | {"region_id": self.village.id})
        person = env["res.partner"].create(
            {
                "name": "争先",
                "is_resident": True,
                "birth_date": "1970-01-01",
                "resident_unit_id": self.unit.id,
                "region_id": self.village.id,
            }
        )
        return env["health.archive"]._import_create([{"partner_id": person.id}]).id

    def _clean(self):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            archive = env["health.archive"].browse(self.archive_id).exists()
            person = archive.partner_id
            archive._discard()
            person.population_tag_line_ids.unlink()
            person.unlink()
            env["org.unit"].browse(self.unit.id).unlink()
            env["cn.region"].browse(self.village.id).unlink()
            cr.execute("DELETE FROM health_archive_counter WHERE prefix = %s", [PREFIX])

    def _enrol(self, barrier, results):
        with self.registry.cursor() as cr:
            env = api.Environment(cr, api.SUPERUSER_ID, {})
            vals = {
                "archive_id": self.archive_id,
                "programme_id": env.ref("health_archive.programme_hypertension").id,
            }
            env["health.enrolment"].search_count([("archive_id", "=", self.archive_id)])
            barrier.wait()
            try:
                retrying(lambda: env["health.enrolment"].create(vals), env)
                results.append("enrolled")
            except ValidationError as error:
                cr.rollback()
                results.append(str(error))

    def test_one_enrols_and_the_others_are_told_so(self):
        barrier, results = threading.Barrier(4), []
        threads = [threading.Thread(target=self._enrol, args=[barrier, results]) for _t in range(4)]
        with mute_logger("odoo.sql_db"):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        self.assertEqual(results.count("enrolled"), 1, results)
        sentences = {result for result in results if result != "enrolled"}
        self.assertEqual(len(sentences), 1)
        self.assertNotIn("health_enrolment", sentences.pop())

        def count(env):
            domain = [("archive_id", "=", self.archive_id)]
            return env["health.enrolment"].search_count(domain)

        self.assertEqual(self._commit(count), 1)
