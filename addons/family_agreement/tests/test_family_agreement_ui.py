from odoo.tests import HttpCase, tagged

from .agreement_common import AgreementCase, draw_signature


@tagged("post_install", "-at_install")
class TestFamilyAgreementUi(AgreementCase, HttpCase):
    def test_a_doctor_signs_in_one_visit_and_another_person_accepts(self):
        self.signer.sudo().practitioner_id.signature = draw_signature(5)
        self.start_tour("/odoo/unsigned-residents", "family_agreement_doctor", login="fa_signer")
        agreement = self.env["family.agreement"].search([("archive_id", "=", self.archive.id)])
        self.assertEqual(set(agreement.signature_ids.mapped("role")), {"resident", "doctor"})
        action = self.env.ref("family_agreement.family_agreement_review_action").id
        self.start_tour(f"/odoo/action-{action}", "family_agreement_reviewer", login="fa_reviewer")
        self.assertEqual(agreement.state, "active")
        self.assertEqual(agreement.review_ids.reviewer_id, self.reviewer)
