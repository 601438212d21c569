from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .agreement_common import AgreementCase, draw_signature


@freeze_time("2028-02-29 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyAgreementBounds(AgreementCase):
    """What can't be, and what it costs."""

    def test_signed_on_29_february_it_ends_on_the_28th_and_is_renewed_on_1_march(self):
        agreement = self._agree()
        self.assertEqual(str(agreement.end_date), "2029-02-28")
        with freeze_time("2029-02-01 02:00:00"):
            self.assertEqual(str(agreement._renew().start_date), "2029-03-01")

    def test_a_term_begins_neither_before_the_signature_nor_is_it_signed_tomorrow(self):
        with self.assertRaisesRegex(ValidationError, "day of signing or later"):
            self._draft(start_date="2028-02-28")
        with self.assertRaisesRegex(ValidationError, "in the future"):
            self._draft(sign_date="2028-03-01", start_date="2028-03-01")

    def test_nobody_signs_in_the_name_of_another_doctor(self):
        draft = self._draft()
        draft._sign("resident", draw_signature(), has_read=True)
        with self.assertRaisesRegex(AccessError, "in the name of another"):
            draft.with_user(self.leader)._sign("doctor", draw_signature())

    def test_a_forged_fingerprint_or_state_is_refused(self):
        draft = self._draft()
        for vals in (
            {"document_hash": "0" * 64},
            {"document_html": "<p>别的</p>"},
            {"state": "active"},
            {"slot": "current"},
            {"number": "QY1"},
        ):
            with self.assertRaisesRegex(AccessError, "filled by the system"):
                draft.write(vals)

    def test_a_signature_below_another_text_is_found_before_it_is_accepted(self):
        agreement = self._submit()
        agreement.signature_ids[0].sudo().document_hash = "0" * 64
        with self.assertRaisesRegex(UserError, "changed after signing.*Return it"):
            agreement.with_user(self.reviewer).action_approve()

    def test_a_signature_is_neither_changed_nor_deleted(self):
        signature = self._submit().signature_ids[0].with_user(self.boss)
        with self.assertRaisesRegex(UserError, "Take it back"):
            signature.signer_name = "别人"
        with self.assertRaises(AccessError):
            signature.unlink()
        with self.assertRaisesRegex(UserError, "never deleted"):
            signature.sudo().unlink()

    def test_a_list_costs_as_many_queries_for_one_as_for_ten(self):
        archives = [self._new_archive(f"居民{number}") for number in range(10)]
        drafts = self.env["family.agreement"].concat(*map(self._draft, archives))
        names = ["number", "resident_name", "org_unit_id", "team_id", "doctor_id", "package_ids",
                 "start_date", "end_date", "state"]  # fmt: skip
        spec = {name: {} for name in names}

        def count(domain):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            drafts.web_search_read(domain, spec)
            return self.env.cr.sql_log_count - before

        count([])
        few = count([("id", "=", drafts[0].id)])
        self.assertLessEqual(count([("id", "in", drafts.ids)]), few)

    def test_signing_costs_a_known_number_of_queries(self):
        self._sign(self._draft(self._new_archive("先生")))
        draft = self._draft()
        self.env.flush_all()
        with self.assertQueryCount(45):
            self._sign(draft)
            self.env.flush_all()
        with self.assertQueryCount(60):
            draft.action_submit()
            self.env.flush_all()
