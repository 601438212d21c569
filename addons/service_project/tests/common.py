from datetime import date

from odoo.tests import TransactionCase, tagged

from odoo.addons.org_unit.tests.common import new_users

START, END = date(2026, 6, 16), date(2027, 6, 15)
TODAY = "2026-11-21 02:00:00"
GROUP = "service_project.group_service_"
CATEGORIES = (("T1", "烈属（测试）", False), ("T2", "带病回乡（测试）", True))


@tagged("post_install", "-at_install")
class ServiceCase(TransactionCase):
    """A centre with one project, a user per role, staff of the supplier, and another centre."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.centre = cls._unit("SV-1")
        cls.other_centre = cls._unit("SV-2")
        cls._create_users()
        cls.plain, cls.first = cls.env["service.category"].create(
            [
                {"code": code, "name": name, "is_priority": priority, "valid_from": "2018-01-01",
                 "source": "test"}
                for code, name, priority in CATEGORIES
            ]
        )  # fmt: skip
        cls.project = cls._project(cls.centre)
        cls.assignment = cls._assign(cls.physician)

    @classmethod
    def _create_users(cls):
        export = ",base.group_allow_export"
        (
            cls.viewer, cls.coordinator, cls.physician, cls.manager, cls.stranger, cls.clerk,
        ) = new_users(
            cls.env,
            cls._user_vals("viewer", GROUP + "viewer", cls.centre),
            cls._user_vals("coordinator", GROUP + "coordinator" + export, cls.centre),
            cls._user_vals("physician", GROUP + "physician" + export, cls.centre),
            cls._user_vals("manager", GROUP + "manager", cls.centre),
            cls._user_vals("stranger", GROUP + "manager" + export, cls.other_centre),
            cls._user_vals("clerk", "base.group_user,project.group_project_manager", cls.centre),
        )  # fmt: skip

    @classmethod
    def _user_vals(cls, key, groups, unit):
        return {"login": f"sv_test_{key}", "groups": groups, "org_unit_id": unit.id}

    @classmethod
    def _unit(cls, code):
        vals = {"name": f"测试中心{code}", "code": code, "kind": "service_center"}
        return cls.env["org.unit"].create(vals)

    @classmethod
    def _project(cls, unit, **vals):
        return cls.env["project.project"].create(
            {
                "name": "优抚对象健康管理（测试）",
                "is_service": True,
                "service_unit_id": unit.id,
                "date_start": START,
                "date": END,
            }
            | vals
        )

    @classmethod
    def _assign(cls, user, **vals):
        values = {"project_id": cls.project.id, "user_id": user.id, "date_from": START} | vals
        return cls.env["service.assignment"].create(values)

    @classmethod
    def _person(cls, name="张样一", **vals):
        values = {"name": name, "is_resident": True, "resident_unit_id": cls.centre.id}
        return cls.env["res.partner"].create(values | vals)

    @classmethod
    def _member(cls, person=None, **vals):
        values = {
            "project_id": cls.project.id,
            "partner_id": (person or cls._person()).id,
            "category_id": cls.plain.id,
            "entry_date": START,
        }
        return cls.env["service.member"].create(values | vals)
