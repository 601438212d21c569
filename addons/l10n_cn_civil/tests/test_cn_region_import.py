import base64
import io

import openpyxl

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, new_test_user, tagged
from odoo.tools import mute_logger

HEADING = "代码,名称,上级代码,城乡分类"


@tagged("post_install", "-at_install")
class TestCnRegionImport(HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin = new_test_user(
            cls.env,
            "region_admin",
            password="region_admin",
            groups="base.group_system",
            lang="zh_CN",
        )
        env = cls.env(user=cls.admin, context={"lang": "zh_CN"})
        cls.Region, cls.Import = env["cn.region"], env["cn.region.import"]

    def upload(self, *lines, **vals):
        text = "\n".join([HEADING, *lines])
        return self.Import.create(
            {"file": base64.b64encode(text.encode()), "filename": "区划.csv", **vals},
        )

    def run_import(self, *lines, **vals):
        wizard = self.upload(*lines, **vals)
        action = wizard.action_import()
        self.assertEqual((action["name"], action["res_id"]), ("导入区划", wizard.id))
        return wizard

    def region(self, code):
        return self.Region.search([("code", "=", code)])

    def test_the_list_of_the_statistical_office_is_imported_in_any_order(self):
        wizard = self.run_import(
            "451024103201,多浪村村民委员会,,220",
            "451024103000,足荣镇,,",
            "451024000000,德保县,,",
        )
        self.assertFalse(wizard.error_ids)
        self.assertEqual((wizard.state, wizard.imported_count), ("done", 3))
        village = self.region("451024103201")
        self.assertEqual(village.level, "village")
        self.assertEqual(village.urban_rural_class, "220")
        self.assertEqual(village.complete_name, "广西壮族自治区百色市德保县足荣镇多浪村村民委员会")
        self.assertTrue(village.verified and village.parent_id.verified)
        self.assertEqual(village.source, "区划.csv")

    def test_a_provisional_region_receives_its_official_code(self):
        pinghu = self.env.ref("l10n_cn_civil.region_440307081")
        self.run_import("440307001000,平湖街道,,")
        self.assertRecordValues(pinghu, [{"code": "440307001", "verified": True}])

    def test_one_bad_row_stops_everything_unless_good_rows_are_wanted(self):
        lines = ("451024103201,多浪村,,220", "451024103202,那亮村,,999", "45102,x,,", ",y,,")
        wizard = self.run_import(*lines)
        self.assertEqual((wizard.state, wizard.imported_count), ("refused", 0))
        self.assertFalse(self.region("451024103201"))
        self.assertEqual(wizard.error_ids.mapped("row"), [3, 4, 5])
        self.assertIn("999", wizard.error_ids[0].message)
        self.assertEqual(wizard.error_ids[2].cell, "A5")
        wizard = self.run_import(*lines, mode="good_rows")
        self.assertEqual((wizard.state, wizard.imported_count, wizard.error_count), ("done", 1, 3))
        self.assertTrue(self.region("451024103201"))

    def test_a_missing_parent_and_a_repeated_code_are_named(self):
        wizard = self.run_import("629999001,x街道,,")
        self.assertIn("629999", wizard.error_ids.message)
        wizard = self.run_import("451024103201,甲,,", "451024103201000,乙,,")
        self.assertEqual(wizard.state, "refused")

    @mute_logger("odoo.sql_db")
    def test_a_broken_database_rule_becomes_the_error_of_its_row(self):
        self.region("451024103").archive_prefix = "451024103101"
        text = "代码,名称,健康档案前缀\n451024104,马隘镇,451024103101\n"
        wizard = self.Import.create(
            {"file": base64.b64encode(text.encode()), "filename": "a.csv"},
        )
        wizard.action_import()
        self.assertEqual(wizard.error_ids.mapped("row"), [2])
        self.assertIn("档案编号前缀", wizard.error_ids.message)

    def test_a_file_must_be_chosen(self):
        with self.assertRaisesRegex(UserError, "选择文件"):
            self.Import.create({}).action_import()

    def test_the_template_carries_the_headings_and_can_be_filled_in(self):
        wizard = self.Import.create({})
        self.authenticate("region_admin", "region_admin")
        response = self.url_open(wizard.action_download_template()["url"])
        book = openpyxl.load_workbook(io.BytesIO(response.content))
        self.assertEqual([cell.value for cell in book.active[1]][:2], ["代码", "名称"])
        book.active.append(["451024103203", "三合村"])
        output = io.BytesIO()
        book.save(output)
        wizard.write({"file": base64.b64encode(output.getvalue()), "filename": "区划.xlsx"})
        wizard.action_import()
        self.assertEqual(self.region("451024103203").name, "三合村")

    def test_an_uploaded_file_is_nobody_elses_business(self):
        other = new_test_user(self.env, "other_admin", groups="base.group_system")
        wizard = self.run_import("45102,x,,")
        with self.assertRaises(AccessError):
            wizard.with_user(other).read(["file"])
        with self.assertRaises(AccessError):
            wizard.error_ids.with_user(other).read(["message"])

    def test_a_county_of_thousands_is_imported_in_few_statements(self):
        lines = [f"451024103{number},村{number},,220" for number in range(200, 500)]
        wizard = self.upload(*lines)
        self.env.flush_all()
        with self.assertQueryCount(60):
            wizard.action_import()
            self.env.flush_all()
        self.assertEqual(wizard.imported_count, 300)
