import io
import time
import tracemalloc
import zipfile

import xlsxwriter

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import HEADINGS, SpreadsheetCase, workbook


def archive(**entries):
    """Bytes of a zip file that looks like a workbook and carries ``entries`` as well."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("[Content_Types].xml", "<Types/>")
        target.writestr("xl/workbook.xml", "<workbook/>")
        for name, content in entries.items():
            target.writestr(name, content)
    return output.getvalue()


@tagged("post_install", "-at_install")
class TestRefusedFiles(SpreadsheetCase):
    def assert_quickly_refused(self, content, fragment, filename="清单.xlsx"):
        """Refused with a clear sentence in less than a second and without unpacking."""
        tracemalloc.start()
        start = time.process_time()
        with self.assertRaises(UserError) as caught:
            self.read(content, filename)
        elapsed = time.process_time() - start
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        self.assertIn(fragment, str(caught.exception))
        self.assertLess(elapsed, 1)
        self.assertLess(peak, 60 * 2**20)

    def test_bombs_are_refused_before_they_are_unpacked(self):
        self.assert_quickly_refused(archive(**{"xl/a.xml": b"\0" * (200 * 2**20)}), "200 MB")
        self.assert_quickly_refused(archive(**{"xl/a.xml": b"\0" * (20 * 2**20)}), "100 倍")
        many = {f"xl/{number}.xml": b"" for number in range(1200)}
        self.assert_quickly_refused(archive(**many), "1202")

    def test_active_content_is_refused(self):
        self.assert_quickly_refused(archive(**{"xl/vbaProject.bin": b"x"}), "宏")
        self.assert_quickly_refused(archive(**{"xl/externalLinks/externalLink1.xml": b"x"}), "链接")

    def test_what_is_no_workbook_is_refused(self):
        for content, filename, fragment in [
            (b"", "清单.xlsx", "空"),
            (b"PK\x03\x04broken", "清单.xlsx", "损坏"),
            (archive(), "清单.xlsx", "无法读取"),
            (b"\xd0\xcf\x11\xe0" + b"\0" * 512, "清单.xls", ".xlsx"),
            (b"%PDF-1.7", "清单.pdf", "清单.pdf"),
            (b"\xff\xfe\xff", "清单.csv", "UTF-8"),
            (b"a\0b,c\n", "清单.csv", "UTF-8"),
        ]:
            with self.subTest(filename=filename, content=content[:8]):
                self.assert_quickly_refused(content, fragment, filename)

    def test_an_odf_file_is_not_an_excel_workbook(self):
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w") as target:
            target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        self.assert_quickly_refused(output.getvalue(), "不是 Excel", "清单.ods")

    def test_a_hundred_thousand_rows_are_refused_with_their_count(self):
        output = io.BytesIO()
        with xlsxwriter.Workbook(output, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            sheet.write_column(0, 0, [HEADINGS[0], *range(100_000)])
        start = time.process_time()
        with self.assertRaisesRegex(UserError, "100000.*20000"):
            self.read(output.getvalue())
        self.assertLess(time.process_time() - start, 2)

    def test_a_row_number_out_of_this_world_does_not_hang(self):
        content = workbook(HEADINGS, ["甲", 1, 1, None])
        output = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(output, "w") as target:
            for name in source.namelist():
                xml = source.read(name).replace(b'<row r="2"', b'<row r="99999999999"')
                target.writestr(name, xml)
        start = time.process_time()
        with self.assertRaises(UserError):
            self.read(output.getvalue())
        self.assertLess(time.process_time() - start, 2)
