from odoo import Command
from odoo.exceptions import AccessError

from .common import EquipmentCase


class TestEquipmentConfiguration(EquipmentCase):
    """What all units share is kept by the manager; an officer adds what is missing."""

    def test_an_officer_leaves_shared_models_templates_and_checklists_alone(self):
        checklist = self.env["equipment.checklist"].create({"name": "年度保养"})
        team = self.env["maintenance.team"].create({"name": "县设备科"})
        for record in (self.bp_model, self.kit_template, checklist, team):
            for user in (self.hospital_officer, self.officer):
                self.assertTrue(record.with_user(user).display_name)
                with self.assertRaises(AccessError):
                    record.with_user(user).name = "改名"
            record.with_user(self.manager).name = "改名"

    def test_an_officer_adds_no_checks_and_no_parts_to_what_is_shared(self):
        check = Command.create({"kind": "unpacked"})
        with self.assertRaises(AccessError):
            self.bp_model.with_user(self.hospital_officer).check_ids = [check]
        checks = self.env["equipment.model.check"].with_user(self.hospital_officer)
        with self.assertRaises(AccessError):
            checks.create({"model_id": self.bp_model.id, "kind": "unpacked"})
        parts = self.env["equipment.kit.template.line"].with_user(self.hospital_officer)
        with self.assertRaises(AccessError):
            parts.create({"template_id": self.kit_template.id, "model_id": self.bp_model.id})

    def test_an_officer_adds_a_model_with_its_checks_and_corrects_it(self):
        models = self.env["equipment.model"].with_user(self.hospital_officer)
        model = models.create(
            {"name": "雾化器", "brand": "甲", "check_ids": [Command.create({"kind": "unpacked"})]}
        )
        model.brand = "乙"
        model.check_ids.is_required = False
        self.assertEqual(model.brand, "乙")
        with self.assertRaises(AccessError):
            model.with_user(self.officer).brand = "丙"
