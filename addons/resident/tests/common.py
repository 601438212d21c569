from odoo.tests import TransactionCase

from odoo.addons.org_unit.tests.common import new_users

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
        cls.doctor_a, cls.doctor_b, cls.manager, cls.finance = new_users(
            cls.env,
            cls._user_vals("res_doctor_a", "resident.group_village_doctor", cls.village_a),
            cls._user_vals("res_doctor_b", "resident.group_village_doctor", cls.village_b),
            cls._user_vals("res_manager", "resident.group_health_manager", cls.hospital),
            cls._user_vals("res_finance", "base.group_partner_manager", cls.hospital),
        )

    @classmethod
    def _make_unit(cls, name, kind, parent=None):
        return cls.env["org.unit"].create(
            {"name": name, "code": f"res {name}", "kind": kind, "parent_id": parent and parent.id}
        )

    @classmethod
    def _user_vals(cls, login, group, unit):
        groups = f"base.group_user,base.group_allow_export,{group}"
        return {"login": login, "groups": groups, "org_unit_id": unit.id}

    def _resident(self, user=None, **vals):
        residents = self.env["res.partner"].with_user(user or self.doctor_a)
        return residents.create({"name": "韦示三", "is_resident": True} | vals)

    def _found(self, text, user=None):
        residents = self.env["res.partner"].with_user(user or self.doctor_a)
        return residents.search([("resident_search", "=", text)])
