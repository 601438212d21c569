from freezegun import freeze_time

from odoo.tests import tagged

from .agreement_common import AgreementCase


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyTransfer(AgreementCase):
    def setUp(self):
        super().setUp()
        self.agreement = self._agree()

    def _apply(self):
        return self.env["family.transfer"].with_user(self.other_signer).create(
            {
                "agreement_id": self.agreement.id,
                "to_team_id": self.other_team.id,
                "reason": "搬家",
            }
        )  # fmt: skip

    def _begin(self):
        """What the other team's doctor entered before he was told who has the resident."""
        return self._draft(user=self.other_signer, team=self.other_team)

    def _get_todo(self, transfer):
        return transfer.sudo().activity_ids.filtered(
            lambda activity: activity.user_id == self.other_signer
        )

    def test_the_draft_that_the_new_team_began_becomes_its_agreement(self):
        draft = self._begin()
        transfer = self._apply()
        with freeze_time("2026-03-09 02:00:00"):
            transfer.with_user(self.leader).action_accept()
            self.assertEqual(transfer.new_agreement_id, draft)
            self.assertFalse(draft.holder_note)
            self._sign(draft).action_submit()
            draft.with_user(self.reviewer).action_approve()
        self.assertEqual(str(self.agreement.last_day), "2026-03-08")
        self.assertEqual((transfer.state, draft.state), ("done", "active"))

    def test_a_draft_below_which_somebody_signed_stays_what_it_is(self):
        draft = self._sign(self._begin())
        transfer = self._apply()
        transfer.with_user(self.leader).action_accept()
        self.assertTrue(transfer.new_agreement_id)
        self.assertNotEqual(transfer.new_agreement_id, draft)

    def test_an_application_under_way_is_shown_instead_of_a_second_one(self):
        draft = self._begin()
        transfer = self._apply()
        draft.invalidate_recordset()
        self.assertIn("was applied for", draft.holder_note)
        action = self.agreement.with_user(self.other_signer).action_open_transfer()
        self.assertEqual((action["res_model"], action["res_id"]), ("family.transfer", transfer.id))

    def test_a_draft_beside_the_accepted_one_names_it(self):
        transfer = self._apply()
        transfer.with_user(self.leader).action_accept()
        self.assertIn(transfer.new_agreement_id.number, self._begin().holder_note)

    def test_who_applied_is_told_of_the_decision(self):
        transfer = self._apply()
        transfer.with_user(self.leader).action_accept()
        self.assertIn(transfer.new_agreement_id.number, self._get_todo(transfer).summary)
        draft = self._sign(transfer.new_agreement_id.with_user(self.other_signer))
        draft.action_submit()
        draft.with_user(self.reviewer).action_approve()
        self.assertFalse(self._get_todo(transfer))

    def test_who_applied_is_told_why_it_was_refused(self):
        transfer = self._apply()
        transfer.with_user(self.leader)._refuse("居民改变主意")
        todo = self._get_todo(transfer)
        self.assertIn("refused", todo.summary)
        self.assertIn("居民改变主意", todo.note)
        self.assertFalse(transfer.sudo().activity_ids - todo)
