from odoo.tests import TransactionCase, new_test_user, tagged


@tagged("post_install", "-at_install")
class TestMaintenanceEquipment(TransactionCase):
    def test_custodian_and_reporter_are_entered_without_an_employee(self):
        user = new_test_user(self.env, "custodian_without_employee")
        for model in ("maintenance.equipment", "maintenance.request"):
            field = self.env[model]._fields["owner_user_id"]
            self.assertFalse(field.compute or field.readonly, model)
        unit = self.env["org.unit"].create({"name": "HR", "code": "HR-U", "kind": "bureau"})
        device = self.env["maintenance.equipment"].create(
            {"name": "Kit", "owner_user_id": user.id, "org_unit_id": unit.id}
        )
        device.flush_recordset()
        device.invalidate_recordset()
        self.assertEqual(device.owner_user_id, user)
        employee = self.env["hr.employee"].create({"name": "Somebody"})
        device.employee_id = employee
        self.assertEqual(device.owner_user_id, user)

    def test_an_officer_of_human_resources_manages_no_devices(self):
        officer = new_test_user(self.env, "hr_officer", groups="hr.group_hr_user")
        self.assertFalse(officer.has_group("maintenance.group_equipment_manager"))
