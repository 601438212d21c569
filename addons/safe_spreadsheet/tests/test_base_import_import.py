from odoo.exceptions import UserError
from odoo.tests import TransactionCase, new_test_user, patch, tagged

from ..wizards import base_import_import
from .common import workbook
from .test_refused_files import archive

OPTIONS = {"quoting": '"', "separator": ",", "has_headers": True}


@tagged("post_install", "-at_install")
class TestBaseImportImport(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.user = new_test_user(cls.env, "sheet_user", groups="base.group_user")

    def read(self, content):
        wizard = (
            self.env["base_import.import"]
            .with_user(self.user)
            .create(
                {"res_model": "res.partner", "file": content, "file_name": "清单.xlsx"},
            )
        )
        return wizard._read_file(dict(OPTIONS))

    def test_an_ordinary_workbook_is_still_imported(self):
        _length, rows = self.read(workbook(["name"], ["甲"]))
        self.assertEqual(rows, [["name"], ["甲"]])

    def test_a_bomb_is_refused_before_the_stock_reader_sees_it(self):
        with self.assertRaisesRegex(UserError, "200 MB"):
            self.read(archive(**{"xl/a.xml": b"\0" * (200 * 2**20)}))

    def test_too_many_cells_are_refused_with_their_count(self):
        with patch.object(base_import_import, "MAX_CELLS", 3):
            with self.assertRaisesRegex(UserError, "4"):
                self.read(workbook(["name", "ref"], ["甲", "1"]))
