from odoo.tests import TransactionCase, tagged

from odoo.addons.org_unit.tests.common import new_users

PREFIX = "451024104101"
OTHER_PREFIX = "451024104102"


@tagged("post_install", "-at_install")
class HealthArchiveCase(TransactionCase):
    """A hospital with two village clinics, a user per role, and residents in both villages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        county = cls._region("451099", "测试县")
        cls.township = cls._region("451099104", "测试镇", county)
        cls.village = cls._region("451099104201", "甲村", cls.township, PREFIX)
        cls.other_village = cls._region("451099104202", "乙村", cls.township, OTHER_PREFIX)
        cls.hospital = cls._unit("HA-1", "township_hospital")
        cls.clinic = cls._unit("HA-1-1", "village_clinic", cls.hospital, cls.village)
        cls.other_clinic = cls._unit("HA-1-2", "village_clinic", cls.hospital, cls.other_village)
        cls._create_users()
        cls.resident = cls._resident("张三丰")

    @classmethod
    def _create_users(cls):
        sensitive = "resident.group_health_doctor,resident.group_health_sensitive"
        (
            cls.reader, cls.doctor, cls.stranger, cls.hospital_doctor, cls.manager, cls.sensitive,
            cls.finance,
        ) = cls._users(
            ("reader", "resident.group_health_reader", cls.clinic),
            ("doctor", "resident.group_village_doctor", cls.clinic),
            ("stranger", "resident.group_village_doctor", cls.other_clinic),
            ("hospital", "resident.group_health_doctor", cls.hospital),
            ("manager", "resident.group_health_manager", cls.hospital),
            ("sensitive", sensitive, cls.hospital),
            ("finance", "base.group_user", cls.hospital),
        )  # fmt: skip

    @classmethod
    def _region(cls, code, name, parent=None, prefix=False):
        return cls.env["cn.region"].create(
            {
                "code": code,
                "name": name,
                "parent_id": parent and parent.id,
                "archive_prefix": prefix,
            }
        )

    @classmethod
    def _unit(cls, code, kind, parent=None, region=None):
        return cls.env["org.unit"].create(
            {
                "name": f"测试单位{code}",
                "code": code,
                "kind": kind,
                "parent_id": parent and parent.id,
                "region_id": region and region.id,
            }
        )

    @classmethod
    def _user(cls, login, groups, unit):
        return cls._users((login, f"resident.{groups}", unit))

    @classmethod
    def _users(cls, *rows):
        """The users of these logins, groups and units."""
        return new_users(
            cls.env,
            *(
                {
                    "login": f"ha_{login}",
                    "groups": groups,
                    "name": f"测试{login}",
                    "org_unit_id": unit.id,
                }
                for login, groups, unit in rows
            ),
        )

    @classmethod
    def _resident(cls, name, **vals):
        """A resident of village A, kept by its clinic."""
        defaults = {
            "name": name,
            "is_resident": True,
            "birth_date": "1953-06-15",
            "sex": "1",
            "resident_unit_id": cls.clinic.id,
            "region_id": cls.village.id,
        }
        return cls.env["res.partner"].create(defaults | vals)

    @classmethod
    def _archive(cls, partner=None, active=True, **vals):
        """An archive built by the village doctor, in use unless told otherwise."""
        partner = partner or cls.resident
        archives = cls.env["health.archive"].with_user(cls.doctor)
        archive = archives.create({"partner_id": partner.id} | vals)
        if active:
            archive.action_submit()
        return archive

    @classmethod
    def _code(cls, list_code, code):
        return cls.env["health.code"]._get(list_code, code)
