from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tests import TransactionCase, tagged

from odoo.addons.org_unit.tests.common import new_users

from .roles import CONTRACT, RESIDENT, SERVICE

CLINICAL = ("health.archive", "health.followup", "health.exam", "health.enrolment")
TODAY = "2026-11-21 02:00:00"
NEXT_DAY = "2027-06-15 16:00:00"  # midnight in China, after the last day


@tagged("standard", "post_install", "-at_install")
class TestServiceScope(TransactionCase):
    """A centre that has a contract and a service project: money, service and health stay apart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        centre = cls.env.ref("org_unit.unit_longgang")
        cls.contract = cls.env.ref("contract_billing.project_longgang_demo")
        cls.service = cls.env.ref("service_project.project_service_demo")
        cls.approver, cls.coordinator, cls.physician, cls.manager = new_users(
            cls.env,
            *(
                {"login": f"suite_{key}", "groups": groups, "org_unit_id": centre.id}
                for key, groups in (
                    ("sv_approver", CONTRACT + "approver"),
                    ("sv_coordinator", SERVICE + "coordinator"),
                    ("sv_physician", f"{SERVICE}physician,{RESIDENT}health_doctor"),
                    ("sv_manager", SERVICE + "manager"),
                )
            ),
        )
        cls.person = cls.env.ref("service_project.resident_service_01_demo")
        # another village stands in: that of the centre has no code for archive numbers
        cls.person.region_id = cls.env.ref("resident.region_demo_village_01")
        cls.archive = cls.env["health.archive"].create({"partner_id": cls.person.id})

    def _projects(self, user):
        return self.env["project.project"].with_user(user).search([])

    def test_contract_roles_see_no_service_project(self):
        seen = self._projects(self.approver)
        self.assertIn(self.contract, seen)
        self.assertNotIn(self.service, seen)
        for model in ("service.member", "service.assignment", "service.ruling"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(self.approver).search([])

    def test_service_roles_see_no_contract_and_make_none(self):
        for user in (self.coordinator, self.manager):
            seen = self._projects(user)
            self.assertIn(self.service, seen)
            self.assertNotIn(self.contract, seen)
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["billing.line"].with_user(user).search([])
        following = self.service.with_user(self.manager).copy()
        self.assertFalse(following.is_contract)
        self.assertEqual(following.contract_stage, "draft")

    def test_a_service_project_stands_in_no_list_of_contracts(self):
        action = self.env.ref("contract_billing.project_project_action_contract")
        self.assertIn("is_contract", action.domain)
        self.assertFalse(self.service.is_contract)

    def test_nobody_of_a_service_reads_anything_clinical_without_a_health_role(self):
        for user in (self.coordinator, self.manager):
            for model in CLINICAL:
                with self.subTest(model=model, user=user.login), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search([])

    def test_the_physician_reads_archives_within_the_dates_of_the_assignment(self):
        archives = self.env["health.archive"].with_user(self.physician)
        self.env["service.assignment"].create(
            {"project_id": self.service.id, "user_id": self.physician.id, "date_from": "2026-06-16"}
        )
        with freeze_time(TODAY):
            self.assertIn(self.archive, archives.search([]))
        with freeze_time(NEXT_DAY):
            self.assertFalse(archives.search([]))
            with self.assertRaises(AccessError):
                self.archive.with_user(self.physician).read(["state"])

    def test_a_health_role_beside_the_coordinator_opens_the_clinical_side(self):
        self.coordinator.group_ids = [Command.link(self.env.ref(RESIDENT + "health_reader").id)]
        archives = self.env["health.archive"].with_user(self.coordinator)
        self.assertIn(self.archive, archives.search([]))
