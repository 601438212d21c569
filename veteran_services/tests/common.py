from odoo.tests import freeze_time

from odoo.addons.health_archive.tests.common import HealthArchiveCase
from odoo.addons.org_unit.tests.common import new_users

START, END = "2026-06-16", "2027-06-15"
TODAY = "2026-11-21 02:00:00"
ROLE = "service_project.group_service_"


@freeze_time(TODAY)
class ServiceCareCase(HealthArchiveCase):
    """A project with the template of Longgang and one person on its roster, without an archive.

    An archive is complete with the place of work alone.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        requirements = cls.env["health.archive.requirement"]
        requirements.search([]).write({"valid_to": "2020-01-01"})
        requirements.create(
            {"field_name": "work_unit", "valid_from": "2020-01-02", "source": "test"}
        )
        health = ",resident.group_health_doctor"
        cls.service_manager, cls.coordinator, cls.physician = new_users(
            cls.env,
            *(
                {"login": f"vs_{key}", "groups": groups, "org_unit_id": cls.clinic.id}
                for key, groups in (
                    ("manager", ROLE + "manager,base.group_allow_export"),
                    ("coordinator", ROLE + "coordinator,base.group_allow_export"),
                    ("physician", ROLE + "physician" + health),
                )
            ),
        )
        cls.project = cls.env["project.project"].create(
            {
                "name": "优抚对象健康管理（测试）",
                "is_service": True,
                "service_unit_id": cls.clinic.id,
                "date_start": START,
                "date": END,
            }
        )
        cls.env["service.assignment"].create(
            {"project_id": cls.project.id, "user_id": cls.physician.id, "date_from": START}
        )
        cls.template = cls.env.ref("veteran_services.template_longgang_2026")
        cls.template.with_user(cls.service_manager)._apply(
            cls.project.with_user(cls.service_manager)
        )
        cls.member = cls._member(cls.resident)

    @classmethod
    def _member(cls, person, **vals):
        category = cls.env.ref("veteran_services.category_combat")
        return cls.env["service.member"].create(
            {
                "project_id": cls.project.id,
                "partner_id": person.id,
                "category_id": category.id,
                "entry_date": START,
                "external_ref": f"LGJY-{person.id}",
            }
            | vals
        )

    @classmethod
    def _obligation(cls, code):
        return cls.project.obligation_ids.filtered(lambda row: row.code == code)

    def _figure(self, code, date=None):
        """Figure of an obligation as the manager of the centre sees it."""
        obligation = self._obligation(code).with_user(self.service_manager)
        return obligation._get_figures(date)[obligation.id]

    def _claim(self, code, user=None):
        """The claim of the one person."""
        claims = self.env["service.claim"].with_user(user or self.service_manager)
        return claims.search([("obligation_id", "=", self._obligation(code).id)])

    def _build(self, **vals):
        """An archive in use, built by the physician today, complete and with consent."""
        archives = self.env["health.archive"].with_user(self.physician)
        archive = archives.create({"partner_id": self.resident.id, "work_unit": "无"} | vals)
        archive.action_submit()
        return archive

    def _consent(self, archive):
        consents = self.env["health.consent"].with_user(self.physician)
        return consents.create({"archive_id": archive.id, "purpose": "archive"})

    def _measure(self, archive, **values):
        """Measurements of today by their kind."""
        kinds = self.env["health.measurement.kind"].search([("code", "in", list(values))])
        return (
            self.env["health.measurement"]
            .with_user(self.physician)
            .create(
                [
                    {"archive_id": archive.id, "kind_id": kind.id, "value": values[kind.code]}
                    for kind in kinds
                ]
            )
        )
