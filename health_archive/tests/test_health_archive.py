from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Date
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .common import PREFIX, HealthArchiveCase


@freeze_time("2026-05-01")
class TestHealthArchive(HealthArchiveCase):
    def test_person_alone_is_enough_to_build_an_archive(self):
        archive = self._archive(active=False)
        self.assertRecordValues(
            archive,
            [
                {
                    "org_unit_id": self.clinic.id,
                    "region_id": self.village.id,
                    "township_id": self.township.id,
                    "builder_id": self.doctor.id,
                    "building_unit_id": self.clinic.id,
                    "state": "draft",
                }
            ],
        )
        self.assertEqual(archive.archive_number, PREFIX + "00001")
        self.assertEqual(archive.short_number, "101-00001")
        self.assertEqual(archive.display_name, "张三丰 101-00001")

    @mute_logger("odoo.sql_db")
    def test_second_archive_of_one_person_is_refused_by_the_database(self):
        self._archive()
        with self.assertRaisesRegex(Exception, "one_per_person"), self.cr.savepoint():
            self._archive()

    def test_closed_archive_makes_room_for_another(self):
        first = self._archive()
        first.with_user(self.hospital_doctor)._close("3", Date.today())
        second = self._archive()
        self.assertNotEqual(first.archive_number, second.archive_number)

    def test_contact_who_is_no_resident_gets_no_archive(self):
        contact = self.env["res.partner"].create({"name": "供应商"})
        with self.assertRaises(ValidationError):
            self._archive(contact, region_id=self.village.id)

    def test_village_without_prefix_is_named(self):
        self.village.archive_prefix = False
        with self.assertRaisesRegex(ValidationError, "甲村"):
            self._archive()

    def test_archive_is_not_duplicated(self):
        with self.assertRaises(UserError):
            self._archive().copy()

    def test_build_date_before_birth_is_refused(self):
        with self.assertRaises(ValidationError):
            self._archive(archive_date="1950-01-01")

    def test_number_state_and_place_are_not_entered_by_a_client(self):
        archive = self._archive()
        for vals in (
            {"archive_number": PREFIX + "00099"},
            {"state": "cancelled"},
            {"org_unit_id": self.other_clinic.id},
            {"region_id": self.other_village.id},
            {"partner_id": self.resident.id},
            {"reviewed_by_id": self.doctor.id},
            {"completeness": 100},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                archive.write(vals)

    def test_draft_is_deleted_and_an_archive_in_use_is_not(self):
        draft = self._archive(active=False).with_user(self.hospital_doctor)
        draft.unlink()
        archive = self._archive().with_user(self.hospital_doctor)
        self.assertEqual(archive.archive_number, PREFIX + "00002", "a number is never used twice")
        with self.assertRaises(UserError):
            archive.unlink()

    def test_history_with_a_row_answers_yes(self):
        row = {"code_id": self._code("disease", "2").id, "diagnosed_month": "2019-05-01"}
        archive = self._archive(disease_ids=[Command.create(row)])
        self.assertEqual(archive.disease_history, "2")
        self.assertEqual(archive.disease_ids.display_name, "高血压 2019-05")
        with self.assertRaises(ValidationError):
            archive.disease_history = "1"

    def test_disease_that_needs_a_name_asks_for_it(self):
        row = {"code_id": self._code("disease", "6").id}
        with self.assertRaisesRegex(ValidationError, "恶性肿瘤"):
            self._archive(disease_ids=[Command.create(row)])

    def test_event_in_the_future_or_before_birth_is_refused(self):
        archive = self._archive()
        for date in ("2999-01-01", "1953-06-14"):
            row = {"kind": "surgery", "name": "阑尾切除", "date": date}
            with self.subTest(date), self.assertRaises(ValidationError):
                archive.surgery_ids = [Command.create(row)]

    def test_creating_takes_queries_per_hundred_archives_and_none_per_archive(self):
        def count(number):
            persons = [self._resident(f"测试{number}-{row}") for row in range(number)]
            vals_list = [
                {
                    "partner_id": person.id,
                    "blood_abo_id": self._code("blood_abo", "1").id,
                    "payment_ids": [Command.set(self._code("payment", "3").ids)],
                    "disease_history": "1",
                }
                for person in persons
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            archives = self.env["health.archive"].with_user(self.doctor)
            before = self.cr.sql_log_count
            archives._import_create(vals_list)
            self.env.flush_all()
            return self.cr.sql_log_count - before

        count(1)
        fifty, hundred, four_hundred = count(50), count(100), count(400)
        # they are copied into the database together, however many they are
        self.assertLessEqual(max(hundred, four_hundred), fifty + 2)
        self.assertLess(four_hundred, 50)
