import base64
import io

import openpyxl
from stdnum.cn import ric

from odoo.addons.health_archive.tools.basic_form import LABELS
from odoo.addons.safe_spreadsheet.tests.common import workbook

from .common import HealthArchiveCase


class HealthImportCase(HealthArchiveCase):
    """Files of basic forms, as the hospital's doctor uploads them."""

    def _number(self, sequence, born="19530615"):
        """A valid identity number; an odd sequence is a man's."""
        body = f"459981{born}{sequence:03}"
        return body + ric.calc_check_digit(body + "0")

    def _row(self, sequence=1, **cells):
        cells = {"name": "韦示三", "identity_number": self._number(sequence)} | cells
        return cells if "unit_id" in cells else cells | {"unit_id": self.clinic.code}

    def _import(self, *rows, user=None, titles=None, **vals):
        """An unchecked import of rows given as {column: cell}."""
        names = list(dict.fromkeys(name for row in rows for name in row))
        headings = [(titles or {}).get(name, LABELS[name]) for name in names]
        content = workbook(headings, *([row.get(name) for name in names] for row in rows))
        return self._upload(content, "居民.xlsx", user, **vals)

    def _upload(self, content, filename, user=None, **vals):
        documents = self.env["health.import"].with_user(user or self.hospital_doctor)
        values = {"file": base64.b64encode(content), "filename": filename, **vals}
        return documents.create(values)

    def _imported(self, *rows, **vals):
        document = self._import(*rows, **vals)
        document.action_check()
        document.action_start()
        return document

    def _found(self, sequence=1):
        """The person with a number of :meth:`_number`, and the archives."""
        number = self._number(sequence)
        person = self.env["res.partner"].search([("identity_number", "=", number)])
        return person, self.env["health.archive"].search([("partner_id", "in", person.ids)])

    def _refused(self, row, **vals):
        """[(row, heading, reason)] of a list with only this row."""
        document = self._import(row, **vals)
        document.action_check()
        self.assertFalse(document.done_count, "the row was accepted")
        return [(error.row, error.header, error.message) for error in document.error_ids]

    def _assert_refused(self, row, column, word, **vals):
        found = self._refused(row, **vals)
        self.assertEqual([(2, LABELS[column])], [error[:2] for error in found], found)
        self.assertIn(word, found[0][2])

    def _result(self, document, name="result_file"):
        content = base64.b64decode(document.with_context(bin_size=False)[name])
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        return [[cell.value for cell in row] for row in sheet.iter_rows()]
