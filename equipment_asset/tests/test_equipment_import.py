import base64
import io
from unittest.mock import patch

import openpyxl

from odoo.exceptions import UserError

from odoo.addons.equipment_asset.tools.device_list import COLUMNS, LABELS
from odoo.addons.safe_spreadsheet.models import spreadsheet_import_work
from odoo.addons.safe_spreadsheet.tests.common import workbook

from .import_common import ImportCase


class TestEquipmentImport(ImportCase):
    def test_a_row_becomes_a_card_with_every_column(self):
        self._imported(
            {
                "name": "电子血压计",
                "brand": "测试牌",
                "serial_no": "IM-1",
                "quantity": 1,
                "unit_price": "1,234.56",
                "acquisition_method": "接受捐赠",
                "acquisition_date": "2024-05-06",
                "partner_id": "测试医疗器械有限公司",
                "usage_state": "闲置",
                "using_unit_id": "EQ-T-01-01",
                "owner_user_id": "测试custodian",
                "place": "公卫科",
                "device_class": "Ⅱ",
                "warranty_start": "2024-05-06",
                "warranty_date": "2027-05-05",
            }
        )
        card = self._cards("IM-1")
        self.assertEqual(card.device_model_id, self.bp_model)
        self.assertEqual(card.org_unit_id, self.hospital)
        self.assertEqual(card.using_unit_id, self.clinic)
        self.assertEqual(card.owner_user_id, self.custodian)
        self.assertEqual(card.partner_id, self.supplier)
        self.assertEqual((card.unit_price, card.original_value), (1234.56, 1234.56))
        self.assertEqual((card.acquisition_method, card.usage_state), ("donation", "idle"))
        self.assertEqual((card.device_class, card.place), ("2", "公卫科"))
        self.assertEqual(str(card.warranty_date), "2027-05-05")
        self.assertEqual(card.asset_number, "EQ-T-01-000001")
        self.assertEqual(card.create_uid, self.hospital_officer)
        self.assertTrue(card.tag_url)

    def test_a_check_writes_nothing(self):
        document = self._import({"name": "血压计", "serial_no": "IM-2"})
        document.action_check()
        self.assertEqual((document.state, document.done_count), ("checked", 1))
        self.assertFalse(self._cards("IM-2"))

    def test_what_the_rows_name_must_exist(self):
        self._assert_refused({"partner_id": "没有的公司"}, "partner_id", "没有的公司")
        self._assert_refused({"manufacturer_id": "没有的厂"}, "manufacturer_id", "没有的厂")
        self._assert_refused({"class_id": "A99"}, "class_id", "A99")
        self._assert_refused({"owner_user_id": "没有的人"}, "owner_user_id", "没有的人")
        self._assert_refused({"usage_state": "飞了"}, "usage_state", "闲置")
        self._assert_refused({"org_unit_id": "没有的单位"}, "org_unit_id", "没有的单位")

    def test_two_of_the_same_name_are_told_apart_by_the_code(self):
        twin = self._unit("T-01-02", "village_clinic", self.hospital)
        twin.name = self.clinic.name
        self._assert_refused({"org_unit_id": twin.name}, "org_unit_id", twin.name)
        self.env["res.partner"].create({"name": self.supplier.name})
        self._assert_refused({"partner_id": self.supplier.name}, "partner_id", self.supplier.name)

    def test_a_unit_or_person_outside_the_scope_is_unknown(self):
        missing = self._refused({"org_unit_id": "不存在"})
        foreign = self._refused({"org_unit_id": self.other_hospital.name})
        self.assertEqual(foreign[0][2], missing[0][2].replace("不存在", self.other_hospital.name))
        self._assert_refused({"using_unit_id": "EQ-T-02"}, "using_unit_id", "EQ-T-02")
        self._assert_refused({"owner_user_id": "eq_officer"}, "owner_user_id", "eq_officer")

    def test_money_must_agree_to_the_cent(self):
        row = {"quantity": 3, "unit_price": 0.1, "original_value": 0.31}
        self._assert_refused(row, "original_value", "0.30")
        self._assert_refused({"unit_price": 1.005}, "unit_price", "1.005")
        self._assert_refused({"quantity": 3, "original_value": 100}, "original_value", "33.33")
        self._assert_refused({"quantity": 0, "unit_price": 1}, "quantity", "")
        self._assert_refused({"quantity": "两台"}, "quantity", "两台")
        self._imported({"name": "椅子", "quantity": 3, "original_value": 0.3, "place": "IM-椅"})
        chair = self.env["maintenance.equipment"].search([("place", "=", "IM-椅")])
        self.assertEqual((chair.unit_price, chair.original_value), (0.1, 0.3))

    def test_dates_must_be_possible(self):
        self._assert_refused({"acquisition_date": "2024-02-30"}, "acquisition_date", "2024-02-30")
        self._assert_refused({"acquisition_date": "2999-01-01"}, "acquisition_date", "")
        row = {"warranty_start": "2024-05-06", "warranty_date": "2024-05-05"}
        self._assert_refused(row, "warranty_date", "")

    def test_a_serial_number_stands_on_one_piece(self):
        self._assert_refused({"serial_no": "IM-3", "quantity": 2}, "quantity", "")

    def test_a_number_twice_in_the_file_or_in_the_books_is_named(self):
        self._device("IM-4", asset_number="旧-1")
        document = self._imported(
            {"name": "电子血压计", "brand": "测试牌", "serial_no": "IM-4"},
            {"name": "血压计", "serial_no": "IM-5", "asset_number": "新-1"},
            {"name": "血压计", "serial_no": "IM-5"},
            {"name": "桌子", "asset_number": "新-1"},
            {"name": "桌子", "asset_number": "旧-1"},
        )
        found = [(error.row, error.header) for error in document.error_ids]
        serial, number = LABELS["serial_no"], LABELS["asset_number"]
        self.assertEqual(found, [(2, serial), (4, serial), (5, number), (6, number)])
        self.assertIn("3", document.error_ids[1].message)
        self.assertEqual((document.done_count, document.error_count), (1, 4))

    def test_a_number_of_the_list_is_not_drawn_again(self):
        self._imported(
            {"name": "桌子", "place": "IM-桌"},
            {"name": "桌子", "place": "IM-桌", "asset_number": "EQ-T-01-000001"},
            {"name": "桌子", "place": "IM-桌"},
        )
        tables = self.env["maintenance.equipment"].search([("place", "=", "IM-桌")])
        self.assertEqual(
            sorted(tables.mapped("asset_number")),
            ["EQ-T-01-000001", "EQ-T-01-000002", "EQ-T-01-000003"],
        )

    def test_companies_and_models_are_created_when_told_so(self):
        row = {"name": "雾化器", "brand": "新牌", "model": "W-1", "partner_id": "新供应商"}
        rows = [row | {"serial_no": f"IM-6{n}", "uom": "台"} for n in range(3)]
        self._imported(*rows, create_partners=True, create_models=True)
        cards = self._cards("IM-60", "IM-61", "IM-62")
        self.assertEqual(len(cards), 3)
        self.assertEqual(cards.device_model_id.display_name, "雾化器 新牌 W-1")
        self.assertEqual(cards.partner_id.name, "新供应商")
        self.assertTrue(cards.partner_id.is_company)

    def test_without_that_option_an_unknown_model_is_left_empty(self):
        self._imported({"name": "雾化器", "brand": "别牌", "serial_no": "IM-7"})
        card = self._cards("IM-7")
        self.assertEqual((card.name, card.brand, card.device_model_id.ids), ("雾化器", "别牌", []))

    def test_all_or_nothing_imports_nothing_with_one_bad_row(self):
        rows = [{"name": "血压计", "serial_no": "IM-8"}, {"name": "秤", "usage_state": "飞了"}]
        document = self._import(*rows, mode="all_or_nothing")
        document.action_check()
        with self.assertRaisesRegex(UserError, "1"):
            document.action_start()
        self.assertFalse(self._cards("IM-8"))

    def test_all_or_nothing_undoes_all_when_the_books_changed_after_the_check(self):
        rows = [
            {"name": "电子血压计", "brand": "测试牌", "serial_no": f"IM-9{n}"} for n in range(3)
        ]
        document = self._import(*rows, mode="all_or_nothing")
        with patch.object(self.registry["equipment.import"], "_part_rows", 2):
            document.action_check()
        self._device("IM-92")
        document.action_start()
        self.assertEqual((document.state, document.done_count), ("failed", 0))
        self.assertFalse(self._cards("IM-90", "IM-91"))
        self.assertEqual(document.error_ids.mapped("row"), [4])

    def test_all_or_nothing_refuses_a_list_too_long_for_one_transaction(self):
        rows = [{"name": "血压计", "serial_no": f"IM-A{n}"} for n in range(3)]
        document = self._import(*rows, mode="all_or_nothing")
        document.action_check()
        with patch.object(spreadsheet_import_work, "MAX_ALL_OR_NOTHING", 2):
            with self.assertRaisesRegex(UserError, "2.*3"):
                document.action_start()

    def test_the_result_shows_the_errors_beside_the_rows(self):
        document = self._import(
            {"name": "血压计", "place": "甲"}, {"name": "=1+1", "place": "乙"}, {"place": "丙"}
        )
        document.action_check()
        rows = self._result(document)
        self.assertEqual([row[1] for row in rows[1:]], ["甲", "乙", "丙"])
        self.assertEqual([bool(row[2]) for row in rows[1:]], [False, True, True])
        document.action_start()
        self.assertEqual([row[1] for row in self._result(document)[1:]], ["乙", "丙"])

    def test_the_corrected_result_can_be_imported(self):
        document = self._imported({"name": "血压计"}, {"name": "秤", "usage_state": "飞了"})
        rows = self._result(document)
        rows[1][rows[0].index(LABELS["usage_state"])] = "在用"
        again = self.env["equipment.import"].with_user(self.hospital_officer)
        again = again.create({"file": base64.b64encode(workbook(*rows)), "filename": "b.xlsx"})
        again.action_check()
        again.action_start()
        self.assertEqual((again.state, again.done_count, again.error_count), ("done", 1, 0))

    def test_the_template_is_a_list_that_can_be_filled_in(self):
        document = self._import({"name": "血压计"})
        template = openpyxl.load_workbook(io.BytesIO(document._write_template()))
        sheet = template.active
        self.assertEqual([c.value for c in sheet[2]], [column.label for column in COLUMNS])
        sheet["B3"] = "血压计"
        output = io.BytesIO()
        template.save(output)
        document.write({"file": base64.b64encode(output.getvalue())})
        document.action_check()
        self.assertEqual((document.done_count, document.error_count), (1, 0))
