from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import IndicatorCase


@tagged("post_install", "-at_install")
class TestIndicatorDocument(IndicatorCase):
    def test_file_stays_once_a_figure_relies_on_it(self):
        document = self.document.with_user(self.manager)
        document.file = "eHg="
        self.env["indicator.denominator"].create(
            {
                "org_unit_id": self.bureau.id,
                "year": 2026,
                "kind_id": self.kind.id,
                "value": 1,
                "document_id": document.id,
            }
        )
        with self.assertRaises(UserError):
            document.file = "eA=="
        document.number = "2026-1"

    def test_reader_opens_the_file_but_enters_none(self):
        document = self.document.with_user(self.village)
        self.assertEqual(document.file, b"eA==")
        with self.assertRaises(AccessError):
            document.name = "Mine"
