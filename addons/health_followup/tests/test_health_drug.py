from lxml import etree

from odoo.exceptions import AccessError

from .followup_common import HealthFollowupCase


class TestHealthDrug(HealthFollowupCase):
    def test_doctor_adds_a_drug_on_a_form_with_a_button_to_save_and_changes_none(self):
        drugs = self.env["health.drug"].with_user(self.doctor)
        action = self.env.ref("health_followup.health_drug_action")
        # the list has no row to write into for who may not change drugs
        self.assertIn("form", action.view_mode)
        form = etree.fromstring(drugs.get_view(view_type="form")["arch"])
        self.assertTrue(form.xpath("//button[@special='save'][@invisible='id']"))
        drug = drugs.create({"name": "试用药"})
        with self.assertRaises(AccessError):
            drug.amount = 2
