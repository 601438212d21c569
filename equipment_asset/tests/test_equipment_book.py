import io

import openpyxl
from pypdf import PdfReader

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import EquipmentCase


@tagged("post_install", "-at_install")
class TestEquipmentBook(EquipmentCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.devices = cls.env["maintenance.equipment"].union(
            cls._device("BK-1", unit_price=0.1),
            cls._device("BK-2", unit_price=0.2, using_unit_id=cls.clinic.id),
            cls._device("BK-3", cls.clinic, unit_price=1000.7),
            cls._device("BK-4", cls.other_hospital, unit_price=5),
        )

    def _book(self, user=None, **vals):
        user = user or self.hospital_officer
        return self.env["equipment.book.print"].with_user(user).create(vals)

    def _pdf(self, report, records):
        reports = records.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, _kind = reports._render_qweb_pdf(f"equipment_asset.{report}", records.ids)
        return PdfReader(io.BytesIO(content)).pages

    def _sheet(self, report, records):
        reports = records.env["ir.actions.report"]
        content, _kind = reports._render_xlsx(f"equipment_asset.{report}", records.ids, {})
        return openpyxl.load_workbook(io.BytesIO(content), data_only=True).active

    def test_devices_stand_below_their_unit_with_exact_totals(self):
        sections, total = self._book()._get_book()
        self.assertEqual([section.unit for section in sections], [self.hospital, self.clinic])
        self.assertEqual([section.total for section in sections], [0.3, 1000.7])
        self.assertEqual(total, 1001)

    def test_the_book_of_where_devices_are_used(self):
        sections, _total = self._book(by="using_unit_id")._get_book()
        serials = {section.unit: section.devices.mapped("serial_no") for section in sections}
        self.assertEqual(serials, {self.hospital: ["BK-1"], self.clinic: ["BK-2", "BK-3"]})

    def test_the_book_ends_at_the_scope_of_the_user(self):
        with self.assertRaisesRegex(UserError, self.other_hospital.name):
            self._book(org_unit_id=self.other_hospital.id).action_print_pdf()
        book = self._book(org_unit_id=self.county.id)
        self.assertNotIn("BK-4", book._get_devices().mapped("serial_no"))

    def test_what_was_disposed_of_is_listed_on_demand(self):
        self.devices[0].usage_state = "disposed"
        self.assertNotIn(self.devices[0], self._book()._get_devices())
        self.assertIn(self.devices[0], self._book(with_disposed=True)._get_devices())

    def test_the_printed_book_is_landscape_and_complete(self):
        pages = self._pdf("report_equipment_book_unit", self._book())
        text = "".join(page.extract_text() for page in pages)
        for word in ("BK-1", "BK-2", "BK-3", "0.30", "1,001.00", self.clinic.name):
            self.assertIn(word, text)
        self.assertGreater(pages[0].mediabox.width, pages[0].mediabox.height)

    def test_the_chosen_devices_are_printed_from_the_list(self):
        devices = self.devices[:2].with_user(self.hospital_officer)
        text = self._pdf("report_equipment_book", devices)[0].extract_text()
        self.assertIn("BK-2", text)
        self.assertNotIn("BK-3", text)

    def test_the_spreadsheet_sums_by_formula_and_keeps_text_as_text(self):
        self.devices[0].place = "=1+1"
        sheet = self._sheet("equipment_book_unit", self._book())
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        heads = rows[1]
        value = heads.index(self._label("original_value"))
        numbers = [row[value] for row in rows[2:] if row[value] is not None]
        self.assertEqual(numbers, [0.1, 0.2, 0.3, 1000.7, 1000.7, 1001])
        self.assertEqual(rows[3][heads.index(self._label("place"))], "'=1+1")

    def test_the_asset_card_is_a_page_with_its_tag(self):
        devices = self.devices[:2].with_user(self.hospital_officer)
        pages = self._pdf("report_equipment_card", devices)
        self.assertEqual(len(pages), 2)
        self.assertIn("BK-2", pages[1].extract_text())
        self.assertTrue(pages[0].images)

    def _label(self, name):
        return self.env["maintenance.equipment"].fields_get([name])[name]["string"]
