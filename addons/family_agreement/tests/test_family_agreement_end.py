from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from .agreement_common import AgreementCase, draw_signature


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyAgreementEnd(AgreementCase):
    def test_it_is_renewed_from_sixty_days_before_its_end(self):
        agreement = self._agree()
        with freeze_time("2026-12-30 02:00:00"), self.assertRaisesRegex(UserError, "2027-03-01"):
            agreement.action_renew()
        with freeze_time("2026-12-31 02:00:00"):
            draft = self._sign(agreement._renew())
            self.assertEqual(str(draft.start_date), "2027-03-02")
            draft.action_submit()
            self.assertEqual(draft.slot, "next")
            draft.with_user(self.reviewer).action_approve()
        with freeze_time("2027-03-02 02:00:00"):
            self._advance()
        self.assertEqual((agreement.state, draft.state), ("renewed", "active"))
        self.assertEqual(self.archive.current_agreement_id, draft)
        self.assertEqual(draft.slot, "current")

    def test_it_is_renewed_once(self):
        agreement = self._agree()
        with freeze_time("2027-02-01 02:00:00"):
            agreement._renew()
            with self.assertRaisesRegex(UserError, "already"):
                agreement._renew()

    def test_a_wave_of_renewals_does_not_stop_at_a_doctor_who_left_the_team(self):
        agreement = self._agree()
        members = self.team.member_ids
        leaving = members.filtered(lambda row: row.practitioner_id == agreement.doctor_id)
        with freeze_time("2027-02-01 02:00:00"):
            leaving.date_to = "2027-01-31"
            draft = agreement.with_user(self.leader)._renew()
        self.assertEqual(draft.doctor_id, (members - leaving).practitioner_id)

    def test_a_transfer_ends_the_old_agreement_the_day_before(self):
        agreement = self._agree()
        with freeze_time("2026-06-01 02:00:00"):
            transfer = self.env["family.transfer"].with_user(self.other_signer).create(
                {"agreement_id": agreement.id, "to_team_id": self.other_team.id, "reason": "搬家"}
            )  # fmt: skip
            self.assertEqual(transfer.sudo().activity_ids.user_id, self.leader)
            transfer.with_user(self.leader).action_accept()
            draft = transfer.new_agreement_id.with_user(self.other_signer)
            self._sign(draft).action_submit()
            draft.with_user(self.reviewer).action_approve()
        self.assertEqual((agreement.state, str(agreement.ended_on)), ("transferred", "2026-05-31"))
        self.assertEqual((draft.state, draft.slot), ("active", "current"))
        self.assertEqual(transfer.state, "done")
        self.assertEqual(self.archive.agreement_team_id, self.other_team)

    def test_who_asks_for_a_transfer_does_not_decide_on_it(self):
        agreement = self._agree()
        transfer = self.env["family.transfer"].with_user(self.other_signer).create(
            {"agreement_id": agreement.id, "to_team_id": self.other_team.id, "reason": "搬家"}
        )  # fmt: skip
        with self.assertRaisesRegex(Exception, "leader"):
            transfer.action_accept()

    def test_termination_has_a_day_a_reason_and_frees_the_resident(self):
        agreement = self._agree()
        with freeze_time("2026-05-10 02:00:00"):
            with self.assertRaises(UserError):
                agreement._terminate("04", agreement.start_date.replace(year=2030))
            with self.assertRaises(ValidationError):
                agreement._terminate("99", agreement.sign_date)
            agreement._terminate("04", agreement.sign_date.replace(month=5, day=9), "本人要求")
        self.assertEqual((agreement.state, str(agreement.last_day)), ("terminated", "2026-05-09"))
        with freeze_time("2026-05-10 02:00:00"):
            self.assertEqual(self._agree().state, "active")

    def test_the_proof_of_a_termination_can_be_looked_at(self):
        agreement = self._agree()
        dialog = self.env["family.terminate"].with_user(self.signer).create(
            {
                "agreement_ids": agreement.ids,
                "reason_id": self.env["health.code"]._get("sign_end_reason", "04").id,
                "proof": draw_signature(),
                "proof_name": "书面说明.png",
            }
        )  # fmt: skip
        dialog.action_confirm()
        action = agreement.action_open_end_proofs()
        shown = self.env["evidence.item"].with_user(self.signer).search(action["domain"])
        self.assertEqual(shown.mapped("name"), ["书面说明.png"])

    def test_death_ends_it_with_the_archive(self):
        agreement = self._agree()
        with freeze_time("2026-07-02 02:00:00"):
            self.archive.with_user(self.hospital_doctor)._close(
                "1", agreement.sign_date.replace(month=7, day=1), death_cause="心梗"
            )
        self.assertEqual(agreement.state, "terminated")
        self.assertEqual(agreement.end_reason_id.code, "03")
