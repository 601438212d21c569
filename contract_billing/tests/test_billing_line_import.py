import base64
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import BillingCase

HEADS = ["名称", "类别", "数量(套)", "单价（万元）", "金额（万元）", "应配数量", "条款"]
ANNEX = [
    ["数字化公共卫生智能体检工作站", "workstation", 17, 29.8, 506.6, None, "附件"],
    ["智慧家医工作站（随访包）", "kit", 91, 2.3, 209.3, 180, "附件"],
    ["基础网络安全设备", "network", 1, 10, 10, None, "附件"],
    ["系统接口费", "interface", 17, 2, 34, None, "附件"],
    ["合计", None, None, None, 759.9, None, None],
]


@tagged("post_install", "-at_install")
class TestBillingLineImport(BillingCase):
    with_debao = False

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = (
            cls.env["project.project"]
            .with_user(cls.officer)
            .create({"name": "导入合同", "is_contract": True, "org_unit_id": cls.bureau.id})
        )

    def _import(self, rows, mode="all_or_nothing", heads=tuple(HEADS)):
        book = openpyxl.Workbook()
        for row in [list(heads), *rows]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        wizard = (
            self.env["billing.line.import"]
            .with_user(self.officer)
            .create(
                {
                    "project_id": self.contract.id,
                    "file": base64.b64encode(content.getvalue()),
                    "filename": "附件.xlsx",
                    "mode": mode,
                }
            )
        )
        wizard.action_import()
        return wizard

    def test_the_annex_of_the_tender_becomes_four_lines_and_a_stated_total(self):
        wizard = self._import(ANNEX)
        self.assertEqual((wizard.state, wizard.error_count), ("done", 0))
        self.assertEqual(self.contract.contract_amount, 7599000.0)
        self.assertEqual(self.contract.stated_total, 7599000.0)
        self.assertEqual(
            self.contract.line_ids.mapped("unit_price"), [298000.0, 23000.0, 100000.0, 20000.0]
        )

    def test_one_bad_row_stops_all_or_is_left_out_as_chosen(self):
        rows = [*ANNEX[:2], ["坏行", "kit", "九十一", 2.3, 1, None, None]]
        wizard = self._import(rows)
        self.assertEqual(wizard.state, "refused")
        self.assertEqual(wizard.error_ids.cell, "C4")
        self.assertFalse(self.contract.line_ids)
        wizard = self._import(rows, mode="good_rows")
        self.assertEqual(len(self.contract.line_ids), 2)
        self.assertEqual(wizard.error_ids.row, 4)

    def test_an_unknown_category_is_named_with_its_row(self):
        wizard = self._import([["某物", "不存在", 1, 1, 1, None, None]])
        self.assertEqual(wizard.error_ids.row, 2)
        self.assertIn("不存在", wizard.error_ids.message)

    def test_a_formula_in_a_text_cell_is_refused(self):
        wizard = self._import([["=1+1", "kit", 1, 1, 1, None, None]])
        self.assertEqual(wizard.state, "refused")
        self.assertFalse(self.contract.line_ids)

    def test_zero_and_negative_figures_are_refused(self):
        for quantity, price in ((0, 1), (-1, 1), (1, -2)):
            wizard = self._import([["某物", "kit", quantity, price, 1, None, None]])
            self.assertEqual(wizard.state, "refused")
        self.assertFalse(self.contract.line_ids)

    def test_wrong_headings_and_too_many_rows_are_refused_with_a_sentence(self):
        with self.assertRaises(UserError):
            self._import([[1, 2]], heads=["甲", "乙"])
        with self.assertRaises(UserError):
            self._import([["某物", "kit", 1, 1, 1, None, None]] * 100_000)
        self.assertFalse(self.contract.line_ids)

    def test_a_signed_contract_takes_no_import(self):
        self.contract = self._create_debao()
        self._sign(self.contract)
        wizard = self._import(ANNEX[:1])
        self.assertEqual(wizard.state, "refused")
        self.assertEqual(len(self.contract.line_ids), 4)
