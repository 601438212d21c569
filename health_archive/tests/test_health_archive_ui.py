from odoo.tests import HttpCase, tagged

from .common import HealthArchiveCase

NUMBER = "451024195306150019"


@tagged("post_install", "-at_install")
class TestHealthArchiveUi(HealthArchiveCase, HttpCase):
    def test_village_doctor_finds_a_person_reveals_the_number_and_builds_an_archive(self):
        self.resident.identity_number = NUMBER
        self._archive()
        self.start_tour("/odoo/residents", "health_archive_doctor", login="ha_doctor")
        archive = self.env["health.archive"].search([("builder_id", "=", self.doctor.id)])[-1]
        self.assertEqual(archive.name, "李新来")
        self.assertEqual((archive.sex, str(archive.birth_date)), ("2", "1949-12-31"))
        self.assertEqual(archive.state, "active")
        self.auditor = self._user("auditor", "group_resident_user", self.hospital)
        self.auditor.group_ids = self.env.ref("access_audit.group_auditor")
        self.start_tour("/odoo/access-events", "health_archive_auditor", login="ha_auditor")
