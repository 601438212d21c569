import base64
import io
from datetime import date

import openpyxl

from odoo.exceptions import AccessError
from odoo.tests import tagged

from .desk_common import DeskCase, make_identity

HEADS = ("姓名", "身份证号", "档案编号", "预约日期", "预约时间", "备注")


@tagged("post_install", "-at_install")
class TestHealthExamCampaignImport(DeskCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.man = cls._new_elder(
            "黄大山", sex="1", birth="1948-02-03", identity_number=make_identity("19480203", "115")
        )

    def setUp(self):
        super().setUp()
        self.campaign = self._campaign(date_from="2026-11-23", date_to="2026-11-25")

    def _import(self, *rows, mode="good_rows", heads=HEADS, user=None):
        book = openpyxl.Workbook()
        for row in [heads, *rows]:
            book.active.append(row)
        content = io.BytesIO()
        book.save(content)
        wizard = (
            self.env["health.exam.campaign.import"]
            .with_user(user or self.desk)
            .create(
                {
                    "campaign_id": self.campaign.id,
                    "file": base64.b64encode(content.getvalue()),
                    "filename": "预约.xlsx",
                    "mode": mode,
                }
            )
        )
        wizard.action_import()
        return wizard

    def test_a_list_by_identity_and_archive_numbers_is_read(self):
        wizard = self._import(
            ("韦春花", self.number, None, "2026-11-24", "8:30", "行动不便"),
            ("黄大山", None, self.man.archive_number, None, None, None),
        )
        self.assertEqual((wizard.imported_count, wizard.error_count), (2, 0))
        rows = self.campaign.appointment_ids.sorted("date")
        self.assertEqual(rows.mapped("name"), ["黄大山", "韦春花"])
        self.assertEqual((rows[1].date, rows[1].slot), (date(2026, 11, 24), "08:30"))
        self.assertEqual(rows[0].date, date(2026, 11, 23))

    def test_each_bad_row_is_named_and_the_good_ones_are_kept(self):
        wrong = self.number[:-1] + ("0" if self.number[-1] != "0" else "1")
        wizard = self._import(
            ("韦春花", self.number, None, None, None, None),
            ("黄大山", None, None, None, None, None),
            ("黄大山", wrong, None, None, None, None),
            ("黄大山", self.number, None, None, None, None),
            ("陆外人", make_identity("19500101", "102"), None, None, None, None),
            ("黄大山", None, "1" * 17, None, None, None),
            ("黄大山", None, self.man.archive_number, "2026-12-01", None, None),
            ("黄大山", None, self.man.archive_number, None, "25:00", None),
            ("韦春花", None, self.elder.archive_number, None, None, None),
        )
        self.assertEqual((wizard.imported_count, wizard.error_count), (1, 8))
        found = {error.row: (error.header, error.message) for error in wizard.error_ids}
        for row, header, word in (
            (3, "身份证号", "same name"), (4, "身份证号", "check digit"), (5, "姓名", "not that of"),
            (6, "身份证号", "Nobody"), (7, "档案编号", "Nobody"), (8, "预约日期", "not a day"),
            (9, "预约时间", "no time"), (10, "姓名", "already"),
        ):  # fmt: skip
            with self.subTest(row=row):
                self.assertEqual(found[row][0], header)
                self.assertIn(word, found[row][1])
        self.assertEqual(self.campaign.appointment_ids.mapped("name"), ["韦春花"])

    def test_all_or_nothing_leaves_nothing(self):
        wizard = self._import(
            ("韦春花", self.number, None, None, None, None),
            ("黄大山", None, None, None, None, None),
            mode="all_or_nothing",
        )
        self.assertEqual((wizard.state, wizard.imported_count), ("refused", 0))
        self.assertFalse(self.campaign.appointment_ids)

    def test_a_number_that_excel_rounded_is_refused(self):
        wizard = self._import(("韦春花", int(self.number[:17] + "0"), None, None, None, None))
        self.assertEqual(wizard.error_count, 1)
        self.assertIn("15 digits", wizard.error_ids.message)

    def test_another_hospital_imports_nothing_here(self):
        with self.assertRaises(AccessError):
            self._import(
                ("陆外人", make_identity("19500101", "102"), None, None, None, None),
                user=self.other_desk,
            )
