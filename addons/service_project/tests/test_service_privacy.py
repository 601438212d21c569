from freezegun import freeze_time

from odoo.exceptions import AccessError
from odoo.fields import Command

from .common import TODAY, ServiceCase


@freeze_time(TODAY)
class TestServicePrivacy(ServiceCase):
    """Coordinators know who is entitled, not what ails them."""

    def setUp(self):
        super().setUp()
        self.person = self._person("潘样三", birth_date="1950-01-01")
        self._member(self.person)
        self.tag = self.env.ref("resident.population_tag_hypertension")
        self.env["resident.population.tag.line"].create(
            {"partner_id": self.person.id, "tag_id": self.tag.id}
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def test_service_roles_do_not_learn_of_a_chronic_disease(self):
        for user in (self.viewer, self.coordinator, self.physician, self.manager):
            with self.subTest(user.login):
                env = self.env(user=user)
                own = self.person.with_user(user)
                self.assertEqual(own.name, "潘样三")
                self.assertNotIn(self.tag, own.population_tag_ids)
                self.assertFalse(own.population_tag_line_ids)
                self.assertFalse(env["resident.population.tag.line"].search([]))
                for domain in (
                    [("population_tag_ids", "in", self.tag.ids)],
                    [("population_tag_line_ids.tag_id", "=", self.tag.id)],
                ):
                    self.assertFalse(env["res.partner"].search(domain))

    def test_a_physician_with_a_health_role_does(self):
        self.physician.group_ids = [Command.link(self.env.ref("resident.group_village_doctor").id)]
        self.assertIn(self.tag, self.person.with_user(self.physician).population_tag_ids)

    def test_a_coordinator_keeps_residents_and_no_other_contact(self):
        supplier = self.env["res.partner"].create({"name": "Supplier", "is_company": True})
        with self.assertRaises(AccessError):
            supplier.with_user(self.coordinator).name = "x"
        self.person.with_user(self.coordinator).street = "龙岗区示例社区1号"
        for user in (self.viewer, self.physician):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.person.with_user(user).street = "x"
