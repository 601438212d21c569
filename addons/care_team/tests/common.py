"""Two hospitals of a county, a clinic below the first, and who works there."""

import base64
import io

from PIL import Image

from odoo.fields import Command
from odoo.tests import TransactionCase

from odoo.addons.org_unit.tests.common import new_users

LOGS = ("odoo.addons.base.models.ir_rule", "odoo.addons.base.models.ir_model")


def picture(form="PNG", size=(60, 20)):
    """A picture in base64, as a browser sends it."""
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, form)
    return base64.b64encode(stream.getvalue())


class CareCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env.company.partner_id.lang = "en_US"
        cls.county = cls._unit("CARE-COUNTY", "bureau")
        cls.hospital = cls._unit("CARE-HOSPITAL", "township_hospital", cls.county)
        cls.other = cls._unit("CARE-OTHER", "township_hospital", cls.county)
        cls.clinic = cls._unit("CARE-CLINIC", "village_clinic", cls.hospital)
        cls.manager, cls.leader, cls.doctor, cls.foreign, cls.stranger = new_users(
            cls.env,
            cls._user("care_manager", "manager", cls.hospital),
            cls._user("care_leader", "leader", cls.hospital),
            cls._user("care_doctor", "member", cls.clinic),
            cls._user("care_foreign", "manager", cls.other),
            cls._user("care_stranger", "leader", cls.other),
        )
        cls.practitioners = cls.env["care.practitioner"].with_user(cls.manager)
        cls.physician = cls.env.ref("care_team.licence_physician")
        cls.nurse = cls.env.ref("care_team.licence_nurse")
        cls.head = cls._practitioner(user_id=cls.leader.id)
        cls.village = cls._practitioner(user_id=cls.doctor.id, org_unit_id=cls.clinic.id)

    @classmethod
    def _unit(cls, code, kind, parent=None):
        vals = {"name": code, "code": code, "kind": kind, "parent_id": parent and parent.id}
        return cls.env["org.unit"].create(vals)

    @classmethod
    def _user(cls, login, group, unit):
        return {"login": login, "groups": f"care_team.group_{group}", "org_unit_id": unit.id}

    @classmethod
    def _practitioner(cls, **values):
        vals = {"licence_kind_id": cls.physician.id, "org_unit_id": cls.hospital.id, **values}
        return cls.practitioners.create(vals)

    @classmethod
    def _team(cls, members=None, **values):
        members = cls.head | cls.village if members is None else members
        rows = [{"practitioner_id": p.id, "date_from": "2026-01-01"} for p in members]
        vals = {
            "name": "First team",
            "code": "CARE-T1",
            "leader_id": cls.head.id,
            "date_from": "2026-01-01",
            "member_ids": [Command.create(row) for row in rows],
            **values,
        }
        return cls.env["care.team"].with_user(cls.manager).create(vals)
