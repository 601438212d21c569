from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .agreement_common import AgreementCase, draw_signature


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyAgreementEntry(AgreementCase):
    def _open_dialog(self, agreement, **vals):
        dialogs = self.env["family.sign"].with_user(self.signer)
        return dialogs.create({"agreement_ids": agreement.ids, **vals})

    def _archives(self, user=None, **domain):
        archives = self.env["health.archive"].with_user(user or self.signer)
        return archives.search([(name, "=", value) for name, value in domain.items()])

    def test_a_new_agreement_opens_before_a_resident_is_chosen(self):
        with Form(self.env["family.agreement"].with_user(self.signer)) as form:
            self.assertEqual(form.team_id, self.team)
            self.assertEqual(form.doctor_id, self.signer.sudo().practitioner_id)
            form.archive_id = self.archive
            self.assertIn(self.package, form.package_ids[:])

    def test_who_enters_a_resident_of_another_team_is_told_at_once(self):
        agreement = self._agree()
        draft = self._draft(user=self.other_signer, team=self.other_team)
        self.assertEqual(draft.holder_id, agreement)
        self.assertIn("T1团队", draft.holder_note)
        self.assertFalse(draft.is_holder_mine)
        self.assertFalse(agreement.holder_note)

    def test_who_enters_a_resident_of_the_own_team_again_is_told_to_renew(self):
        self._agree()
        draft = self._draft(user=self.signer)
        self.assertIn("Renew that agreement", draft.holder_note)
        self.assertTrue(draft.is_holder_mine)

    def test_who_enters_is_told_when_no_text_is_in_force(self):
        with Form(self.env["family.agreement"].with_user(self.signer)) as form:
            form.archive_id = self.archive
            self.assertFalse(form.has_no_text)
        self.env["family.template"].search([])._write_server({"valid_to": "2026-03-01"})
        form = Form(self.env["family.agreement"].with_user(self.signer))
        self.assertFalse(form.has_no_text)
        form.archive_id = self.archive
        self.assertTrue(form.has_no_text)

    def test_a_renewal_is_not_warned_of_the_agreement_it_follows(self):
        agreement = self._agree()
        with freeze_time("2027-02-01 02:00:00"):
            self.assertFalse(agreement._renew().holder_note)

    def test_both_sides_sign_in_one_dialog_with_the_photo(self):
        self.env["family.setting"].create({"org_unit_id": self.hospital.id, "photo_required": True})
        draft = self._draft()
        signatures = {"signature": draw_signature(), "doctor_signature": draw_signature(5)}
        dialog = self._open_dialog(draft, has_read=True, **signatures)
        self.assertTrue(dialog.needs_photo)
        with self.assertRaisesRegex(UserError, "Photo"), self.env.cr.savepoint():
            dialog.action_confirm_submit()
        dialog.write({"photo": draw_signature(9), "photo_name": "签约.png"})
        dialog.action_confirm_submit()
        self.assertEqual(draft.state, "submitted")
        self.assertEqual(set(draft.signature_ids.mapped("role")), {"resident", "doctor"})
        self.assertEqual(draft.evidence_ids.requirement_code, "photo")

    def test_the_dialog_never_shows_an_agreement_of_another_village(self):
        draft = self._draft()
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        for model in ("family.sign", "family.reason", "family.terminate"):
            with self.assertRaises(AccessError):
                self.env[model].with_user(self.stranger).create({"agreement_ids": draft.ids})

    def test_the_list_of_residents_to_be_signed_empties_as_they_sign(self):
        other = self._new_archive("李四")
        open_ones = self._archives(is_in_my_villages=True, current_agreement_id=False)
        self.assertLessEqual(self.archive | other, open_ones)
        self._agree()
        open_ones = self._archives(is_in_my_villages=True, current_agreement_id=False)
        self.assertNotIn(self.archive, open_ones)
        self.assertIn(self.archive, self._archives(is_signed_with_my_team=True))
        self.assertNotIn(
            self.archive, self._archives(self.other_signer, is_signed_with_my_team=True)
        )

    def test_sensitive_groups_are_not_told_by_the_list(self):
        tag = self.env.ref("resident.population_tag_mental")
        self.env["resident.population.tag.line"].create(
            {"partner_id": self.resident.id, "tag_id": tag.id, "source": "名册"}
        )
        shown = self.archive.with_user(self.signer)
        self.assertNotIn(tag, shown.population_tag_ids)
        self.assertNotIn(self.archive, self._archives(**{"population_tag_ids.code": "mental"}))

    def test_after_one_the_next_of_the_household_is_signed(self):
        wife, away = self._new_archive("妻子"), self._new_archive("儿子")
        home = self.env["resident.household"].create({"org_unit_id": self.clinic.id})
        (self.resident | wife.partner_id | away.partner_id).household_id = home
        agreement = self._submit()
        self.assertEqual(agreement.next_archive_id, wife)
        context = agreement.action_sign_next()["context"]
        self.assertEqual(context["default_archive_id"], wife.id)
        self.assertEqual(context["default_team_id"], self.team.id)
        self._submit(archive=wife)
        self.assertEqual(agreement.next_archive_id, away)

    def test_the_head_of_the_household_is_proposed_for_a_child(self):
        child = self._new_archive("小明", birth_date="2020-05-01")
        home = self.env["resident.household"].create({"org_unit_id": self.clinic.id})
        self.resident.write({"household_id": home.id, "household_relation": "head"})
        child.partner_id.sudo().household_id = home.id
        draft = self.env["family.agreement"].with_user(self.signer).new({"archive_id": child.id})
        draft._onchange_representative()
        self.assertEqual(draft.representative_name, self.resident.name)

    def test_signing_from_the_archive_goes_on_with_the_draft_that_is_there(self):
        archive = self.archive.with_user(self.signer)
        self.assertEqual(archive.action_open_signing()["context"]["default_archive_id"], archive.id)
        draft = self._draft()
        self.assertEqual(archive.action_open_signing()["res_id"], draft.id)

    def test_a_returned_agreement_shows_why(self):
        agreement = self._submit()
        agreement.with_user(self.reviewer)._return("照片不清楚")
        self.assertEqual(agreement.return_reason, "照片不清楚")

    def test_a_refusal_is_called_by_its_resident_and_day(self):
        refusals = self.env["family.refusal"].with_user(self.signer)
        begun = refusals.onchange({}, [], {"date": {}, "display_name": {}})["value"]
        self.assertEqual(begun["display_name"], "2026-03-02")
        with Form(refusals) as form:
            form.archive_id = self.archive
            form.reason_id = self.env["health.code"]._get("sign_refusal", "1")
        self.assertEqual(form.record.display_name, f"{self.resident.name} · 2026-03-02")
