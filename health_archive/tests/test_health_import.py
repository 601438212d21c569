from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import freeze_time

from .health_import_common import HealthImportCase


@freeze_time("2026-05-01")
class TestHealthImport(HealthImportCase):
    """A list of basic forms becomes residents and archives."""

    def test_a_row_becomes_a_resident_with_an_archive_in_use(self):
        document = self._imported(
            self._row(
                phone="13800000417",
                ethnic_group_id="壮族",
                blood_abo_id="1",
                payment_ids="3、6",
                disease_ids="高血压(2015-03)、6:肺癌(2019-05)",
                surgery_ids="阑尾切除(2010-05-01)",
                family_father_ids="2、7",
                genetic_history="无",
            )
        )
        self.assertEqual((document.state, document.created_count), ("done", 1), document.error_ids)
        person, archive = self._found()
        self.assertRecordValues(
            person,
            [
                {
                    "name": "韦示三",
                    "birth_date": fields.Date.to_date("1953-06-15"),
                    "sex": "1",
                    "resident_unit_id": self.clinic.id,
                    "region_id": self.village.id,
                    "identity_number": "459981********" + self._number(1)[-4:],
                    "name_initials": "wss",
                    "phone": "13800000417",
                }
            ],
        )
        self.assertEqual(archive.state, "active")
        self.assertEqual(archive.archive_number[:12], self.village.archive_prefix)
        self.assertEqual(archive.payment_ids.mapped("code"), ["3", "6"])
        self.assertEqual(archive.disease_ids.mapped("display_name")[0], "高血压 2015-03")
        self.assertEqual(archive.disease_ids[1].name, "肺癌")
        self.assertEqual(archive.surgery_ids.date, fields.Date.to_date("2010-05-01"))
        self.assertEqual(archive.family_father_ids.mapped("code"), ["2", "7"])
        self.assertEqual((archive.disease_history, archive.genetic_history), ("2", "1"))
        self.assertEqual(archive.builder_id, self.hospital_doctor)

    def test_an_imported_resident_is_as_one_entered_by_hand(self):
        self._imported(self._row(phone="13800000417", ethnic_group_id="08"))
        imported, _archive = self._found()
        entered = self._resident(
            "韦示三",
            birth_date=False,
            sex=False,
            identity_number=self._number(3),
            phone="13800000417",
            ethnic_group_id=imported.ethnic_group_id.id,
        )
        skipped = {"id", "display_name", "identity_number", "identity_ids", "health_archive_ids"}
        skipped |= {"user_id", "create_uid", "write_uid", "create_date", "write_date"}
        names = [
            name
            for name, field in imported._fields.items()
            if name not in skipped and field.store and field.column_type
        ]
        values = [person.read(names)[0] for person in (imported.sudo(), entered.sudo())]
        for vals in values:
            for name in ("id", "commercial_partner_id", "duplicate_warning"):
                vals.pop(name, None)
        self.assertEqual(*values)
        numbers = [person.sudo().identity_ids for person in (imported, entered)]
        for name in ("kind_id", "owner", "is_identity_number", "resident_unit_id", "active"):
            self.assertEqual(numbers[0][name], numbers[1][name])

    def test_the_same_file_again_changes_nothing(self):
        rows = [self._row(number) for number in (1, 3, 5)]
        self._imported(*rows)
        before = self.env["health.archive"].search([]).read(["archive_number", "write_date"])
        again = self._imported(*rows)
        self.assertEqual(
            (again.state, again.done_count, again.created_count, again.unchanged_count),
            ("done", 3, 0, 3),
        )
        after = self.env["health.archive"].search([]).read(["archive_number", "write_date"])
        self.assertEqual(before, after)

    def test_someone_without_a_number_is_not_made_twice_either(self):
        row = self._row(identity_number=None, birth_date="2025-12-01", sex="女")
        self._imported(row)
        again = self._imported(row)
        self.assertEqual((again.created_count, again.unchanged_count), (0, 1))

    def test_empty_boxes_of_an_archive_are_filled_only_when_chosen(self):
        person = self._resident("韦示三", identity_number=self._number(1), phone="13800000417")
        archive = self._archive(person, work_unit="德福公司")
        row = self._row(phone="13900000000", work_unit="别的", education_id="7", street="中山路1号")
        self._imported(row)
        self.assertFalse(archive.education_id)
        document = self._imported(row, existing="fill")
        self.assertEqual((document.created_count, document.filled_count), (0, 1))
        self.assertEqual(archive.education_id.code, "7")
        self.assertEqual((archive.work_unit, person.street), ("德福公司", "中山路1号"))
        self.assertEqual(person.phone, "13800000417")

    def test_a_person_without_an_archive_gets_one(self):
        person = self._resident("韦示三", identity_number=self._number(1))
        self._imported(self._row())
        self.assertEqual(self._found()[1].partner_id, person)

    def test_headings_of_other_systems_and_their_codes_are_understood(self):
        titles = {"identity_number": "证件号码", "blood_rh_id": "RH血型", "name": "居民姓名 *"}
        row = self._row(blood_rh_id="1", marital_id="已婚", education_id="07 初中")
        self._imported(row, titles=titles, system_name="区域社区卫生系统")
        archive = self._found()[1]
        self.assertEqual(archive.blood_rh_id.name, "阳性")
        self.assertEqual((archive.marital_id.code, archive.education_id.code), ("2", "7"))

    def test_sensitive_diseases_go_into_the_sensitive_part_alone(self):
        document = self._imported(
            self._row(disease_ids="高血压、8、结核病(2019-05)", family_mother_ids="8、2")
        )
        self.assertEqual(document.created_count, 1, document.error_ids.mapped("message"))
        archive = self._found()[1]
        self.assertEqual(archive.disease_ids.code_id.mapped("code"), ["2"])
        self.assertEqual(archive.family_mother_ids.mapped("code"), ["2"])
        rows = archive.with_user(self.sensitive).sensitive_ids
        self.assertEqual(
            sorted(rows.mapped(lambda row: (row.relative, row.code_id.code))),
            [("mother", "8"), ("self", "8"), ("self", "9")],
        )

    def test_a_given_archive_number_is_kept(self):
        number = self.village.archive_prefix + "00042"
        self._imported(self._row(archive_number=number))
        self.assertEqual(self._found()[1].archive_number, number)

    def test_numbers_in_full_width_are_read(self):
        wide = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")  # noqa: RUF001
        row = self._row(phone="１３８００００００４１７"[:11])  # noqa: RUF001
        row["identity_number"] = row["identity_number"].translate(wide)
        document = self._imported(row)
        self.assertEqual(document.created_count, 1, document.error_ids.mapped("message"))
        self.assertTrue(self._found()[1])

    def test_reasons_come_back_beside_the_rows(self):
        document = self._imported(self._row(), self._row(3, blood_abo_id="C"), self._row(5))
        self.assertEqual((document.done_count, document.error_count), (2, 1))
        heading, row = self._result(document)
        self.assertEqual(row[1], self._number(3))
        self.assertIn("血型", row[-1])

    def test_nothing_is_imported_when_all_or_nothing_was_chosen_and_a_row_is_bad(self):
        rows = [self._row(), self._row(3, blood_abo_id="C")]
        document = self._import(*rows, mode="all_or_nothing")
        document.action_check()
        with self.assertRaises(UserError):
            document.action_start()
        self.assertFalse(self._found()[1])

    def test_the_file_is_gone_when_the_import_is_done_and_was_never_in_clear(self):
        document = self._import(self._row())
        number = self._number(1).encode()
        self.assertNotIn(number, document.sudo().sealed_file)
        document.action_check()
        self.assertNotIn(number.decode(), document.chunk_ids.sudo().lines)
        document.action_start()
        self.assertFalse(document.sudo().sealed_file)
