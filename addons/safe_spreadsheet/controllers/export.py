from odoo.addons.web.controllers.export import (
    CSVExport,
    ExcelExport,
    ExportXlsxWriter,
    GroupExportXlsxWriter,
)

from ..tools import safe_text


class TextWriterMixin:
    """Write text as text: ``worksheet.write`` turns ``=…`` and ``http://…`` into live cells."""

    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str):
            self.worksheet.write_string(row, column, cell_value, style)
        else:
            super().write(row, column, cell_value, style)


class TextXlsxWriter(TextWriterMixin, ExportXlsxWriter):
    pass


class GroupTextXlsxWriter(TextWriterMixin, GroupExportXlsxWriter):
    pass


class SafeExcelExport(ExcelExport):
    # The stock methods name their writer class, so they are restated here with ours.

    def from_data(self, fields, columns_headers, rows):
        with TextXlsxWriter(fields, columns_headers, len(rows)) as writer:
            for row_index, row in enumerate(rows, 1):
                for column, value in enumerate(row):
                    writer.write_cell(row_index, column, value)
        return writer.value

    def from_group_data(self, fields, columns_headers, groups):
        with GroupTextXlsxWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value


class SafeCSVExport(CSVExport):
    def from_data(self, fields, columns_headers, rows):
        """Escape what the stock export lets through; an apostrophe is never doubled by it."""
        return super().from_data(
            fields,
            [safe_text(header) for header in columns_headers],
            [[safe_text(_decoded(value)) for value in row] for row in rows],
        )


def _decoded(value):
    return value.decode() if isinstance(value, bytes) else value
