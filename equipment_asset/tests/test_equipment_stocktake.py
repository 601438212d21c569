import base64
import io

import openpyxl
from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, mute_logger

from .stocktake_common import SIGNATURE, StocktakeCase


class TestEquipmentStocktake(StocktakeCase):
    def test_it_expects_what_the_unit_and_the_units_below_use(self):
        disposed = self._device("D1", usage_state="disposed", scrap_date="2026-01-31")
        lent = self._device("L1", using_unit_id=self.other_hospital.id)
        expected = self._stocktake().line_ids.equipment_id
        self.assertLessEqual(self.here | self.absent | self.at_clinic, expected)
        self.assertFalse(expected & (disposed | lent | self.elsewhere))

    def test_by_owner_it_expects_what_the_unit_owns_wherever_it_is_used(self):
        lent = self._device("L1", using_unit_id=self.other_hospital.id)
        borrowed = self._device("B1", self.other_hospital, using_unit_id=self.hospital.id)
        stocktake = self._stocktake(basis="owner")
        self.assertIn(lent, stocktake.line_ids.equipment_id)
        self.assertNotIn(borrowed, stocktake.line_ids.equipment_id)
        self.assertEqual(self._line(stocktake, lent).expected_unit_id, self.other_hospital)

    def test_the_start_takes_the_same_queries_for_10_and_200_devices(self):
        def count(unit):
            stocktake = self._stocktake(
                start=False, org_unit_id=unit.id, counter_ids=[Command.set(self.manager.ids)]
            ).with_user(self.manager)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            stocktake.action_start()
            self.env.flush_all()
            self.assertEqual(stocktake.expected_count, self.sizes[unit])
            return self.env.cr.sql_log_count - before

        self.sizes = {}
        for code, size in (("W", 1), ("S", 10), ("B", 200)):
            unit = self._unit(f"T-01-{code}", "department", self.hospital)
            self.sizes[unit] = size
            for number in range(size):
                self._device(f"{code}{number}", using_unit_id=unit.id)
        _warm, small, big = (count(unit) for unit in self.sizes)
        self.assertLessEqual(big, small)

    def test_a_stocktake_needs_a_counter_who_works_there(self):
        stocktake = self._stocktake(start=False, counter_ids=False)
        with self.assertRaisesRegex(UserError, "counter"):
            stocktake.action_start()
        with self.assertRaises(ValidationError):
            stocktake.counter_ids = self.stranger

    def test_one_unit_is_counted_once_at_a_time(self):
        self._stocktake()
        other = self._stocktake(start=False)
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            other.action_start()

    def test_nobody_moves_it_or_its_counts_by_hand(self):
        stocktake = self._stocktake(start=False, found_count=9, state="done")
        self.assertEqual((stocktake.state, stocktake.found_count), ("draft", 0))
        for vals in ({"state": "done"}, {"expected_count": 1}, {"name": "PD"}):
            with self.assertRaises(UserError):
                stocktake.write(vals)
        stocktake.action_start()
        with self.assertRaises(UserError):
            stocktake.org_unit_id = self.clinic
        with self.assertRaises(UserError):
            stocktake.unlink()

    def test_a_custodian_counts_but_neither_opens_nor_closes(self):
        stocktake = self._stocktake()
        for action in ("action_close_counting", "action_cancel"):
            with self.assertRaises(AccessError):
                getattr(stocktake.with_user(self.counter), action)()
        with self.assertRaises(AccessError):
            stocktake.with_user(self.stranger).read(["name"])

    def test_who_counted_cannot_be_the_supervisor(self):
        stocktake = self._stocktake(counter_ids=[Command.set(self.hospital_officer.ids)])
        stocktake.action_close_counting()
        stocktake.action_mark_missing()
        stocktake._sign_as_counter(SIGNATURE)
        with self.assertRaisesRegex(UserError, "测试hospital_officer"):
            stocktake._sign_as_supervisor(SIGNATURE)
        stocktake.with_user(self.officer)._sign_as_supervisor(SIGNATURE)
        self.assertEqual(stocktake.state, "done")

    def test_it_is_not_signed_before_a_counter_has_and_all_is_decided(self):
        stocktake = self._stocktake()
        stocktake.action_close_counting()
        with self.assertRaisesRegex(UserError, "counter sign first"):
            stocktake._sign_as_supervisor(SIGNATURE)
        for user in (self.counter, self.hospital_officer):
            with self.assertRaisesRegex(UserError, "3 devices"):
                stocktake.with_user(user).action_sign()
        with self.assertRaisesRegex(UserError, "3 devices"):
            stocktake.with_user(self.counter)._sign_as_counter(SIGNATURE)
        stocktake.action_mark_missing()
        with self.assertRaisesRegex(UserError, "counter sign first"):
            stocktake.action_sign()

    def test_a_result_that_changes_after_the_counter_signed_is_signed_again(self):
        stocktake = self._stocktake()
        stocktake.action_close_counting()
        stocktake.action_mark_missing()
        stocktake.with_user(self.counter)._sign_as_counter(SIGNATURE)
        line = self._line(stocktake, self.absent)
        line.action_mark_not_found()
        self.assertTrue(stocktake.evidence_ids)
        line.action_mark_pending()
        self.assertFalse(stocktake.evidence_ids)

    def test_a_counter_must_be_allowed_to_count(self):
        auditor = self._user("auditor", "viewer", self.hospital)
        with self.assertRaisesRegex(ValidationError, "测试auditor"):
            self._stocktake(start=False, counter=auditor)

    def test_a_place_nobody_entered_is_no_move(self):
        first = self._stocktake()
        self._scan(first, self.here, place="一楼")
        self._sign(first)
        second = self._stocktake()
        self._scan(second, self.here)
        self._sign(second)
        self.assertFalse(dict(second._compare_with_previous())["Moved"])

    def test_counting_on_makes_signatures_void(self):
        stocktake = self._stocktake()
        stocktake.action_close_counting()
        stocktake.action_mark_missing()
        stocktake.with_user(self.counter)._sign_as_counter(SIGNATURE)
        stocktake.action_reopen()
        self.assertFalse(stocktake.evidence_ids)
        self.assertEqual(stocktake.state, "counting")

    def test_the_dialog_knows_in_which_role_somebody_signs(self):
        stocktake = self._stocktake()
        stocktake.action_close_counting()
        stocktake.action_mark_missing()
        for user, role in ((self.counter, "counter"), (self.hospital_officer, "supervisor")):
            action = stocktake.with_user(user).action_sign()
            dialog = self.env["equipment.stocktake.sign"].with_user(user)
            with Form(dialog.with_context(**action["context"])) as form:
                form.signature = base64.b64encode(SIGNATURE).decode()
            self.assertEqual(form.record.role, role)
            form.record.action_sign()
        self.assertEqual(stocktake.seal_state, "sealed")

    def test_a_signed_stocktake_is_replaced_only_with_a_reason(self):
        stocktake = self._sign(self._stocktake())
        dialog = self.env["equipment.stocktake.sign"].with_user(self.hospital_officer)
        dialog = dialog.create({"stocktake_id": stocktake.id, "purpose": "correct"})
        with self.assertRaises(ValidationError):
            dialog.action_correct()
        dialog.reason = "漏盘二楼"
        dialog.action_correct()
        self.assertEqual(stocktake.seal_state, "superseded")
        self.assertEqual(stocktake.superseded_by_id.state, "draft")
        self.assertFalse(stocktake.superseded_by_id.line_ids)

    def test_it_is_compared_with_the_last_signed_one_of_the_unit(self):
        again = self._device("H3", place="二楼")
        first = self._stocktake()
        self._scan(first, self.here, place="一楼")
        self._scan(first, self.absent, place="一楼")
        self._sign(first)
        second = self._stocktake()
        self.assertEqual(second.previous_id, first)
        self._scan(second, self.here, place="三楼")
        self._scan(second, again, place="二楼")
        self._sign(second)
        compared = {label: lines.equipment_id for label, lines in second._compare_with_previous()}
        self.assertEqual(
            compared,
            {"Newly missing": self.absent, "Found again": again, "Moved": self.here},
        )

    def test_the_printed_result_names_each_difference_and_the_seal(self):
        stocktake = self._stocktake()
        self._scan(stocktake, self.here, place="二楼")
        self._scan(stocktake, "99-UNKNOWN")
        self._sign(stocktake)
        report = self.env["ir.actions.report"].with_user(self.hospital_officer)
        report = report.with_context(force_report_rendering=True)
        content, _kind = report._render_qweb_pdf(
            "equipment_asset.report_equipment_stocktake", stocktake.ids
        )
        pages = PdfReader(io.BytesIO(content)).pages
        text = "".join(page.extract_text() for page in pages)
        text = "".join(text.split())
        for part in ("99-UNKNOWN", self.here.asset_number, "H1", "H2", "C1", "二楼", "测试counter"):
            self.assertIn(part, text)
        self.assertIn(stocktake.seal_hash, text)

    def test_the_table_lists_every_line_and_keeps_text_text(self):
        stocktake = self._stocktake()
        self._scan(stocktake, "=1+1")
        report = self.env["report.equipment_asset.equipment_stocktake_xlsx"]
        report = report.with_user(self.hospital_officer)
        report = report.with_context(active_model="equipment.stocktake")
        content, _kind = report.create_xlsx_report(stocktake.ids, {})
        rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(min_row=3))
        self.assertEqual(len(rows), 4)
        self.assertIn("'=1+1", [row[0].value for row in rows])
        self.assertFalse([cell for row in rows for cell in row if cell.data_type == "f"])
