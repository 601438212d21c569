from odoo import fields
from odoo.tests import HttpCase, tagged

from .duty_common import DutyCase


@tagged("post_install", "-at_install")
class TestFamilyDeskUi(DutyCase, HttpCase):
    """The browser has the clock of the machine, so nothing is frozen here."""

    def test_a_doctor_goes_from_the_desk_to_the_service_and_the_resident_signs(self):
        self.env.ref("family_agreement.service_item_consultation").needs_confirmation = True
        package = self._new_package("ZX", "咨询包", ["consultation"])
        start = fields.Date.subtract(fields.Date.context_today(self.signer), days=200)
        agreement = self._agree_on(package=package, sign_date=start, start_date=start)
        self.start_tour("/odoo/family-desk", "family_desk_serve", login="fa_signer")
        [duty] = self._units(agreement)
        self.assertEqual((duty.unit_number, duty.res_model), (1, "family.service"))
        service = self.env["family.service"].browse(duty.res_id)
        self.assertTrue(service.confirmation)
        self.assertEqual(service.confirmed_by, self.archive.partner_id.name)
        self.assertEqual(service.evidence_ids.mapped("requirement_code"), ["photo"])
