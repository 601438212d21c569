import io

import openpyxl
from pypdf import PdfReader

from odoo.tests import freeze_time, tagged

from .common import BillingCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestBillingReports(BillingCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls._sign(cls.contract)
        cls._accept_all(cls.contract)
        cls.request = cls._request_and_approve(cls.m1)

    def _render_pdf(self, report, records):
        action = self.env["ir.actions.report"].with_user(self.finance)
        action = action.with_context(force_report_rendering=True)
        content, _kind = action._render_qweb_pdf(report, records.ids)
        pages = PdfReader(io.BytesIO(content)).pages
        return "".join(page.extract_text() for page in pages).replace(" ", ""), len(pages)

    def test_the_payment_application_prints_every_owner_and_the_amount_in_words(self):
        text, _pages = self._render_pdf("contract_billing.report_billing_request", self.request)
        self.assertIn("5,305,632.07", text)
        self.assertIn("伍佰叁拾万伍仟陆佰叁拾贰元零柒分", text)
        for hospital in self.hospitals:
            self.assertIn(hospital.name, text)

    def test_two_contracts_print_in_one_go(self):
        other = self._create_contract_copy()
        text, pages = self._render_pdf(
            "contract_billing.report_contract_summary", self.contract | other
        )
        self.assertIn("柒佰伍拾玖万玖仟元整", text)
        self.assertIn("T-DB-2025-002", text)
        self.assertGreaterEqual(pages, 2)

    def _create_contract_copy(self):
        copy = self.contract.with_user(self.officer).copy({"contract_number": "T-DB-2025-002"})
        return copy.with_env(self.env)

    def test_the_ledger_sums_by_formula_and_agrees_with_the_contract(self):
        report = self.env["report.contract_billing.billing_ledger"].with_user(self.finance)
        report = report.with_context(active_model="project.project")
        content, kind = report.create_xlsx_report(self.contract.ids, {})
        book = openpyxl.load_workbook(io.BytesIO(content))
        ledger, funds = book.worksheets
        self.assertEqual(kind, "xlsx")
        rows = list(ledger.iter_rows(min_row=3, max_row=2 + 51, values_only=True))
        self.assertEqual(round(sum(row[8] for row in rows), 2), 7599000.0)
        self.assertEqual(round(sum(row[9] for row in rows), 2), 5305632.07)
        self.assertEqual(ledger["I54"].value, "=SUM(I3:I53)")
        self.assertEqual(ledger["N3"].value, "=I3-K3-M3")
        self.assertEqual(funds["E3"].value, 5305632.07)
        self.assertEqual(funds["J3"].value, "=E3-H3")

    def test_text_that_looks_like_a_formula_stays_text(self):
        # sudo: a name written before the contract was signed may say anything
        self.contract.sudo().name = '=HYPERLINK("http://example.invalid")'
        report = self.env["report.contract_billing.billing_ledger"].with_user(self.finance)
        report = report.with_context(active_model="project.project")
        content, _kind = report.create_xlsx_report(self.contract.ids, {})
        cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["B3"]
        self.assertNotEqual(cell.data_type, "f")
