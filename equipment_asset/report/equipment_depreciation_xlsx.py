from odoo import fields, models

from odoo.addons.safe_spreadsheet.tools import safe_text

MONEY = "#,##0.00"
FIRST_ROW = 2


class EquipmentDepreciationXlsx(models.AbstractModel):
    """Depreciation table and suggested voucher of the chosen runs; sums are formulas."""

    _name = "report.equipment_asset.equipment_depreciation"
    _description = "Depreciation Table"
    _inherit = "report.report_xlsx.abstract"

    def generate_xlsx_report(self, workbook, data, objs):
        styles = self._get_styles(workbook)
        runs = objs.sorted(lambda run: (run.month, run.id))
        self._write_table(workbook.add_worksheet(self.env._("Depreciation table")), styles, runs)
        self._write_voucher(workbook.add_worksheet(self.env._("Suggested voucher")), styles, runs)

    def _get_styles(self, workbook):
        font = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
        money = {**font, "num_format": MONEY}
        title = {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"}
        head = {"bold": True, "align": "center", "bg_color": "#D9E1F2", "text_wrap": True}
        date = {"num_format": "yyyy-mm", "align": "center"}
        return {
            "title": workbook.add_format(title),
            "head": workbook.add_format(font | head),
            "text": workbook.add_format(font | {"text_wrap": True}),
            "month": workbook.add_format(font | date),
            "number": workbook.add_format(font),
            "money": workbook.add_format(money),
            "sum": workbook.add_format(money | {"bold": True}),
        }

    def _write_table(self, sheet, styles, runs):
        _ = self.env._
        heads = [
            (_("Month"), 10),
            (_("Owner"), 28),
            (_("Asset number"), 20),
            (_("Name"), 28),
            (_("Asset class"), 26),
            (_("Month of booking"), 12),
            (_("Original value (yuan)"), 18),
            (_("Months of use"), 10),
            (_("Monthly (yuan)"), 16),
            (_("Depreciation (yuan)"), 16),
            (_("Accumulated (yuan)"), 18),
            (_("Net value (yuan)"), 18),
        ]
        self._write_head(sheet, styles, _("Depreciation table of fixed assets"), heads)
        row = FIRST_ROW
        for run in runs:
            for unit, lines in run._get_units_with_lines():
                for line in lines:
                    self._write_line(sheet, styles, row, unit, line)
                    row += 1
        # over several months only the amount is a sum that means something
        self._write_sums(sheet, styles, row, "GIJKL" if len(runs) < 2 else "J")
        sheet.autofilter(1, 0, max(row - 1, 1), len(heads) - 1)

    def _write_line(self, sheet, styles, row, unit, line):
        device = line.equipment_id
        self._write_month(sheet, styles, row, 0, line.month)
        texts = (unit.name, line.asset_number, device.name, line.class_id.display_name)
        for column, text in enumerate(texts, 1):
            sheet.write_string(row, column, safe_text(text or ""), styles["text"])
        self._write_month(sheet, styles, row, 5, line.booking_date)
        sheet.write_number(row, 6, line.original_value, styles["money"])
        sheet.write_number(row, 7, line.life_months, styles["number"])
        amounts = (line.monthly_amount, line.amount, line.accumulated, line.net_value)
        for column, amount in enumerate(amounts, 8):
            sheet.write_number(row, column, amount, styles["money"])

    def _write_voucher(self, sheet, styles, runs):
        _ = self.env._
        heads = [
            (_("Month"), 10),
            (_("Owner"), 30),
            (_("Summary"), 28),
            (_("Account"), 12),
            (_("Name of the account"), 26),
            (_("Debit (yuan)"), 18),
            (_("Credit (yuan)"), 18),
        ]
        self._write_head(sheet, styles, _("Suggested voucher"), heads)
        row = FIRST_ROW
        for run in runs:
            for entry in run._get_voucher_rows():
                self._write_entry(sheet, styles, row, run, entry)
                row += 1
        self._write_sums(sheet, styles, row, "FG")

    def _write_entry(self, sheet, styles, row, run, entry):
        self._write_month(sheet, styles, row, 0, run.month)
        summary = self.env._("Depreciation of %(month)s", month=f"{run.month:%Y-%m}")
        texts = (entry["unit"], summary, entry["code"], entry["name"])
        for column, text in enumerate(texts, 1):
            sheet.write_string(row, column, safe_text(text or ""), styles["text"])
        sheet.write_number(row, 5, entry["debit"], styles["money"])
        sheet.write_number(row, 6, entry["credit"], styles["money"])

    def _write_head(self, sheet, styles, title, heads):
        sheet.merge_range(0, 0, 0, len(heads) - 1, title, styles["title"])
        sheet.set_row(0, 28)
        for column, (head, width) in enumerate(heads):
            sheet.write_string(1, column, head, styles["head"])
            sheet.set_column(column, column, width)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C&P / &N")

    def _write_month(self, sheet, styles, row, column, day):
        if day:
            sheet.write_datetime(row, column, fields.Datetime.to_datetime(day), styles["month"])

    def _write_sums(self, sheet, styles, row, columns):
        sheet.write_string(row, 0, self.env._("Total"), styles["sum"])
        for column in columns if row > FIRST_ROW else ():
            formula = f"=SUM({column}{FIRST_ROW + 1}:{column}{row})"
            sheet.write_formula(f"{column}{row + 1}", formula, styles["sum"])
