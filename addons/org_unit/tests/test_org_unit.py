from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger


@tagged("post_install", "-at_install")
class TestOrgUnit(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager = new_test_user(
            cls.env, "unit_manager", groups="org_unit.group_org_unit_manager"
        )
        cls.reader = new_test_user(cls.env, "unit_reader", groups="base.group_user")
        cls.bureau = cls._create_unit("B", "bureau")
        cls.hospital = cls._create_unit("B-1", "township_hospital", cls.bureau)
        cls.clinics = cls._create_unit("B-1-1", "village_clinic", cls.hospital)
        cls.clinics |= cls._create_unit("B-1-2", "village_clinic", cls.hospital)

    @classmethod
    def _create_unit(cls, code, kind, parent=None):
        vals = {"code": code, "name": f"Unit {code}", "kind": kind}
        vals["parent_id"] = parent.id if parent else False
        return cls.env["org.unit"].with_user(cls.manager).create(vals)

    def test_complete_name_follows_the_tree(self):
        self.assertEqual(self.clinics[0].complete_name, "Unit B / Unit B-1 / Unit B-1-1")
        self.bureau.name = "Bureau"
        self.assertEqual(self.clinics[0].complete_name, "Bureau / Unit B-1 / Unit B-1-1")

    def test_units_below_are_counted_by_kind(self):
        self.assertRecordValues(
            self.bureau | self.hospital | self.clinics[0],
            [
                {"hospital_count": 1, "clinic_count": 2, "descendant_count": 3},
                {"hospital_count": 0, "clinic_count": 2, "descendant_count": 2},
                {"hospital_count": 0, "clinic_count": 0, "descendant_count": 0},
            ],
        )

    def test_smart_button_lists_what_it_counts(self):
        action = self.bureau.action_open_clinics()
        self.assertEqual(self.env["org.unit"].search(action["domain"]), self.clinics)
        action = self.bureau.action_open_descendants()
        self.assertEqual(
            self.env["org.unit"].search(action["domain"]), self.hospital | self.clinics
        )

    def test_counts_of_many_units_take_a_constant_number_of_queries(self):
        units = self.env["org.unit"].create(
            [{"code": f"Q{i}", "name": "Q", "kind": "department"} for i in range(80)]
        )
        self.env.flush_all()
        self.env.invalidate_all()
        with self.assertQueryCount(2):
            units.mapped("descendant_count")

    def test_users_of_a_unit_are_counted(self):
        self.reader.org_unit_id = self.hospital
        self.assertEqual((self.hospital | self.bureau).mapped("user_count"), [1, 0])

    def test_unit_cannot_be_placed_below_itself(self):
        with self.assertRaises(UserError):
            self.bureau.parent_id = self.clinics[0]

    def test_code_is_unique(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._create_unit("B", "bureau")

    def test_code_is_stored_without_spaces(self):
        self.assertEqual(self._create_unit(" C ", "bureau").code, "C")

    def test_unit_with_subordinate_units_is_not_deleted(self):
        with self.assertRaises(UserError):
            self.hospital.unlink()

    def test_unit_with_users_is_not_deleted(self):
        self.reader.org_unit_id = self.clinics[0]
        self.reader.active = False
        with self.assertRaises(UserError):
            self.clinics[0].unlink()

    def test_whole_branch_is_deleted_at_once(self):
        (self.bureau | self.hospital | self.clinics).unlink()
        self.assertFalse(self.bureau.exists())

    def test_every_employee_reads_units_but_only_the_manager_writes(self):
        self.bureau.with_user(self.reader).read(["name", "user_count", "descendant_count"])
        with self.assertRaises(AccessError):
            self.bureau.with_user(self.reader).name = "Mine"
        with self.assertRaises(AccessError):
            self.env["org.unit.import"].with_user(self.reader).create({})
        self.bureau.with_user(self.manager).name = "Ours"

    def test_unit_is_found_by_code(self):
        found = self.env["org.unit"].name_search("B-1-2")
        self.assertEqual([unit_id for unit_id, _name in found], self.clinics[1].ids)

    def test_units_outside_the_scope_of_the_user_are_refused(self):
        doctor = new_test_user(
            self.env, "unit_doctor", groups="base.group_user", org_unit_id=self.hospital.id
        )
        (self.hospital | self.clinics).with_user(doctor).check_in_scope()
        with self.assertRaisesRegex(AccessError, "Unit B:"):
            (self.bureau | self.hospital).with_user(doctor).check_in_scope()
        (self.bureau | self.hospital).with_user(doctor).sudo().check_in_scope()
