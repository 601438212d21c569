from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

OFFICER = "test_foundations.group_officer"


@tagged("post_install", "-at_install")
class TestOrgScope(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau = cls._create_unit("bureau")
        cls.hospital = cls._create_unit("township_hospital", cls.bureau)
        cls.clinic = cls._create_unit("village_clinic", cls.hospital)
        cls.other = cls._create_unit("township_hospital", cls.bureau)
        cls.user = new_test_user(cls.env, "scope_user", groups=OFFICER, org_unit_id=cls.hospital.id)
        cls.records = cls.env["test.scoped.record"].create(
            [
                {"name": unit.name, "org_unit_id": unit.id}
                for unit in (cls.bureau, cls.hospital, cls.clinic, cls.other)
            ]
        )

    @classmethod
    def _create_unit(cls, kind, parent=None):
        number = cls.env["org.unit"].search_count([])
        return cls.env["org.unit"].create(
            {
                "name": f"{kind} {number}",
                "code": f"T{number}",
                "kind": kind,
                "parent_id": parent.id if parent else False,
            }
        )

    def _seen_units(self, user=None):
        records = self.env["test.scoped.record"].with_user(user or self.user)
        return records.search([("id", "in", self.records.ids)]).sudo().org_unit_id

    def test_user_sees_his_unit_and_the_units_below(self):
        self.assertEqual(self._seen_units(), self.hospital | self.clinic)

    def test_user_without_unit_sees_nothing(self):
        self.assertFalse(self._seen_units(new_test_user(self.env, "scope_none", groups=OFFICER)))

    def test_new_unit_of_a_user_counts_at_once(self):
        self.assertEqual(len(self._seen_units()), 2)
        self.user.org_unit_id = self.other
        self.assertEqual(self._seen_units(), self.other)

    def test_moved_unit_takes_its_records_along(self):
        self.assertNotIn(self.other, self._seen_units())
        self.other.parent_id = self.hospital
        self.assertIn(self.other, self._seen_units())

    def test_records_of_an_archived_unit_stay_visible_above(self):
        self.clinic.active = False
        self.assertIn(self.clinic, self._seen_units())

    def test_record_belongs_to_the_unit_of_its_author(self):
        record = self.env["test.scoped.record"].with_user(self.user).create({"name": "New"})
        self.assertEqual(record.org_unit_id, self.hospital)

    def test_record_cannot_be_created_for_a_foreign_unit(self):
        with self.assertRaises(AccessError):
            self.env["test.scoped.record"].with_user(self.user).create(
                {"name": "Foreign", "org_unit_id": self.other.id}
            )

    def test_record_cannot_be_moved_to_a_foreign_unit(self):
        record = self.records[1].with_user(self.user)
        with self.assertRaises(AccessError):
            record.org_unit_id = self.other
        with self.assertRaises(AccessError):
            record.org_unit_id = self.bureau

    def test_foreign_record_cannot_be_read_by_id(self):
        with self.assertRaises(AccessError):
            self.records[3].with_user(self.user).read(["name"])

    def test_user_cannot_change_his_own_unit(self):
        with self.assertRaises(AccessError):
            self.user.with_user(self.user).write({"org_unit_id": self.bureau.id})

    def test_user_reads_his_own_unit(self):
        values = self.user.with_user(self.user).read(["org_unit_id"])
        self.assertEqual(values[0]["org_unit_id"][0], self.hospital.id)

    def test_unit_of_a_record_cannot_be_deleted(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.clinic.unlink()
