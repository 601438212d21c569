from odoo import fields, models

from odoo.addons.safe_spreadsheet.tools import safe_text

ROWS_AT_A_TIME = 2000


class EquipmentStocktakeXlsx(models.AbstractModel):
    """All lines of a stock-take that the reader may see, found or not."""

    _name = "report.equipment_asset.equipment_stocktake_xlsx"
    _description = "Stock-take Lines"
    _inherit = "report.report_xlsx.abstract"

    def generate_xlsx_report(self, workbook, data, objs):
        font = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "vcenter"}
        formats = {
            "title": workbook.add_format({"font_size": 16, "bold": True, "align": "center"}),
            "head": workbook.add_format({**font, "bold": True, "bg_color": "#D9E1F2"}),
            "text": workbook.add_format(font),
            "number": workbook.add_format({**font, "num_format": "0"}),
        }
        for stocktake in objs:
            self._write_stocktake(workbook.add_worksheet(stocktake.name), formats, stocktake)

    def _write_stocktake(self, sheet, formats, stocktake):
        columns = self._get_columns()
        title = f"{stocktake.name} {stocktake.org_unit_id.name} {stocktake.date}"
        sheet.merge_range(0, 0, 0, len(columns) - 1, safe_text(title), formats["title"])
        for column, (head, width, _value) in enumerate(columns):
            sheet.write_string(1, column, head, formats["head"])
            sheet.set_column(column, column, width)
        row = 2
        for line in self._iter_lines(stocktake):
            self._write_line(sheet, formats, row, columns, line)
            row += 1
        sheet.freeze_panes(2, 0)
        sheet.autofilter(1, 0, max(row - 1, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C&P / &N")

    def _iter_lines(self, stocktake):
        """The lines in batches, so that a county's book doesn't fill the memory."""
        lines = self.env["equipment.stocktake.line"].search(
            [("stocktake_id", "=", stocktake.id)], order="expected_unit_id, id"
        )
        for start in range(0, len(lines), ROWS_AT_A_TIME):
            yield from lines[start : start + ROWS_AT_A_TIME].with_prefetch()
            lines.env.invalidate_all()

    def _write_line(self, sheet, formats, row, columns, line):
        for column, (_head, _width, value) in enumerate(columns):
            content = value(line)
            if isinstance(content, int) and content is not False:
                sheet.write_number(row, column, content, formats["number"])
            else:
                sheet.write_string(row, column, safe_text(content or ""), formats["text"])

    def _get_columns(self):
        """``[(heading, width, value of a line)]``."""
        _ = self.env._
        return [
            (_("Asset number"), 22, lambda line: line.asset_number or line.code),
            (_("Name"), 24, lambda line: line.device_name),
            (_("Serial number"), 20, lambda line: line.serial_no),
            (_("Result"), 16, lambda line: line._get_result_label()),
            (_("Expected at"), 24, lambda line: line.expected_unit_id.name),
            (_("Expected place"), 16, lambda line: line.expected_place),
            (_("Found at"), 24, lambda line: line.found_unit_id.name),
            (_("Found in"), 16, lambda line: line.found_place),
            (_("Times scanned"), 10, lambda line: line.scan_count),
            (_("Condition"), 14, lambda line: self._get_label(line, "condition")),
            (_("Counted at"), 18, self._get_time),
            (_("Counter"), 14, lambda line: line.counter_id.name),
            (_("Finding"), 44, lambda line: line.finding),
            (_("Note"), 24, lambda line: line.note),
        ]

    def _get_label(self, line, name):
        return dict(line._fields[name]._description_selection(self.env)).get(line[name])

    def _get_time(self, line):
        if not line.counted_at:
            return ""
        local = fields.Datetime.context_timestamp(self, line.counted_at)
        return local.strftime("%Y-%m-%d %H:%M")
