import psycopg2

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .followup_common import TODAY, HealthFollowupCase

NUMBER = "6f0c6f9e-8f0d-4d53-9a5e-1f6f4ad5b0c1"
OTHER = "0b8b6c52-6a1d-4b0e-8a51-6f1f5b0b9c11"


@freeze_time(TODAY)
class TestHealthFollowupUpload(HealthFollowupCase):
    def _count(self):
        return self.env["health.followup"].search_count([("client_uuid", "=", NUMBER)])

    def test_visit_sent_twice_is_one_visit_that_takes_what_changed(self):
        drugs = [(0, 0, {"name": "硝苯地平控释片", "amount": 30})]
        first = self._visit(client_uuid=NUMBER, drug_ids=drugs)
        again = self._visit(client_uuid=NUMBER, sbp=150, dbp=95, drug_ids=drugs)
        self.assertEqual(again, first)
        self.assertEqual((first.sbp, len(first.drug_ids), self._count()), (150, 1, 1))

    def test_signed_visit_sent_again_stays_as_it_was_signed(self):
        first = self._signed(client_uuid=NUMBER)
        again = self._visit(client_uuid=NUMBER, sbp=190, dbp=120)
        self.assertEqual((again, first.sbp, self._count()), (first, 128, 1))
        self.assertEqual(first._get_seal_breaks(), [])

    def test_one_upload_may_hold_new_known_and_doubled_visits(self):
        first = self._visit(client_uuid=NUMBER)
        vals = {"enrolment_id": self.enrolment.id, "sbp": 130, "dbp": 80}
        visits = self.env["health.followup"].with_user(self.doctor).create(
            [
                vals | {"date": "2026-03-01", "client_uuid": OTHER},
                vals | {"date": TODAY, "client_uuid": NUMBER},
                vals | {"date": "2026-03-01", "client_uuid": OTHER, "sbp": 140},
                vals | {"date": "2026-02-01"},
            ]
        )  # fmt: skip
        self.assertEqual(len(set(visits.ids)), 3)
        self.assertEqual(visits[1], first)
        self.assertEqual((visits[0], visits[0].sbp), (visits[2], 140))

    def test_number_of_another_user_tells_nothing_and_touches_nothing(self):
        first = self._visit(client_uuid=NUMBER)
        mine = self._visit(user=self.hospital_doctor, client_uuid=NUMBER, date="2026-03-01")
        self.assertNotEqual(mine, first)
        self.assertEqual(str(first.date), TODAY)
        other = self._resident(
            "李四", birth_date="1970-01-01", resident_unit_id=self.other_clinic.id
        )
        archive = self.env["health.archive"].with_user(self.stranger).create(
            {"partner_id": other.id, "region_id": self.other_village.id}
        )  # fmt: skip
        archive.action_submit()
        enrolment = self._enrol(archive=archive, user=self.stranger, enrolled_date="2026-04-01")
        visit = self._visit(enrolment=enrolment, user=self.stranger, client_uuid=NUMBER)
        self.assertEqual(visit.archive_id, archive)
        self.assertEqual(first.archive_id, self.archive)

    def test_number_stays_with_its_visit_and_its_resident(self):
        first = self._visit(client_uuid=NUMBER)
        with self.assertRaises(AccessError):
            first.write({"client_uuid": OTHER})
        with self.assertRaises(AccessError):
            self._visit(enrolment=self._enrol("diabetes"), client_uuid=NUMBER)

    def test_number_has_the_form_of_a_uuid(self):
        with self.assertRaises(ValidationError) as caught:
            self._visit(client_uuid="1'; DROP")
        self.assertIn("1'; DROP", str(caught.exception))

    def test_database_keeps_one_visit_per_number_and_user(self):
        self._visit(client_uuid=NUMBER)
        other = self._visit(date="2026-03-01")
        with mute_logger("odoo.sql_db"), self.assertRaises(psycopg2.errors.UniqueViolation):
            other._write_server({"client_uuid": NUMBER})
            other.flush_recordset()
