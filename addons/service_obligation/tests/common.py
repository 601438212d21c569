from odoo.tests import TransactionCase

from odoo.addons.org_unit.tests.common import new_users

ROLE = "service_project.group_service_"


class ObligationCase(TransactionCase):
    """A service project of a centre in 2026-06-16..2027-06-15, three people on its roster.

    The third of them left on 2026-10-31. There are a manager, a coordinator and an auditor of the
    centre, a manager of another centre and a physician of the supplier whose work ended 2026-09-30.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.centre, cls.other_centre = cls.env["org.unit"].create(
            [
                {"name": name, "code": name, "kind": "service_center"}
                for name in ("OBL Centre", "OBL Other")
            ]
        )
        cls.manager, cls.coordinator, cls.viewer, cls.stranger, cls.physician = new_users(
            cls.env,
            cls._user_vals("obl_manager", "manager", cls.centre),
            cls._user_vals("obl_coordinator", "coordinator", cls.centre),
            cls._user_vals("obl_viewer", "viewer", cls.centre),
            cls._user_vals("obl_stranger", "manager", cls.other_centre),
            cls._user_vals("obl_physician", "physician", cls.centre),
        )
        cls.project = cls._new_project()
        cls.env["service.assignment"].create(
            {
                "project_id": cls.project.id,
                "user_id": cls.physician.id,
                "date_from": "2026-06-16",
                "date_to": "2026-09-30",
            }
        )
        cls.category = cls.env["service.category"].create(
            {"code": "obl", "name": "OBL", "valid_from": "2026-01-01", "source": "Test"}
        )
        cls.people = cls.env["res.partner"].create(
            [
                {"name": name, "is_resident": True, "resident_unit_id": cls.centre.id}
                for name in ("甲", "乙", "丙", "外人")
            ]
        )
        cls.members = cls.env["service.member"].create(
            [cls._member_vals(person) for person in cls.people[:3]]
        )
        cls.members[2].write({"exit_date": "2026-10-31", "exit_reason": "moved"})
        cls.visit, cls.meeting = cls.env["service.claim.kind"].create(
            [{"code": code, "name": code} for code in ("test_visit", "test_meeting")]
        )

    @classmethod
    def _user_vals(cls, login, role, unit):
        groups = f"base.group_user,base.group_allow_export,{ROLE}{role}"
        return {"login": login, "groups": groups, "org_unit_id": unit.id}

    @classmethod
    def _new_project(cls, **vals):
        return cls.env["project.project"].create(
            {
                "name": "OBL",
                "is_service": True,
                "service_unit_id": cls.centre.id,
                "date_start": "2026-06-16",
                "date": "2027-06-15",
            }
            | vals
        )

    @classmethod
    def _member_vals(cls, person, **vals):
        return {
            "project_id": cls.project.id,
            "partner_id": person.id,
            "category_id": cls.category.id,
            "entry_date": "2026-06-16",
        } | vals

    @classmethod
    def _obligation(cls, code="L15", **vals):
        """An obligation of 80 visits; ``vals`` change it."""
        return cls.env["service.obligation"].create(
            {
                "project_id": cls.project.id,
                "code": code,
                "name": f"Obligation {code}",
                "kind_id": cls.visit.id,
                "threshold": 80,
            }
            | vals
        )

    @classmethod
    def _parameter(cls, obligation, **vals):
        """The parameter ``within_days`` of 30."""
        values = {"code": "within_days", "name": "Within", "value": 30, "source": "[P]"} | vals
        return cls.env["service.parameter"].create({"obligation_id": obligation.id} | values)

    @classmethod
    def _claim(cls, obligation, person=0, **vals):
        """A claim that counts, as the system stores it; its record is the person."""
        partner = cls.people[person]
        return cls.env["service.claim"].create(
            {
                "project_id": obligation.project_id.id,
                "obligation_id": obligation.id,
                "res_model": "res.partner",
                "res_id": partner.id,
                "partner_id": partner.id,
                "date": "2026-08-03",
                "value": 1,
                "state": "accepted",
            }
            | vals
        )
