from odoo import fields, models

from odoo.addons.safe_spreadsheet.tools import safe_text

from ..tools.device_book import book_sections, total_value


class EquipmentBookXlsx(models.AbstractModel):
    """Device book of the chosen devices; sums are formulas, so they stay checkable."""

    _name = "report.equipment_asset.equipment_book"
    _description = "Device Book"
    _inherit = "report.report_xlsx.abstract"

    def generate_xlsx_report(self, workbook, data, objs):
        self._write_book(workbook, book_sections(objs), total_value(objs))

    def _write_book(self, workbook, sections, total):
        formats = self._get_formats(workbook)
        sheet = workbook.add_worksheet(self.env._("Device book"))
        columns = self._get_columns()
        self._write_head(sheet, formats, columns)
        totals, row = [], 2
        for section in sections:
            row = self._write_section(sheet, formats, row, section, columns)
            totals.append(row)
        value = self._get_value_column(columns)
        sheet.write_string(row, 0, self.env._("Total"), formats["sum"])
        cells = "+".join(f"{value}{total}" for total in totals)
        if cells:
            sheet.write_formula(f"{value}{row + 1}", f"={cells}", formats["sum"], total)

    def _get_formats(self, workbook):
        font = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter"}
        bold = {**font, "bold": True}
        return {
            "title": workbook.add_format(
                {"font_name": "宋体", "font_size": 16, "bold": True, "align": "center"}
            ),
            "head": workbook.add_format(
                {**bold, "align": "center", "bg_color": "#D9E1F2", "text_wrap": True}
            ),
            "unit": workbook.add_format({**bold, "bg_color": "#F2F2F2"}),
            "text": workbook.add_format(font),
            "date": workbook.add_format({**font, "num_format": "yyyy-mm-dd"}),
            "number": workbook.add_format({**font, "num_format": "0.##"}),
            "money": workbook.add_format({**font, "num_format": "#,##0.00"}),
            "sum": workbook.add_format({**bold, "num_format": "#,##0.00"}),
        }

    def _get_columns(self):
        """[(field, heading, width)]; headings are the labels of the card."""
        widths = {
            "asset_number": 18,
            "name": 24,
            "class_id": 22,
            "brand": 12,
            "model": 16,
            "serial_no": 18,
            "quantity": 8,
            "uom": 8,
            "unit_price": 14,
            "original_value": 14,
            "acquisition_date": 12,
            "usage_state": 10,
            "using_unit_id": 22,
            "owner_user_id": 12,
            "place": 18,
            "warranty_date": 12,
        }
        labels = self.env["maintenance.equipment"].fields_get(list(widths), ["string"])
        return [(name, labels[name]["string"], width) for name, width in widths.items()]

    def _get_value_column(self, columns):
        names = [name for name, _label, _width in columns]
        return chr(ord("A") + names.index("original_value"))

    def _write_head(self, sheet, formats, columns):
        sheet.merge_range(0, 0, 0, len(columns) - 1, self.env._("Device book"), formats["title"])
        for column, (_name, label, width) in enumerate(columns):
            sheet.write_string(1, column, label, formats["head"])
            sheet.set_column(column, column, width)
        sheet.freeze_panes(2, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C&P / &N")

    def _write_section(self, sheet, formats, row, section, columns):
        """Heading of the unit, its devices, its sum; returns the next free row."""
        sheet.merge_range(row, 0, row, len(columns) - 1, "", formats["unit"])
        sheet.write_string(row, 0, safe_text(section.unit.name), formats["unit"])
        first = row + 1
        for row, device in enumerate(section.devices, first):
            for column, (name, _label, _width) in enumerate(columns):
                self._write_cell(sheet, formats, row, column, device, name)
        value = self._get_value_column(columns)
        sheet.write_string(row + 1, 0, self.env._("Subtotal"), formats["sum"])
        span = f"=SUM({value}{first + 1}:{value}{row + 1})"
        sheet.write_formula(f"{value}{row + 2}", span, formats["sum"], section.total)
        return row + 2

    def _write_cell(self, sheet, formats, row, column, device, name):
        field, value = device._fields[name], device[name]
        if field.type == "date" and value:
            sheet.write_datetime(row, column, fields.Datetime.to_datetime(value), formats["date"])
        elif field.type in ("float", "monetary"):
            kind = "money" if field.type == "monetary" else "number"
            sheet.write_number(row, column, value, formats[kind])
        else:
            text = field.convert_to_export(value, device) if value else ""
            sheet.write_string(row, column, safe_text(text), formats["text"])


class EquipmentBookUnitXlsx(models.AbstractModel):
    """The same book for a unit chosen in the dialog."""

    _name = "report.equipment_asset.equipment_book_unit"
    _description = "Device Book of a Unit"
    _inherit = "report.equipment_asset.equipment_book"

    def generate_xlsx_report(self, workbook, data, objs):
        self._write_book(workbook, *objs._get_book())
