from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import freeze_time
from odoo.tools import mute_logger

from .enrolment_common import HealthEnrolmentCase


class TestHealthEnrolment(HealthEnrolmentCase):
    @freeze_time("2026-03-01")
    def test_enrolment_knows_who_where_and_when(self):
        enrolment = self._enrol(diagnosis_date="2022-03-02", diagnosis_unit="县医院")
        self.assertRecordValues(
            enrolment,
            [
                {
                    "partner_id": self.person.id,
                    "org_unit_id": self.clinic.id,
                    "region_id": self.village.id,
                    "builder_id": self.doctor.id,
                    "building_unit_id": self.clinic.id,
                    "state": "open",
                    "course_years": 3,
                }
            ],
        )
        self.assertEqual(str(enrolment.next_due_date), "2026-05-30")

    def test_responsible_doctor_is_that_of_the_archive(self):
        self.archive.doctor_id = self.doctor
        enrolment = self._enrol()
        self.assertEqual(enrolment.doctor_id, self.doctor)
        enrolment.doctor_id = self.hospital_doctor
        self.assertEqual(self.archive.doctor_id, self.doctor)

    @mute_logger("odoo.sql_db")
    def test_second_open_enrolment_is_refused_and_another_programme_is_not(self):
        first = self._enrol()
        self._enrol("diabetes")
        with self.assertRaisesRegex(Exception, "one_open"), self.cr.savepoint():
            self._enrol()
        first._close(self._code("close_reason", "4"), first.enrolled_date)
        self.assertTrue(self._enrol())

    def test_draft_archive_is_put_in_use_first(self):
        draft = self._archive(self._resident("李四"), active=False)
        with self.assertRaisesRegex(UserError, "李四"):
            self._enrol(archive=draft)

    def test_locked_archive_takes_no_enrolment_and_no_change(self):
        enrolment = self._enrol()
        self.archive.with_user(self.hospital_doctor)._lock("核查")
        for path in (
            lambda: self._enrol("diabetes"),
            lambda: enrolment.write({"note": "x"}),
            lambda: enrolment._lose(enrolment.enrolled_date, "外出"),
        ):
            with self.assertRaisesRegex(UserError, "核查"):
                path()

    def test_dates_lie_between_birth_and_today(self):
        enrolment = self._enrol()
        for name in ("enrolled_date", "diagnosis_date", "last_evaluation_date"):
            for day in ("1974-01-01", "2999-01-01"):
                with self.subTest(name=name, day=day), self.assertRaises(ValidationError):
                    enrolment.write({name: day})

    def test_client_fills_no_server_field_and_moves_no_enrolment(self):
        enrolment = self._enrol()
        other = self._archive(self._resident("李四"))
        for vals in (
            {"state": "closed"},
            {"reviewed_by_id": self.doctor.id},
            {"org_unit_id": self.other_clinic.id},
            {"archive_id": other.id},
            {"programme_id": self._programme("diabetes").id},
            {"builder_id": self.reader.id},
        ):
            with self.subTest(vals), self.assertRaises(AccessError):
                enrolment.write(vals)
        with self.assertRaises(AccessError):
            self._enrol("diabetes", builder_id=self.reader.id)
        with self.assertRaises(UserError):
            enrolment.with_user(self.doctor).sudo(False).copy()

    def test_enrolment_is_closed_not_deleted(self):
        enrolment = self._enrol()
        with self.assertRaises(AccessError):
            enrolment.with_user(self.manager).unlink()

    def test_opening_opens_the_population_group_and_closing_ends_it(self):
        enrolment = self._enrol(enrolled_date="2026-01-05")
        line = self.person.population_tag_line_ids
        self.assertRecordValues(
            line,
            [{"tag_id": self._programme("hypertension").tag_id.id, "date_to": False}],
        )
        self.assertEqual(str(line.date_from), "2026-01-05")
        self.assertIn("hypertension", self._tags(self.person, self.doctor))
        enrolment._close(self._code("close_reason", "4"), line.date_from)
        self.assertEqual(line.date_to, line.date_from)

    def test_population_group_that_is_there_already_is_kept(self):
        tag = self._programme("hypertension").tag_id
        self.person.population_tag_line_ids = [
            Command.create({"tag_id": tag.id, "date_from": "2020-01-01", "source": "名册"})
        ]
        self._enrol()
        self.assertEqual(self.person.population_tag_line_ids.mapped("source"), ["名册"])

    def test_only_type_2_counts_as_the_population_group_of_diabetes(self):
        enrolment = self._enrol("diabetes")
        self.assertIn("diabetes", self._tags(self.person, self.doctor))
        enrolment.dm_type_id = self._code("dm_type", "1")
        self.assertTrue(self.person.population_tag_line_ids.date_to)
        enrolment.dm_type_id = self._code("dm_type", "2")
        self.assertTrue(self.person.population_tag_line_ids.filtered(lambda t: not t.date_to))

    def test_disease_is_proposed_and_written_into_the_history(self):
        enrolment = self._enrol(diagnosis_date="2022-03-17")
        self.assertTrue(enrolment.is_disease_missing)
        enrolment.action_add_disease()
        self.assertRecordValues(
            self.archive.disease_ids, [{"code_id": self._code("disease", "2").id}]
        )
        self.assertEqual(str(self.archive.disease_ids.diagnosed_month), "2022-03-01")
        enrolment.invalidate_recordset()
        self.assertFalse(enrolment.is_disease_missing)
        enrolment.action_add_disease()
        self.assertEqual(len(self.archive.disease_ids), 1)

    def test_opening_and_closing_stand_in_the_list_of_changes_and_the_timeline(self):
        enrolment = self._enrol()
        enrolment._close(self._code("close_reason", "4"), enrolment.enrolled_date, "拒绝管理")
        changes = self.archive.change_ids.filtered(lambda c: c.model == "health.enrolment")
        self.assertEqual(len(changes), 2)
        self.assertEqual(changes[0].reason, "拒绝管理")
        programmes = [e for e in self.archive._get_timeline() if e.kind == "programme"]
        self.assertEqual(len(programmes), 2)

    def test_custody_transfer_moves_the_enrolment(self):
        enrolment = self._enrol()
        hidden = self._enrol_sensitive()
        self.archive.doctor_id = self.doctor
        self.archive.with_user(self.hospital_doctor)._transfer(
            self.other_clinic, self.other_village, "搬家"
        )
        for moved in (enrolment, hidden):
            self.assertRecordValues(
                moved.sudo(),
                [
                    {
                        "org_unit_id": self.other_clinic.id,
                        "region_id": self.other_village.id,
                        "doctor_id": False,
                    }
                ],
            )

    def test_smart_button_counts_the_open_ones(self):
        self._enrol()
        closed = self._enrol("diabetes")
        closed._close(self._code("close_reason", "4"), closed.enrolled_date)
        self.archive.invalidate_recordset(["enrolment_count"])
        self.assertEqual(self.archive.enrolment_count, 1)
        action = self.archive.action_open_enrolments()
        found = self.env[action["res_model"]].with_user(self.doctor).search(action["domain"])
        self.assertEqual(len(found), 2)

    def test_enrolling_200_takes_no_query_per_row(self):
        def enrol(count):
            archives = self.env["health.archive"].with_user(self.doctor)
            persons = [self._resident(f"居民{i}", birth_date="1970-01-01") for i in range(count)]
            archives = archives._import_create([{"partner_id": p.id} for p in persons])
            programme = self._programme("hypertension")
            vals_list = [
                {"archive_id": archive.id, "programme_id": programme.id} for archive in archives
            ]
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.env["health.enrolment"].with_user(self.doctor).create(vals_list)
            self.env.flush_all()
            return self.cr.sql_log_count - before

        few = enrol(20)
        self.assertLess(enrol(200), few + 30)
