from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import LOGS, CareCase


@tagged("post_install", "-at_install")
class TestCarePractitionerEmployee(CareCase):
    def test_a_manager_without_rights_on_employees_types_a_name(self):
        self.assertFalse(self.manager.has_group("hr.group_hr_user"))
        found = self._practitioner(name=" Li Si ")
        self.assertEqual((found.name, found.sudo().employee_id.name), ("Li Si", "Li Si"))
        found.name = "Li Wu"
        self.assertEqual(found.sudo().employee_id.name, "Li Wu")
        self.assertFalse(found.user_id)

    def test_a_chosen_user_becomes_his_employee_or_is_found_there(self):
        self.assertEqual(self.head.sudo().employee_id.user_id, self.leader)
        self.assertEqual(self.head.name, self.leader.name)
        employee = self.env["hr.employee"].create({"name": "Known", "user_id": self.manager.id})
        found = self._practitioner(user_id=self.manager.id)
        self.assertEqual(found.sudo().employee_id, employee)

    def test_the_form_takes_the_name_of_the_chosen_user(self):
        with Form(self.practitioners) as form:
            form.user_id = self.manager
            self.assertEqual(form.name, self.manager.name)
        self.assertEqual(form.record.user_id, self.manager)

    def test_a_login_given_later_reaches_the_employee(self):
        found = self._practitioner(name="Later")
        found.user_id = self.manager
        self.assertEqual(found.sudo().employee_id.user_id, self.manager)

    def test_neither_name_nor_user_is_refused_with_what_to_do(self):
        with self.assertRaisesRegex(UserError, "Choose the user, or type the name"):
            self._practitioner(name=" ")

    def test_a_user_of_another_hospital_or_without_unit_is_refused(self):
        with self.assertRaisesRegex(AccessError, "CARE-OTHER"):
            self._practitioner(user_id=self.foreign.id)
        with self.assertRaisesRegex(AccessError, "CARE-OTHER"):
            self.head.user_id = self.foreign
        self.foreign.org_unit_id = False
        with self.assertRaisesRegex(UserError, "belongs to no unit"):
            self._practitioner(user_id=self.foreign.id)

    @mute_logger(*LOGS)
    def test_an_employee_is_chosen_only_with_rights_on_employees(self):
        employee = self.env["hr.employee"].create({"name": "Somebody"})
        with self.assertRaises(AccessError):
            self._practitioner(employee_id=employee.id)

    @mute_logger(*LOGS)
    def test_a_member_makes_no_employee(self):
        with self.assertRaises(AccessError):
            self.practitioners.with_user(self.leader).create({"name": "Nobody"})
        self.assertFalse(self.env["hr.employee"].search([("name", "=", "Nobody")]))

    def test_a_list_of_practitioners_comes_in_by_import(self):
        keys = ["name", "org_unit_id", "licence_number", "licence_kind_id", "licence_until"]
        rows = [
            ["Zhang San", "CARE-CLINIC", "451024990011", self.physician.name, "2028-12-31"],
            ["Zhao Liu", "CARE-HOSPITAL", "451024990012", "nurse", ""],
        ]
        result = self.practitioners.load(keys, rows)
        self.assertFalse(result["messages"])
        made = self.practitioners.browse(result["ids"])
        self.assertEqual(made.mapped("name"), ["Zhang San", "Zhao Liu"])
        self.assertEqual(made.org_unit_id, self.clinic | self.hospital)
        self.assertEqual(made.licence_kind_id, self.physician | self.nurse)
