import base64
import io

import openpyxl

from odoo.addons.equipment_asset.tools.device_list import LABELS
from odoo.addons.safe_spreadsheet.tests.common import workbook

from .common import EquipmentCase


class ImportCase(EquipmentCase):
    def _import(self, *rows, user=None, **vals):
        """An unchecked import of rows given as {card field: cell}."""
        names = list(dict.fromkeys(["name", *(name for row in rows for name in row)]))
        content = workbook(
            [LABELS[name] for name in names], *([row.get(name) for name in names] for row in rows)
        )
        values = {"file": base64.b64encode(content), "filename": "设备台账.xlsx", **vals}
        user = user or self.hospital_officer
        return self.env["equipment.import"].with_user(user).create(values)

    def _imported(self, *rows, **vals):
        document = self._import(*rows, **vals)
        document.action_check()
        document.action_start()
        return document

    def _cards(self, *serials):
        return self.env["maintenance.equipment"].search([("serial_no", "in", serials)])

    def _refused(self, row, user=None, **vals):
        """[(row, heading, reason)] of a list with only this row."""
        document = self._import({"name": "血压计"} | row, user=user, **vals)
        document.action_check()
        self.assertFalse(document.done_count, "the row was accepted")
        return [(error.row, error.header, error.message) for error in document.error_ids]

    def _assert_refused(self, row, column, word, **vals):
        found = self._refused(row, **vals)
        self.assertEqual([(2, LABELS[column])], [error[:2] for error in found], found)
        self.assertIn(word, found[0][2])

    def _result(self, document):
        content = base64.b64decode(document.with_context(bin_size=False).result_file)
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return [[cell.value for cell in row] for row in sheet.iter_rows()]
