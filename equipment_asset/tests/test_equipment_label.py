import base64
import io

from PIL import Image
from pypdf import PdfReader
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.report_weasyprint.tools.barcodes import MODULE, code_128, qr_code

from .common import EquipmentCase

MILLIMETRE = 72 / 25.4


def modules(uri):
    """Rows of the picture, one byte per module: 0 is dark."""
    image = Image.open(io.BytesIO(base64.b64decode(uri.partition(",")[2]))).convert("L")
    size = (image.width // MODULE, image.height // MODULE)
    image = image.resize(size, Image.Resampling.NEAREST)
    pixels = image.tobytes()
    return [pixels[start : start + image.width] for start in range(0, len(pixels), image.width)]


@tagged("post_install", "-at_install")
class TestEquipmentLabel(EquipmentCase):
    def _wizard(self, user=None, **vals):
        wizards = self.env["equipment.label.print"].with_user(user or self.hospital_officer)
        return wizards.create(vals)

    def _print(self, wizard):
        """Pages of the real PDF."""
        report = wizard.action_print()["report_name"]
        reports = wizard.env["ir.actions.report"].with_context(force_report_rendering=True)
        content, kind = reports._render_qweb_pdf(report, wizard.ids)
        self.assertEqual(kind, "pdf")
        return PdfReader(io.BytesIO(content)).pages

    def test_a_label_says_what_it_sticks_on(self):
        device = self._device("LB-1")
        page = self._print(self._wizard(equipment_ids=device.ids))[0]
        text = page.extract_text()
        for word in (device.name, device.asset_number, "LB-1", self.hospital.name):
            self.assertIn(word, text)
        self.assertEqual(len(page.images), 2)

    def test_a_sheet_holds_24_labels_and_may_be_begun_before(self):
        devices = self.env["maintenance.equipment"].union(
            *(self._device(f"LB-2{n:02d}") for n in range(24))
        )
        wizard = self._wizard(equipment_ids=devices.ids)
        self.assertEqual(len(self._print(wizard)), 1)
        wizard.start_position = 24
        pages = self._print(wizard)
        self.assertEqual(len(pages), 2)
        self.assertIn("LB-200", pages[0].extract_text())
        self.assertIn("LB-223", pages[1].extract_text())
        self.assertEqual(wizard._get_sheets()[0][0][:2], (140, 259.5))

    def test_a_label_printer_gets_one_page_per_label_in_its_size(self):
        devices = self._device("LB-31") | self._device("LB-32")
        for paper, width, height in (("roll_50x30", 50, 30), ("roll_60x40", 60, 40)):
            pages = self._print(self._wizard(equipment_ids=devices.ids, label_format=paper))
            self.assertEqual(len(pages), 2)
            box = pages[0].mediabox
            self.assertAlmostEqual(float(box.width), width * MILLIMETRE, delta=1)
            self.assertAlmostEqual(float(box.height), height * MILLIMETRE, delta=1)

    def test_a_kit_is_labelled_with_its_parts(self):
        kit = self._kit()
        wizard = self._wizard(kit_ids=kit.ids)
        self.assertEqual(wizard.label_count, 1)
        wizard.with_parts = True
        self.assertEqual(wizard.label_count, 4)
        self.assertIn(kit.asset_number, self._print(wizard)[0].extract_text())

    def test_all_devices_of_a_unit_are_labelled_but_those_disposed_of(self):
        here = self._device("LB-41", using_unit_id=self.clinic.id)
        self._device("LB-42", using_unit_id=self.clinic.id, usage_state="disposed")
        self._device("LB-43", self.other_hospital)
        wizard = self._wizard(using_unit_id=self.clinic.id)
        self.assertEqual(wizard._get_equipment(), here)

    def test_a_label_for_nothing_is_refused(self):
        with self.assertRaisesRegex(UserError, "nothing"):
            self._wizard().action_print()

    def test_devices_outside_the_scope_are_not_labelled(self):
        foreign = self._device("LB-5", self.other_hospital)
        context = {"active_model": "maintenance.equipment", "active_ids": foreign.ids}
        wizards = self.env["equipment.label.print"].with_user(self.hospital_officer)
        self.assertFalse(wizards.with_context(**context).create({}).equipment_ids)
        wizard = wizards.create({"using_unit_id": self.other_hospital.id})
        self.assertFalse(wizard.label_count)
        with self.assertRaises(AccessError):
            wizards.create({"equipment_ids": foreign.ids})._get_labels()

    def test_the_qr_code_holds_the_address_of_the_tag(self):
        url = self._device("LB-6").tag_url
        code = QRCode(error_correction=ERROR_CORRECT_M, border=2, mask_pattern=2)
        code.add_data(url)
        code.make()
        found = [[not pixel for pixel in row] for row in modules(qr_code(url))]
        self.assertEqual(found, code.get_matrix())

    def test_the_bars_are_code_128(self):
        # worked out by hand from ISO/IEC 15417: start B, A, check sign 34, stop
        expected = "11010010000" + "10100011000" + "10001011000" + "1100011101011"
        (row,) = modules(code_128("A"))
        bars = "".join("0" if pixel else "1" for pixel in row)
        self.assertEqual(bars.strip("0"), expected)
        self.assertIsNone(code_128("编号1"))
