from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.health_archive.tests.common import HealthArchiveCase
from odoo.addons.org_unit.tests.common import new_users


@tagged("post_install", "-at_install")
class TestHrEmployee(HealthArchiveCase):
    """Nobody finds a resident through the employees."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.resident.phone = "13811112222"
        [cls.officer] = new_users(
            cls.env,
            {"login": "fa_hr", "groups": "hr.group_hr_manager", "name": "人事",
             "org_unit_id": cls.hospital.id},
        )  # fmt: skip
        cls.employee = cls.env["hr.employee"].create([{"name": "覃护士"}])

    def test_an_officer_of_human_resources_sees_no_resident(self):
        found = self.env["res.partner"].with_user(self.officer)
        self.assertFalse(found.search([("id", "=", self.resident.id)]))

    def test_no_hidden_resident_becomes_an_employees_contact(self):
        employee, link = self.employee.with_user(self.officer), self.resident.id
        for vals in ({"work_contact_id": link}, {"address_id": link}):
            with self.assertRaises(AccessError):
                employee.write(vals)
            with self.assertRaises(AccessError):
                employee.create({"name": "某人", **vals})
            with self.assertRaises(AccessError):
                spec = {name: {"fields": {"display_name": {}}} for name in vals}
                employee.browse().onchange(vals, list(vals), spec | {"work_phone": {}})
            with self.assertRaises(AccessError):
                employee.version_id.write({"address_id": link})

    def test_a_colleague_remains_a_contact(self):
        colleague = self.doctor.partner_id
        self.employee.with_user(self.officer).work_contact_id = colleague
        self.assertEqual(self.employee.work_contact_id, colleague)

    def test_who_keeps_no_employees_has_no_directory(self):
        root = self.env.ref("hr.menu_hr_root").id
        for user, has_it in ((self.doctor, False), (self.manager, False), (self.officer, True)):
            menus = self.env["ir.ui.menu"].with_user(user).load_menus(False)
            self.assertEqual(root in menus["root"]["children"], has_it, user.login)
