import io
from datetime import date

import openpyxl
from psycopg2 import IntegrityError
from pypdf import PdfReader

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import mute_logger

from .value_common import ValueCase


@tagged("post_install", "-at_install")
@freeze_time("2026-11-22")
class TestEquipmentDepreciationRun(ValueCase):
    def _catch_up(self, user=None, **vals):
        wizard = self.env["equipment.depreciation.catchup"].with_user(user or self.manager)
        action = wizard.create({"month_to": "2026-10-01"} | vals).action_book()
        return self.env["equipment.depreciation.run"].search(action["domain"])

    def test_the_month_of_booking_is_the_first_to_be_written_off(self):
        run = self._book(6)
        self.assertEqual(run.total, 4138.89)
        self.assertEqual(self.station.accumulated_depreciation, 4138.89)
        self.assertEqual(self.station.net_value, 293861.11)
        self.assertEqual(self.station.last_depreciation_month, date(2025, 6, 1))

    def test_a_month_before_the_booking_has_nothing_to_write_off(self):
        self.assertEqual(self._book(5).line_count, 0)

    def test_the_months_of_a_whole_life_sum_to_the_original_value(self):
        with freeze_time("2032-01-10"):
            runs = self._catch_up(org_unit_id=self.hospital.id, month_to="2031-12-01")
        lines = runs.line_ids.sorted("month")
        self.assertEqual(len(lines), 72)
        self.assertEqual(lines[-1].amount, 4138.81)
        self.assertEqual(self.station.accumulated_depreciation, 298000)
        self.assertEqual(self.station.net_value, 0)
        self.assertEqual(self.station.depreciation_state, "finished")

    def test_months_are_booked_without_a_gap(self):
        self._book(6)
        with self.assertRaisesRegex(UserError, "2025-07"):
            self._run("2025-08-01").action_book()

    def test_a_month_before_a_booked_one_is_refused(self):
        self._book(6, 7)
        self._asset("GW-2", 7200, booking="2025-05-01")
        with self.assertRaisesRegex(UserError, "2025-07"):
            self._run("2025-05-01").action_book()

    def test_a_month_ahead_is_refused(self):
        with self.assertRaisesRegex(UserError, "ahead"):
            self._run("2026-12-01", takes_over=True).action_book()

    @mute_logger("odoo.sql_db")
    def test_a_unit_has_one_run_a_month(self):
        self._run("2025-06-01")
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._run("2025-06-30")

    def test_a_device_entered_late_is_taken_over_when_the_officer_says_so(self):
        self._book(6)
        late = self._asset("GW-2", 7200)
        with self.assertRaisesRegex(UserError, "2025-06"):
            self._run("2025-07-01").action_book()
        self.env["equipment.depreciation.run"].search([("state", "=", "draft")]).unlink()
        self._book(7, takes_over=True)
        self.assertEqual(late.accumulated_depreciation, 200)
        self.assertEqual(late.depreciation_line_ids.month_count, 2)
        self.assertEqual(self.station.accumulated_depreciation, 8277.78)

    def test_below_the_limit_a_device_is_written_off_at_once_and_says_why(self):
        cheap = self._asset("C-1", 420)
        self.assertFalse(cheap.is_fixed_asset)
        self.assertIn("420.00", cheap.fixed_note)
        self.assertIn("1,500.00", cheap.fixed_note)
        self.assertEqual(cheap.depreciation_state, "none")
        self.assertEqual(self._book(6).line_count, 1)

    def test_many_identical_pieces_are_managed_as_fixed_assets_by_decision(self):
        bag = self._asset("C-1", 720, fixed_decision="asset", fixed_reason="91套同批管理")
        self._book(6)
        self.assertEqual(bag.accumulated_depreciation, 10)
        self.assertIn("91套同批管理", bag.fixed_note)

    @mute_logger("odoo.sql_db")
    def test_such_a_decision_needs_its_reason(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self._asset("C-1", 720, fixed_decision="asset")

    def test_the_values_of_a_depreciated_device_stand_still(self):
        self._book(6)
        station = self.station.with_user(self.manager)
        for vals in (
            {"unit_price": 1},
            {"original_value": 1},
            {"booking_date": "2025-01-01"},
            {"class_id": False},
            {"life_months": 60},
            {"device_model_id": self.scale_model.id},
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "2025-06"):
                station.write(vals)
        station.write({"unit_price": 298000, "place": "体检中心"})

    def test_a_manager_sets_other_years_before_the_first_month(self):
        with self.assertRaises(AccessError):
            self.station.with_user(self.hospital_officer).life_months = 60
        self.station.with_user(self.manager).life_months = 60
        self.assertEqual(self._book(6).total, 4966.67)

    def test_results_are_not_entered_by_hand(self):
        officer = self.hospital_officer
        run = self._book(6)
        for name in ("accumulated_depreciation", "net_value", "impairment_total"):
            with self.subTest(name), self.assertRaises(AccessError):
                self.station.with_user(officer).write({name: 1})
        with self.assertRaises(AccessError):
            run.write({"state": "draft"})
        with self.assertRaises(AccessError):
            self._run("2025-07-01", state="booked")
        with self.assertRaises(AccessError):
            run.line_ids.with_user(officer).write({"amount": 1})
        with self.assertRaises(AccessError):
            run.line_ids.with_user(self.manager).unlink()
        with self.assertRaises(UserError):
            run.write({"month": "2025-09-01"})
        with self.assertRaises(UserError):
            run.unlink()

    def test_the_county_books_each_owner_for_all_months_at_once(self):
        other = self._asset("GW-2", 7200, unit=self.other_hospital, booking="2025-08-01")
        runs = self._catch_up(org_unit_id=self.county.id)
        self.assertEqual(set(runs.mapped("state")), {"booked"})
        self.assertEqual(len(runs), 17 + 15)
        self.assertEqual(self.station.accumulated_depreciation, 70361.13)
        self.assertEqual(other.accumulated_depreciation, 1500)
        with self.assertRaisesRegex(UserError, "No month"):
            self._catch_up(org_unit_id=self.county.id)

    def test_a_county_run_covers_the_units_below_once(self):
        self._asset("GW-2", 7200, unit=self.other_hospital)
        run = self._book(6, unit=self.county, user=self.officer)
        self.assertEqual(run.line_count, 2)
        with self.assertRaisesRegex(UserError, "booked already"):
            self._book(6)

    def test_the_background_books_what_is_too_much_to_wait_for(self):
        runs = self._run("2025-06-01") | self._run("2025-07-01") | self._run("2025-09-01")
        runs._queue()
        with self.enter_registry_test_mode():
            self.env.ref("equipment_asset.equipment_depreciation_cron").method_direct_trigger()
        self.assertEqual(runs.mapped("state"), ["booked", "booked", "draft"])
        self.assertIn("2025-08", runs[2].message_ids[0].body)
        self.assertFalse(any(runs.mapped("queued")))

    def test_a_manager_reverses_the_latest_month_with_a_reason(self):
        first, second = self._book(6), self._book(7)
        with self.assertRaises(AccessError):
            second.action_reverse()
        with self.assertRaisesRegex(UserError, "reason"):
            second.with_user(self.manager).action_reverse()
        first.reverse_reason = second.reverse_reason = "原值有误"
        with self.assertRaisesRegex(UserError, "later month"):
            first.with_user(self.manager).action_reverse()
        second.with_user(self.manager).action_reverse()
        self.assertEqual(self.station.accumulated_depreciation, 4138.89)
        self._book(7)
        self.assertEqual(self.station.accumulated_depreciation, 8277.78)

    def test_the_voucher_balances_and_books_software_apart(self):
        software = self.env.ref("equipment_asset.class_a08060300")
        self._asset("SW-1", 12000, class_id=software.id)
        rows = self._book(6)._get_voucher_rows()
        self.assertEqual(
            [(row["code"], row["debit"], row["credit"]) for row in rows],
            [("5001", 4238.89, 0), ("1602", 0, 4138.89), ("1702", 0, 100)],
        )

    def test_a_bureau_has_no_administration_costs(self):
        # 5101 is an account of institutions; an administrative body books on 5001
        self._asset("B-1", 7200, unit=self.county)
        run = self._book(6, unit=self.county, user=self.officer, include_below=False)
        self.assertEqual([row["code"] for row in run._get_voucher_rows()], ["5001", "1602"])

    def test_a_kind_of_unit_may_have_its_own_accounts(self):
        self.env["equipment.account.map"].with_user(self.chief).create(
            {
                "unit_kind": self.hospital.kind,
                "expense_code": "5101",
                "expense_name": "单位管理费用",
                "accumulated_code": "1602",
                "accumulated_name": "固定资产累计折旧",
                "valid_from": "2025-01-01",
                "source": "政府会计制度（财会〔2017〕25号）",
            }
        )
        rows = self._book(6)._get_voucher_rows()
        self.assertEqual([row["code"] for row in rows], ["5101", "1602"])

    def test_the_table_is_printed_and_exported(self):
        self.station.name = '=HYPERLINK("http://example.invalid")'
        run = self._book(6)
        reports = self.env["ir.actions.report"].with_user(self.hospital_officer)
        content, _kind = reports.with_context(force_report_rendering=True)._render_qweb_pdf(
            "equipment_asset.report_equipment_depreciation", run.ids
        )
        page = PdfReader(io.BytesIO(content)).pages[0]
        self.assertGreater(page.mediabox.width, page.mediabox.height)
        self.assertIn("293,861.11", page.extract_text())
        report = self.env["report.equipment_asset.equipment_depreciation"]
        report = report.with_user(self.viewer).with_context(active_model=run._name)
        book = openpyxl.load_workbook(io.BytesIO(report.create_xlsx_report(run.ids, {})[0]))
        table, voucher = book.worksheets
        self.assertEqual(table["J3"].value, 4138.89)
        self.assertEqual(table["J4"].value, "=SUM(J3:J3)")
        self.assertNotEqual(table["D3"].data_type, "f")
        self.assertEqual(voucher["F3"].value, 4138.89)

    def test_each_role_sees_the_months_of_its_scope(self):
        self._asset("GW-2", 7200, unit=self.other_hospital, using_unit_id=self.clinic.id)
        run = self._book(6, unit=self.county, user=self.officer)
        lines = self.env["equipment.depreciation.line"]
        seen = {
            self.viewer: 2,
            self.officer: 2,
            self.hospital_officer: 2,
            self.custodian: 1,
            self.stranger: 0,
        }
        for user, count in seen.items():
            with self.subTest(user.login):
                found = lines.with_user(user).search([("run_id", "=", run.id)])
                self.assertEqual(len(found), count)
        self.assertFalse(run.with_user(self.hospital_officer)._filtered_access("read"))
        with self.assertRaises(AccessError):
            self._run("2025-07-01", unit=self.county, user=self.hospital_officer)
        with self.assertRaises(AccessError):
            self._run("2025-07-01", user=self.viewer)

    def test_queries_do_not_grow_with_the_devices(self):
        def count_queries(month):
            run = self._run(date(2025, month, 1))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            run.action_book()
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        for number in range(9):
            self._asset(f"Q-{number}", 7200)
        self._book(6)
        few = count_queries(7)
        for number in range(190):
            self._asset(f"R-{number}", 7200, booking="2025-08-02")
        self._book(8)
        self.assertLessEqual(count_queries(9), few + 8)
