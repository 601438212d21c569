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

    def test_who_applies_for_a_transfer_leaves_no_draft_behind(self):
        agreement = self._agree()
        action = self.env.ref("family_agreement.family_agreement_action").id
        for tour, asked in (("family_transfer_discard", 0), ("family_transfer_apply", 1)):
            self.start_tour(f"/odoo/action-{action}/new", tour, login="fa_other")
            found = self.env["family.agreement"].search([("archive_id", "=", self.archive.id)])
            self.assertEqual(found, agreement, tour)
            self.assertEqual(len(agreement.transfer_ids), asked, tour)
        self.assertEqual(agreement.transfer_ids.to_team_id, self.other_team)
        self.assertEqual(agreement.transfer_ids.requested_by_id, self.other_signer)

    def test_who_enters_a_resident_of_the_own_team_again_opens_the_agreement(self):
        agreement = self._agree()
        action = self.env.ref("family_agreement.family_agreement_action").id
        self.start_tour(f"/odoo/action-{action}/new", "family_transfer_own", login="fa_signer")
        found = self.env["family.agreement"].search([("archive_id", "=", self.archive.id)])
        self.assertEqual(found, agreement)

    def test_an_application_for_a_transfer_is_begun_from_the_list(self):
        agreement = self._agree()
        action = self.env.ref("family_agreement.family_transfer_action").id
        self.start_tour(f"/odoo/action-{action}", "family_transfer_list", login="fa_other")
        [transfer] = agreement.transfer_ids
        self.assertEqual((transfer.to_team_id, transfer.state), (self.other_team, "requested"))
        self.assertFalse(transfer.with_user(self.other_signer).can_decide)
        self.assertTrue(transfer.with_user(self.reviewer).can_decide)
