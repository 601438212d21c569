from freezegun import freeze_time
from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tests.pdf_common import read_pages

from .agreement_common import AgreementCase

REPORT = "family_agreement.report_family_agreement"


@freeze_time("2026-03-02 02:00:00")
@tagged("post_install", "-at_install")
class TestFamilyAgreementPrint(AgreementCase):
    def _print(self, agreements):
        reports = self.env["ir.actions.report"].with_user(self.signer)
        content, kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            REPORT, agreements.ids
        )
        self.assertEqual(kind, "pdf")
        return read_pages(content)

    def _ask(self, user=None, **vals):
        """The dialog after it was asked."""
        dialog = self.env["family.verify"].with_user(user or self.signer).create(vals)
        dialog.action_verify()
        return dialog

    def test_what_is_printed_is_what_was_signed_though_names_change_later(self):
        agreement = self._agree()
        name = self.resident.name
        self.resident.name = "改了名"
        self.team.name = "改名团队"
        (page,) = self._print(agreement)
        self.assertIn(name, page)
        self.assertNotIn("改了名", page)
        self.assertIn("T1团队", page)
        self.assertIn(agreement.number, page)
        self.assertIn(agreement.document_hash, "".join(page.split()))
        self.assertIn("2026-03-02 10:00", page)

    def test_a_draft_and_a_terminated_one_say_so_on_the_paper(self):
        draft = self._draft()
        page = self._print(draft)[0]
        self.assertIn("Draft", page)
        self.assertNotIn("SHA-256", page)
        agreement = self._agree()
        self.assertNotIn("State:", self._print(agreement)[0])
        agreement._terminate("04", agreement.start_date, "本人要求解约")
        page = self._print(agreement)[0]
        self.assertIn("Terminated", page)
        self.assertIn("本人要求解约", page)

    def test_a_long_text_goes_on_overleaf_with_the_signatures(self):
        paragraphs = "".join(f"<p>第{number}条 双方约定</p>" for number in range(1, 61))
        body = self.template.body + Markup(paragraphs)
        template = self._new_template(code="XYC", name="长文本", body=body)
        agreement = self._agree(template_id=template.id)
        pages = self._print(agreement)
        self.assertGreater(len(pages), 1)
        self.assertNotIn("第60条", pages[0])
        self.assertIn(agreement.document_hash, "".join(pages[-1].split()))

    def test_several_are_printed_at_once_each_on_its_own_page(self):
        agreements = self._agree() | self._draft(self._new_archive("李四"))
        pages = self._print(agreements)
        self.assertEqual(len(pages), 2)
        self.assertIn("李四", pages[1])
        self.assertNotIn("Draft", pages[0])

    def test_a_long_text_goes_on_to_the_next_page_with_the_signatures(self):
        clauses = "".join(f"<p>第{number}条　双方约定。</p>" for number in range(80))
        self.template._write_server({"body": self.template.body + clauses})
        pages = self._print(self._agree())
        self.assertGreater(len(pages), 1)
        self.assertIn("第79条", "".join("".join(pages).split()))
        self.assertIn("SHA-256", pages[-1])

    def test_nobody_prints_an_agreement_of_another_village(self):
        agreement = self._agree()
        report = self.env[f"report.{REPORT}"].with_user(self.stranger)
        with self.assertRaises(AccessError):
            report._get_report_values(agreement.ids)

    def test_the_printed_code_proves_the_agreement(self):
        agreement = self._agree()
        dialog = self._ask(scanned=agreement._get_print_code())
        self.assertEqual((dialog.result, dialog.agreement_id), ("genuine", agreement))
        self.assertIn("In force", dialog.message)
        agreement._terminate("04", agreement.start_date, "本人要求")
        self.assertIn("Terminated", self._ask(scanned=agreement._get_print_code()).message)

    def test_typed_with_spaces_and_capitals_it_is_the_same(self):
        agreement = self._agree()
        typed = agreement.document_hash.upper()
        dialog = self._ask(
            number=agreement.number.lower(), fingerprint=f"{typed[:32]} {typed[32:]}"
        )
        self.assertEqual(dialog.result, "genuine")

    def test_a_forged_fingerprint_and_a_number_nobody_gave_are_told_apart(self):
        agreement = self._agree()
        forged = "0" * 64
        self.assertEqual(self._ask(number=agreement.number, fingerprint=forged).result, "differs")
        self.assertEqual(self._ask(number="QY20990000001", fingerprint=forged).result, "unknown")

    def test_what_is_no_code_is_answered_with_what_to_do(self):
        for vals in (
            {},
            {"scanned": "http://example.com"},
            {"scanned": "FDA:1:2:3"},
            {"number": "QY1", "fingerprint": "abc"},
        ):
            with self.assertRaisesRegex(UserError, "[Ss]can"):
                self._ask(**vals)

    def test_a_text_changed_behind_the_system_is_found(self):
        agreement = self._agree()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE family_agreement SET document_html = document_html || 'x' WHERE id = %s",
            [agreement.id],
        )
        agreement.invalidate_recordset()
        dialog = self._ask(scanned=agreement._get_print_code())
        self.assertEqual(dialog.result, "changed")
        self.assertIn("Agreement text", dialog.message)

    def test_who_may_not_see_the_resident_is_told_of_the_paper_only(self):
        agreement = self._agree()
        self.stranger.group_ids += self.env.ref("care_team.group_member")
        dialog = self._ask(self.stranger, scanned=agreement._get_print_code())
        self.assertEqual(dialog.result, "genuine")
        self.assertFalse(dialog.agreement_id)

    def test_nobody_claims_a_result_of_his_own(self):
        with self.assertRaises(AccessError):
            self.env["family.verify"].with_user(self.signer).create({"result": "genuine"})
