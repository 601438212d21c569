from odoo import fields, models

from odoo.addons.safe_spreadsheet.tools import safe_text

MONEY = "#,##0.00"


class BillingLedgerXlsx(models.AbstractModel):
    """Payment ledger and fund use of the chosen contracts; sums are formulas, so they stay checkable."""

    _name = "report.contract_billing.billing_ledger"
    _description = "Payment Ledger"
    _inherit = "report.report_xlsx.abstract"

    def generate_xlsx_report(self, workbook, data, objs):
        formats = self._get_formats(workbook)
        contracts = objs.filtered("is_contract")
        self._write_ledger(workbook.add_worksheet(self.env._("Payment ledger")), formats, contracts)
        self._write_funds(workbook.add_worksheet(self.env._("Fund use")), formats, contracts)

    def _get_formats(self, workbook):
        font = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
        return {
            "title": workbook.add_format(
                {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"}
            ),
            "head": workbook.add_format(
                {**font, "bold": True, "align": "center", "bg_color": "#D9E1F2", "text_wrap": True}
            ),
            "text": workbook.add_format({**font, "text_wrap": True}),
            "date": workbook.add_format({**font, "num_format": "yyyy-mm-dd", "align": "center"}),
            "money": workbook.add_format({**font, "num_format": MONEY}),
            "sum": workbook.add_format({**font, "num_format": MONEY, "bold": True}),
        }

    def _write_ledger(self, sheet, formats, contracts):
        _ = self.env._
        heads = [
            (_("Contract number"), 20),
            (_("Contract"), 36),
            (_("Supplier"), 28),
            (_("Instalment"), 12),
            (_("Due date"), 12),
            (_("Owner"), 30),
            (_("Fund"), 30),
            (_("State"), 10),
            (_("Amount (yuan)"), 16),
            (_("Requested (yuan)"), 16),
            (_("Deducted (yuan)"), 14),
            (_("Billed (yuan)"), 16),
            (_("Paid (yuan)"), 16),
            (_("Unpaid (yuan)"), 16),
        ]
        self._write_head(sheet, formats, _("Payment ledger"), heads)
        states = dict(
            self.env["project.milestone"]._fields["payment_state"]._description_selection(self.env)
        )
        row = 2
        for share in contracts.share_ids.sorted(
            lambda s: (s.project_id.id, s.milestone_id.sequence)
        ):
            self._write_share(sheet, formats, row, share, states)
            row += 1
        self._write_sums(sheet, formats, row, "IJKLMN")
        sheet.autofilter(1, 0, max(row - 1, 1), len(heads) - 1)

    def _write_share(self, sheet, formats, row, share, states):
        contract = share.project_id
        texts = (
            contract.contract_number,
            contract.name,
            share.supplier_id.name,
            share.milestone_id.name,
            None,
            share.org_unit_id.name,
            share.fund_id.name,
            states.get(share.payment_state),
        )
        self._write_texts(sheet, formats, row, texts)
        if share.deadline:
            sheet.write_datetime(
                row, 4, fields.Datetime.to_datetime(share.deadline), formats["date"]
            )
        amounts = (
            share.amount,
            share.requested_total,
            share.deduction_total,
            share.billed_total,
            share.paid_total,
        )
        for column, amount in enumerate(amounts, 8):
            sheet.write_number(row, column, amount, formats["money"])
        unpaid = share.amount - share.deduction_total - share.paid_total
        line = row + 1
        sheet.write_formula(
            row, 13, f"=I{line}-K{line}-M{line}", formats["money"], round(unpaid, 2)
        )

    def _write_funds(self, sheet, formats, contracts):
        _ = self.env._
        heads = [
            (_("Fund"), 34),
            (_("Purpose"), 30),
            (_("Years"), 12),
            (_("Approved (yuan)"), 18),
            (_("Arrived (yuan)"), 18),
            (_("Expected (yuan)"), 18),
            (_("Planned (yuan)"), 18),
            (_("Claimed (yuan)"), 18),
            (_("Paid (yuan)"), 18),
            (_("Free (yuan)"), 18),
        ]
        self._write_head(sheet, formats, _("Fund use"), heads)
        row = 2
        for fund in contracts.share_ids.fund_id.sorted("id"):
            years = "–".join(str(year) for year in (fund.year_from, fund.year_to) if year)
            self._write_texts(sheet, formats, row, (fund.name, fund.purpose, years))
            amounts = (
                fund.approved_amount,
                fund.arrived_total,
                fund.expected_total,
                fund.planned_total,
                fund.committed_total,
                fund.paid_total,
            )
            for column, amount in enumerate(amounts, 3):
                sheet.write_number(row, column, amount, formats["money"])
            line = row + 1
            sheet.write_formula(row, 9, f"=E{line}-H{line}", formats["money"], fund.free_total)
            row += 1
        self._write_sums(sheet, formats, row, "DEFGHIJ")

    def _write_head(self, sheet, formats, title, heads):
        sheet.merge_range(0, 0, 0, len(heads) - 1, title, formats["title"])
        sheet.set_row(0, 28)
        for column, (head, width) in enumerate(heads):
            sheet.write_string(1, column, head, formats["head"])
            sheet.set_column(column, column, width)
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C&P / &N")

    def _write_texts(self, sheet, formats, row, texts):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, safe_text(text or ""), formats["text"])

    def _write_sums(self, sheet, formats, row, columns):
        sheet.write_string(row, 0, self.env._("Total"), formats["sum"])
        for column in columns:
            if row > 2:
                sheet.write_formula(
                    f"{column}{row + 1}", f"=SUM({column}3:{column}{row})", formats["sum"]
                )
