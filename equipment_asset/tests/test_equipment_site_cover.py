from odoo import Command
from odoo.exceptions import AccessError

from .common import EquipmentCase


class TestEquipmentSiteCover(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second = cls._unit("T-01-02", "village_clinic", cls.hospital)
        cls.third = cls._unit("T-01-03", "village_clinic", cls.hospital)
        cls.far = cls._unit("T-02-01", "village_clinic", cls.other_hospital)
        cls.kit_template.site_kinds = "clinics"
        kit = cls._kit(using_unit_id=cls.clinic.id)
        cls.rota = cls.env["equipment.rota"].create(
            {
                "kit_id": kit.id,
                "member_ids": [Command.create({"unit_id": u.id}) for u in cls.clinic | cls.second],
            }
        )

    def _cover(self, user):
        rows = self.env["equipment.site.cover"].with_user(user)
        rows.invalidate_model()  # a row's number may stand for another site now
        rows = rows.search([("template_id", "=", self.kit_template.id)])
        return {row.unit_id: row.cover for row in rows}

    def test_each_clinic_has_its_own_kit_shares_one_or_has_none(self):
        expected = {
            self.clinic: "own", self.second: "shared", self.third: "none", self.far: "none"
        }  # fmt: skip
        self.assertEqual(self._cover(self.viewer), expected)

    def test_a_hospital_is_looked_at_when_each_should_have_one(self):
        self.kit_template.site_kinds = "all"
        self.assertEqual(self._cover(self.viewer)[self.other_hospital], "none")

    def test_an_archived_rota_or_kit_covers_nobody(self):
        self.rota.active = False
        self.assertEqual(self._cover(self.viewer)[self.second], "none")
        self.rota.kit_id.active = False
        self.assertEqual(self._cover(self.viewer)[self.clinic], "none")

    def test_a_kit_that_not_every_site_needs_is_not_listed(self):
        self.kit_template.site_kinds = False
        self.assertFalse(self._cover(self.viewer))

    def test_each_sees_the_sites_of_the_own_scope(self):
        self.assertEqual(
            set(self._cover(self.hospital_officer)), {self.clinic, self.second, self.third}
        )
        self.assertEqual(set(self._cover(self.custodian)), {self.clinic})
        self.assertFalse(self._cover(self.stranger))

    def test_who_has_no_equipment_role_sees_no_list(self):
        outsider = self.env.ref("base.public_user")
        with self.assertRaises(AccessError):
            self._cover(outsider)
