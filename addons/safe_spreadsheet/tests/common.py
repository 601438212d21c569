import io

import openpyxl

from odoo.tests import TransactionCase

from ..tools import Column, read_table

COLUMNS = [
    Column("name", ("设备名称", "名称"), required=True),
    Column("quantity", ("数量",), kind="integer"),
    Column("price", ("单价",), kind="money"),
    Column("date", ("交付日期",), kind="date"),
]
HEADINGS = ["设备名称", "数量", "单价", "交付日期"]


def workbook(*rows, sheet="清单", prepare=None):
    """Bytes of an .xlsx file; ``prepare(book, worksheet)`` may add what the rows cannot say."""
    book = openpyxl.Workbook()
    worksheet = book.active
    worksheet.title = sheet
    for row in rows:
        worksheet.append(row)
    if prepare:
        prepare(book, worksheet)
    output = io.BytesIO()
    book.save(output)
    return output.getvalue()


class SpreadsheetCase(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "lang": "zh_CN"})

    def read(self, content, filename="清单.xlsx", columns=tuple(COLUMNS), **options):
        return read_table(self.env, content, filename, columns, **options)

    def read_rows(self, *rows, **options):
        return self.read(workbook(*rows, **options))

    def read_column(self, kind, *values, header="列"):
        """Read a table with one optional column of ``kind``, and a name column beside it."""
        columns = [Column("name", ("名称",)), Column("value", ("列",), kind=kind)]
        rows = [["名称", header], *(["x", value] for value in values)]
        return self.read(workbook(*rows), columns=columns)

    def assert_refused(self, kind, value, fragment, header="列"):
        """The single cell B2 is refused for a reason that contains ``fragment``."""
        table = self.read_column(kind, value, header=header)
        self.assertEqual([error.cell for error in table.errors], ["B2"], table)
        self.assertIn(fragment, table.errors[0].message)
        self.assertFalse(table.rows)

    def assert_read(self, kind, value, expected, header="列"):
        table = self.read_column(kind, value, header=header)
        self.assertFalse(table.errors)
        self.assertEqual(table.rows[0].values["value"], expected)
        self.assertIs(type(table.rows[0].values["value"]), type(expected))
