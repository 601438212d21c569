from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from .agreement_common import AgreementCase, draw_signature


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyAgreement(AgreementCase):
    def test_services_follow_from_the_packages_and_are_counted_for_the_term(self):
        agreement = self._draft(package_ids=[Command.set((self.package | self.paid).ids)])
        planned = {line.item_id.code: line.planned for line in agreement.line_ids}
        self.assertEqual(planned, {"JC03": 4, "JC02": 1, "GX01": 2, "GX02": 4})
        self.assertEqual(agreement.fee_total, 2 * 30 + 4 * 5)

    def test_three_years_are_three_times_the_services(self):
        agreement = self._draft(term_years="3")
        self.assertEqual(agreement.line_ids.mapped("planned"), [12, 3])
        self.assertEqual(str(agreement.end_date), "2029-03-01")

    def test_signed_submitted_and_accepted_it_is_in_force_from_its_first_day(self):
        agreement = self._submit()
        self.assertEqual((agreement.state, agreement.slot), ("submitted", "current"))
        agreement.with_user(self.reviewer).action_approve()
        self.assertEqual(agreement.state, "active")
        self.assertEqual(self.archive.current_agreement_id, agreement)
        self.assertEqual(self.archive.agreement_team_id, self.team)

    def test_an_agreement_for_later_waits_for_its_first_day(self):
        agreement = self._agree(start_date="2026-04-01")
        self.assertEqual(agreement.state, "signed")
        with freeze_time("2026-04-01 02:00:00"):
            self._advance()
        self.assertEqual(agreement.state, "active")

    def test_near_its_end_it_says_so_and_then_expires(self):
        agreement = self._agree()
        for day, state in (
            ("2027-01-29", "active"), ("2027-01-30", "expiring"), ("2027-03-01", "expiring"),
            ("2027-03-02", "expired"),
        ):  # fmt: skip
            with freeze_time(f"{day} 02:00:00"):
                self._advance()
            self.assertEqual(agreement.state, state, day)
        self.assertFalse(self.archive.current_agreement_id)

    def test_nobody_accepts_his_own_work(self):
        agreement = self._submit()
        self.signer.group_ids += self.env.ref("care_team.group_reviewer")
        with self.assertRaisesRegex(UserError, "another person"):
            agreement.with_user(self.signer).action_approve()

    def test_without_the_role_nobody_accepts(self):
        with self.assertRaises(AccessError):
            self._submit().with_user(self.other_signer).action_approve()

    def test_a_second_agreement_names_the_team_of_the_first(self):
        self._submit()
        second = self._sign(self._draft(user=self.other_signer, team=self.other_team))
        with self.assertRaisesRegex(UserError, "T1团队.*transfer"), self.env.cr.savepoint():
            second.action_submit()
        with self.assertRaisesRegex(UserError, "T1团队"), self.env.cr.savepoint():
            second._take_place()

    def test_a_returned_agreement_frees_the_resident_and_tells_the_doctor_why(self):
        agreement = self._submit()
        agreement.with_user(self.reviewer)._return("照片不清楚")
        self.assertEqual((agreement.state, agreement.slot), ("returned", False))
        self.assertEqual(agreement.activity_ids.user_id, self.signer)
        self.assertIn("照片不清楚", agreement.review_ids.reason)
        agreement.action_submit()
        self.assertEqual(agreement.state, "submitted")

    def test_a_signed_text_does_not_change_until_the_signatures_are_taken_back(self):
        agreement = self._draft()
        agreement._sign("resident", draw_signature(), has_read=True)
        with self.assertRaisesRegex(UserError, "Take the signatures back"):
            agreement.term_years = "3"
        agreement._unsign("期限有误")
        agreement.term_years = "3"
        self.assertFalse(agreement.is_signed_by_resident)
        self.assertEqual(agreement.signature_ids.void_reason, "期限有误")

    def test_what_was_submitted_is_sealed_for_everybody(self):
        agreement = self._submit()
        with self.assertRaises(UserError):
            agreement.with_user(self.boss).term_years = "2"
        with self.assertRaises(UserError):
            agreement.line_ids.sudo().planned = 1
        self.assertFalse(agreement._get_seal_breaks())

    def test_a_changed_text_is_found(self):
        agreement = self._submit()
        self.env.cr.execute(
            "UPDATE family_agreement SET document_html = document_html || ' ' WHERE id = %s",
            [agreement.id],
        )
        agreement.invalidate_recordset()
        self.assertTrue(agreement._get_seal_breaks())

    def test_a_forged_hash_is_refused(self):
        agreement = self._draft()
        for vals in ({"document_hash": "0" * 64}, {"state": "active"}, {"slot": "current"}):
            with self.assertRaises(AccessError):
                agreement.write(vals)
        with self.assertRaises(AccessError):
            self.env["family.signature"].with_user(self.signer).create(
                {"agreement_id": agreement.id, "role": "doctor", "signer_name": "x"}
            )

    def test_nobody_signs_in_the_name_of_the_doctor(self):
        with self.assertRaisesRegex(AccessError, "签约医生"):
            self._draft().with_user(self.leader)._sign("doctor", draw_signature())

    def test_a_child_is_signed_for_by_a_representative(self):
        archive = self._new_archive("小明", birth_date="2015-06-01")
        draft = self._draft(archive)
        with self.assertRaisesRegex(UserError, "who signs for the resident"):
            draft.action_open_sign()
        draft.write(
            {
                "representative_name": "大明",
                "representative_relation_id": self.env["health.code"]._get("sign_relation", "2").id,
            }
        )
        with self.assertRaisesRegex(ValidationError, "representative"):
            draft._sign("resident", draw_signature(), has_read=True)
        self._sign(draft, "representative").action_submit()
        self.assertEqual(draft.signature_ids.mapped("signer_name"), ["大明", "签约医生"])

    def test_an_unread_agreement_is_not_signed(self):
        with self.assertRaisesRegex(ValidationError, "read"):
            self._draft()._sign("resident", draw_signature())

    def test_an_empty_signature_is_none(self):
        with self.assertRaisesRegex(ValidationError, "Sign in the field"):
            self._draft()._sign("resident", False, has_read=True)

    def test_a_package_for_other_groups_is_refused(self):
        children = self.env.ref("resident.population_tag_child")
        package = self._new_package("ET", "儿童包", ["child"], tag_ids=children.ids)
        draft = self._draft(package_ids=[Command.set(package.ids)])
        with self.assertRaisesRegex(UserError, "儿童包.*groups"):
            draft._sign("resident", draw_signature(), has_read=True)

    def test_an_expired_text_is_refused(self):
        draft = self._draft()
        self.template.valid_to = "2026-02-28"
        with self.assertRaisesRegex(UserError, "no longer in use"):
            draft._sign("resident", draw_signature(), has_read=True)

    def test_the_dead_do_not_sign(self):
        draft = self._draft()
        self.resident.write({"death_date": "2026-03-01", "resident_state": "deceased"})
        with self.assertRaisesRegex(UserError, "died"):
            draft._sign("resident", draw_signature(), has_read=True)

    def test_a_doctor_with_too_many_residents_is_refused(self):
        self.team.load_per_doctor = 1
        self._agree()
        second = self._sign(self._draft(self._new_archive("李四")))
        with self.assertRaisesRegex(UserError, "1 are allowed"):
            second.action_submit()

    def test_other_villages_see_neither_agreement_nor_signature(self):
        agreement = self._agree()
        stranger = self.stranger
        stranger.group_ids += self.env.ref("care_team.group_member")
        for records in (
            agreement,
            agreement.line_ids,
            agreement.signature_ids,
            agreement.review_ids,
        ):
            self.assertFalse(records.with_user(stranger).search([("id", "in", records.ids)]))
            with self.assertRaises(AccessError):
                records.with_user(stranger).read(["id", "create_date"])
