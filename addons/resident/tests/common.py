from odoo.tests import TransactionCase, new_test_user

NUMBER = "451024195306150027"
OTHER_NUMBER = "451024198002290016"
PHONE = "13800000417"


class ResidentCase(TransactionCase):
    """Two villages of one hospital; who works there, and a finance clerk of the hospital."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.hospital = cls._make_unit("Hospital", "township_hospital")
        cls.village_a = cls._make_unit("Village A", "village_clinic", cls.hospital)
        cls.village_b = cls._make_unit("Village B", "village_clinic", cls.hospital)
        cls.doctor_a = cls._make_user("res_doctor_a", "village_doctor", cls.village_a)
        cls.doctor_b = cls._make_user("res_doctor_b", "village_doctor", cls.village_b)
        cls.manager = cls._make_user("res_manager", "health_manager", cls.hospital)
        cls.finance = new_test_user(
            cls.env,
            "res_finance",
            "base.group_user,base.group_allow_export,base.group_partner_manager",
        )
        cls.finance.org_unit_id = cls.hospital

    @classmethod
    def _make_unit(cls, name, kind, parent=None):
        return cls.env["org.unit"].create(
            {"name": name, "code": f"res {name}", "kind": kind, "parent_id": parent and parent.id}
        )

    @classmethod
    def _make_user(cls, login, role, unit):
        user = new_test_user(
            cls.env, login, f"base.group_user,base.group_allow_export,resident.group_{role}"
        )
        user.org_unit_id = unit
        return user

    def _resident(self, user=None, **vals):
        residents = self.env["res.partner"].with_user(user or self.doctor_a)
        return residents.create({"name": "韦示三", "is_resident": True} | vals)

    def _found(self, text, user=None):
        residents = self.env["res.partner"].with_user(user or self.doctor_a)
        return residents.search([("resident_search", "=", text)])
